/** The type of a prospect field decides its operators in criteria and its input in forms. */
export type ProspectFieldType =
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'choice'
  | 'tags'
  | 'lists'
  | 'user'
  | 'timezone'

export type FieldOption = { value: string; label: string }

export type ProspectField = {
  /** Path in the snapshot: `score`, `tags`, `fields.industry`. */
  name: string
  label: string
  type: ProspectFieldType
  /** False for fields that have an action of their own (score, tags) or are not for changing. */
  isWritable: boolean
  /** Of a choice: what there is to choose from. */
  options?: FieldOption[]
}

const asOptions = (labels: Record<string, string>): FieldOption[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

const emailConsent = asOptions({
  unknown: 'Not known',
  subscribed: 'Subscribed',
  unsubscribed: 'Unsubscribed',
})
const trackingConsent = asOptions({ unknown: 'Not known', granted: 'Granted', denied: 'Denied' })

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
  { name: 'lists', label: 'Lists', type: 'lists', isWritable: false },
  { name: 'ownerId', label: 'Owner', type: 'user', isWritable: false },
  {
    name: 'consent.email',
    label: 'Email consent',
    type: 'choice',
    isWritable: false,
    options: emailConsent,
  },
  {
    name: 'consent.tracking',
    label: 'Tracking consent',
    type: 'choice',
    isWritable: false,
    options: trackingConsent,
  },
]

/** What is known of stored prospects only: filters and lists can read it, workflows cannot, since no snapshot has it. */
export const storedProspectFields: ProspectField[] = [
  { name: 'createdAt', label: 'Created', type: 'date', isWritable: false },
  { name: 'lastActivityAt', label: 'Last activity', type: 'date', isWritable: false },
]

type CustomField = { key: string; label: string; type: ProspectFieldType; options?: FieldOption[] }

/** All fields for pickers and sentences: the standard ones and the workspace's own. */
export function prospectFields(custom: CustomField[]): ProspectField[] {
  return [
    ...standardProspectFields,
    ...custom.map(({ key, ...field }) => ({ name: `fields.${key}`, ...field, isWritable: true })),
  ]
}

/** The label of a field, for sentences, given those the workspace has; an unknown field shows its own name. */
export function fieldLabel(name: string, workspace: ProspectField[] = []): string {
  const fields = [...workspace, ...standardProspectFields, ...storedProspectFields]
  const known = fields.find((field) => field.name === name)
  return known?.label ?? name.replace(/^fields\./, '')
}
