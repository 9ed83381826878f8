import type { WorkflowDocument } from '../document/document'

/** The wanted name, or with the next number when a node already has it: “Sequence”, “Sequence 2”, “Sequence 3”. */
export function freeName(document: WorkflowDocument, wanted: string): string {
  const taken = new Set(document.nodes.map(({ name }) => name))
  const base = wanted.replace(/ \d+$/, '')
  for (let name = wanted, number = 2; ; name = `${base} ${number++}`) {
    if (!taken.has(name)) return name
  }
}
