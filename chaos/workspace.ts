import { collectionOf } from '@/server/db/collection-of'
import { derivedId } from '@/server/db/new-id'
import { type Link, Links } from '@/server/links/link'
import { insertProspect } from '@/server/testing/insert-prospect'
import { makeLink } from '@/server/testing/make-link'
import { publishDocument } from '@/server/testing/publish-document'
import { drawing } from '@/workflows/edit/testing/drawing'

export type Workspace = { links: Link[]; prospectIds: string[] }

/** What one click on each kind of link leads to in the end, waits and moves included. */
export const perClick = {
  changes: { score: 2, effects: 4, mails: 0 },
  mail: { score: 3, effects: 3, mails: 1 },
  move: { score: 12, effects: 4, mails: 0 },
} as const
export type LinkName = keyof typeof perClick

export const linkNameOf = ({ name }: Link) => name as LinkName // made below

const welcome = { id: derivedId('chaos', 'mail'), name: 'Welcome', subject: 'Hello', html: '<p>Hello</p>' }
const other = derivedId('chaos', 'other')

/** Three links, a workflow for each, and prospects with recipient tokens. */
export async function makeWorkspace(prospects: number): Promise<Workspace> {
  const links = (Object.keys(perClick) as LinkName[]).map(
    (
      name, // the keys are the names
    ) => makeLink({ name, slug: name }),
  )
  await collectionOf(Links).insertMany(links)
  const idOf = (name: LinkName) => links.find((link) => link.name === name)?._id ?? ''
  await publishDocument({ document: changes(idOf('changes')) })
  await publishDocument({ document: mail(idOf('mail')), messages: [welcome] })
  await publishDocument({ document: afterMove(), workflowId: other })
  await publishDocument({ document: move(idOf('move')) })
  const inserted = await Promise.all(
    Array.from({ length: prospects }, (_, n) => insertProspect({ email: `prospect-${n}@example.com` })),
  )
  return { links, prospectIds: inserted.map(({ _id }) => _id) }
}

const click = 'redirect-link-clicked'

function changes(linkId: string) {
  return drawing({
    nodes: ['goal', 'tag', 'score', 'field', 'untag', 'never'],
    edges: ['goal>tag', 'tag>score', 'score>field', 'field>untag', 'untag>never'],
    types: { goal: click, score: 'adjust-score', field: 'change-field', untag: 'remove-tags' },
    configs: {
      goal: { linkIds: [linkId] },
      tag: { tags: ['clicked', 'passing'] },
      score: { by: 2 },
      field: { field: 'fields.last', value: 'changes' },
      untag: { tags: ['passing'] },
      never: {
        tags: ['never'],
        criteria: { combinator: 'and', rules: [{ field: 'score', operator: '<', value: 0 }] },
      },
    },
  })
}

function mail(linkId: string) {
  return drawing({
    nodes: ['goal', 'mails'],
    edges: ['goal>mails'],
    types: { goal: click, mails: 'sequence' },
    configs: {
      goal: { linkIds: [linkId] },
      mails: {
        steps: [
          { id: 'm', type: 'send-email', config: { messageId: welcome.id } },
          { id: 'w', type: 'wait', config: { for: 'PT4S' } },
          { id: 't', type: 'add-tags', config: { tags: ['mailed'] } },
          { id: 's', type: 'adjust-score', config: { by: 3 } },
        ],
      },
    },
  })
}

function move(linkId: string) {
  return drawing({
    nodes: ['goal', 'score', 'move'],
    edges: ['goal>score', 'score>move'],
    types: { goal: click, score: 'adjust-score', move: 'move-to-sequence' },
    configs: {
      goal: { linkIds: [linkId] },
      score: { by: 5 },
      move: { workflowId: other, nodeId: 'after' },
    },
  })
}

function afterMove() {
  return drawing({
    nodes: ['begin', 'after'],
    edges: ['begin>after'],
    types: { begin: 'enrolled', after: 'sequence' },
    configs: {
      after: {
        steps: [
          { id: 'a', type: 'adjust-score', config: { by: 3 } },
          { id: 'w', type: 'wait', config: { for: 'PT2S' } },
          { id: 's', type: 'adjust-score', config: { by: 4 } },
        ],
      },
    },
  })
}
