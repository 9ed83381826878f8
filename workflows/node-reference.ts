import type { z } from 'zod'
import { catalogue, isStepType } from './catalogue'
import { type NodeDefinition, type NodeKind, outputsOf } from './define-node'
import { describedFields } from './fields'

const headings: Record<NodeKind, string> = {
  goal: 'Goals',
  sequence: 'Sequences',
  branching: 'Logic',
  timer: 'Waits',
  action: 'Finish actions',
}

/** The reference of every node type, as Markdown, made of what the types say of themselves. */
export function nodeReference(): string {
  const sections = Object.entries(headings).map(([kind, heading]) => {
    const own = catalogue.filter((definition) => definition.kind === kind)
    return [`## ${heading}`, ...own.map(typeSection)].join('\n\n')
  })
  return `${[title, ...sections].join('\n\n')}\n`
}

const title = `# Node types

Made from the definitions in \`workflows/\`; \`npx vitest run workflows/node-reference.test.ts -u\` writes it again. The type and the names of
its settings are what documents and the API use. Every finish action also takes \`criteria\`; without any it always runs.`

function typeSection(definition: NodeDefinition): string {
  const { type, title: name, description, config } = definition
  const rows = describedFields(config).map(({ name: field, info }) => {
    const isOptional = (config.shape[field] as z.ZodType).safeParse(undefined).success // a zod shape holds schemas
    return `| \`${field}\`${isOptional ? ' (optional)' : ''} | ${info.label} | ${valuesOf(info)} |`
  })
  const table = rows.length ? ['', '| setting | label | value |', '|---|---|---|', ...rows] : []
  return [`### ${name} · \`${type}\``, '', ...facts(definition, description), ...table].join('\n')
}

function facts(definition: NodeDefinition, description: string): string[] {
  const outputs = outputsOf(definition, {}).map(({ label }) => label)
  const places = isStepType(definition) ? ' Also a step of a sequence.' : ''
  const ways =
    definition.kind === 'branching'
      ? ` Ways out: its branches${outputs.length ? `, ${outputs.join(', ')}` : ''}.`
      : ''
  const start = definition.kind === 'goal' && definition.onlyStarts ? ' Only starts a workflow.' : ''
  return [`${description}${start}${ways}${places}`]
}

function valuesOf({
  options,
  help,
  placeholder,
  source,
  widget,
}: ReturnType<typeof describedFields>[number]['info']): string {
  if (options) return options.map(({ value }) => `\`${value}\``).join(' or ')
  const of = source ? `ids of ${source}` : widget.replaceAll('-', ' ')
  return [of, help, placeholder && `for example ${placeholder}`].filter(Boolean).join('. ')
}
