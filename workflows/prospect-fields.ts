/** The type of a prospect field decides its operators in criteria and its input in forms. */
export type ProspectFieldType = 'text' | 'number' | 'boolean' | 'tags' | 'timezone'

export type ProspectField = {
  /** Path in the snapshot: `score`, `tags`, `fields.industry`. */
  name: string
  label: string
  type: ProspectFieldType
  /** False for fields that have an action of their own (score, tags) or are not for changing. */
  isWritable: boolean
}

/** The fields every prospect has; custom fields come from the workspace as `fields.<key>`. */
export const standardProspectFields: ProspectField[] = [
  { name: 'email', label: 'Email', type: 'text', isWritable: false },
  { name: 'firstName', label: 'First name', type: 'text', isWritable: true },
  { name: 'lastName', label: 'Last name', type: 'text', isWritable: true },
  { name: 'organization', label: 'Organization', type: 'text', isWritable: true },
  { name: 'phone', label: 'Phone', type: 'text', isWritable: true },
  { name: 'timezone', label: 'Time zone', type: 'timezone', isWritable: true },
  { name: 'score', label: 'Score', type: 'number', isWritable: false },
  { name: 'tags', label: 'Tags', type: 'tags', isWritable: false },
  { name: 'leadStatus', label: 'Lead status', type: 'text', isWritable: true },
]

/** All fields for pickers and sentences: the standard ones and the workspace's own. */
export function prospectFields(custom: { key: string; label: string; type: ProspectFieldType }[]) {
  return [
    ...standardProspectFields,
    ...custom.map(({ key, label, type }) => ({ name: `fields.${key}`, label, type, isWritable: true })),
  ]
}

/** The label of a field, for sentences; an unknown field shows its own name. */
export function fieldLabel(name: string): string {
  return standardProspectFields.find((field) => field.name === name)?.label ?? name.replace(/^fields\./, '')
}
