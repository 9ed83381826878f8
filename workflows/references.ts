import type { ProspectField } from './prospect-fields'

/** What a workflow can point to: plain data that pickers list, sentences name and compile checks against. */
export type References = {
  links: LinkReference[]
  messages: MessageReference[]
  workflows: WorkflowReference[]
  /** By their labels in the workspace, for sentences. */
  fields: ProspectField[]
} & Record<NamedSource, NamedReference[]>

/** Kinds of records of which a node needs to know only that they exist and what they are called. */
export const namedSources = ['lists', 'users', 'forms', 'files', 'functions'] as const
export type NamedSource = (typeof namedSources)[number]

export type NamedReference = {
  id: string
  name: string
  hint?: string
  /** A list by criteria, which actions cannot change. */
  fillsItself?: true
}

/** `type` decides what can satisfy a link goal (KP-4, decision ?8). */
export type LinkType = 'url' | 'phone' | 'email' | 'landing-page'

export type LinkReference = { id: string; name: string; destination: string }

export type MessageReference = {
  id: string
  name: string
  subject: string
  links: { id: string; label: string; destination: string; type: LinkType }[]
}

/** `sequences` are those a prospect can be moved to in the live version. */
export type WorkflowReference = { id: string; name: string; sequences: { id: string; name: string }[] }

/** One thing a node's config points to; compile refuses to publish what does not exist. */
export type Reference =
  | { kind: 'link'; id: string }
  | { kind: 'message'; id: string }
  | { kind: 'message-link'; messageId: string; linkId: string }
  | { kind: 'sequence'; workflowId: string | null; nodeId: string }
  | { kind: 'record'; source: NamedSource; id: string }

export const noReferences: References = {
  links: [],
  messages: [],
  workflows: [],
  fields: [],
  lists: [],
  users: [],
  forms: [],
  files: [],
  functions: [],
}
