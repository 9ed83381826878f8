import { AppError } from '../errors'

/** The answer to an id that no workflow has. */
export function unknownWorkflow(id: string): AppError {
  return new AppError('not-found', {
    message: `no workflow ${id}`,
    userMessage: 'This workflow does not exist, or was archived. Choose one from the list.',
  })
}
