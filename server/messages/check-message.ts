import { AppError } from '../errors'
import type { LinkProblem } from './bind-links'
import { checkMergeFields } from './fill-merge-fields'

export type MessageProblem = { field: 'subject' | 'html'; code: string; message: string }

/**
 * Refuses an email that could not be sent, with every reason at once: what is stored can always be rendered.
 * @throws AppError 'unprocessable' with the problems as details
 */
export function checkMessage(message: { subject: string; html: string }, links: LinkProblem[]): void {
  const problems: MessageProblem[] = [
    ...mergeFieldProblem('subject', checkMergeFields(message.subject, 'subject')),
    ...mergeFieldProblem('html', checkMergeFields(message.html, 'html')),
    ...links.map(({ code, label, message }) => ({
      field: 'html' as const,
      code,
      message: label ? `Link “${label}”: ${message}` : message,
    })),
  ]
  const [first] = problems
  if (!first) return
  throw new AppError('unprocessable', {
    message: `an email was refused: ${problems.map(({ code }) => code).join(', ')}`,
    userMessage: first.message,
    details: problems,
  })
}

function mergeFieldProblem(field: 'subject' | 'html', message: string | null): MessageProblem[] {
  return message ? [{ field, code: 'bad-merge-field', message }] : []
}
