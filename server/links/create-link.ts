import { z } from 'zod'
import { isDuplicateKey } from '../db/is-duplicate-key'
import { newId } from '../db/new-id'
import { AppError } from '../errors'
import { type Link, Links, type Utm } from './link'
import { linkInputSchema } from './link-input'
import { type LinkRecord, toLinkRecord } from './link-record'
import { makeSlug } from './make-slug'

const { name, destination, ...optional } = linkInputSchema.shape

/** The ending of a short URL that somebody chooses. */
export const slugSchema = z
  .string()
  .trim()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9_-]{2,63}$/, 'Use 3 to 64 letters, digits, “-” and “_”')

export const createLinkSchema = z.object({
  name,
  destination,
  /** `redirect` links know visitors by cookie too, `custom` links only by token (?10). */
  kind: z.enum(['redirect', 'custom']).default('redirect'),
  slug: slugSchema.optional(),
  ...z.object(optional).partial().shape,
})
export type CreateLink = z.input<typeof createLinkSchema>

export const noUtm: Utm = { source: '', medium: '', campaign: '', term: '', content: '' }

/**
 * A new tracked link; the slug is made unless one is chosen.
 * @param id for callers that must find the same link again when they are repeated
 * @throws AppError 'conflict' when the chosen slug is in use, also by a deleted link, since sent URLs live on
 */
export async function createLink(input: z.infer<typeof createLinkSchema>, id = newId()): Promise<LinkRecord> {
  const link = newLink(input, id)
  return toLinkRecord(input.slug ? await insertChosen(link, input.slug) : await insertMade(link))
}

/** The document of a link to be made, all but its slug; what is not given is as its kind has it. */
export function newLink(
  input: Omit<z.infer<typeof createLinkSchema>, 'slug'>,
  id: string,
): Omit<Link, 'slug'> {
  const now = new Date()
  return {
    _id: id,
    name: input.name,
    kind: input.kind,
    destination: input.destination,
    utm: { ...noUtm, ...input.utm },
    identity: input.identity ?? (input.kind === 'custom' ? 'token' : 'token+cookie'),
    eventType: input.eventType ?? 'link-clicked',
    eventSource: input.eventSource ?? `${input.kind}-link`,
    properties: input.properties ?? {},
    ...(input.handover && { handover: true }),
    tags: input.tags ?? [],
    description: input.description ?? '',
    messageId: null,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    afterDeletion: null,
  }
}

async function insertChosen(link: Omit<Link, 'slug'>, slug: string): Promise<Link> {
  try {
    return await insert({ ...link, slug })
  } catch (error) {
    if (isDuplicateKey(error)) throw slugTaken(slug)
    throw error
  }
}

/** Made slugs collide once in millions; three tries make a failure a matter of the database. */
async function insertMade(link: Omit<Link, 'slug'>, tries = 3): Promise<Link> {
  try {
    return await insert({ ...link, slug: makeSlug() })
  } catch (error) {
    if (!isSlugCollision(error) || tries === 1) throw error
    return insertMade(link, tries - 1)
  }
}

async function insert(link: Link): Promise<Link> {
  await Links.create(link)
  return link
}

function isSlugCollision(error: unknown): boolean {
  return isDuplicateKey(error) && error instanceof Error && error.message.includes('slug')
}

function slugTaken(slug: string): AppError {
  return new AppError('conflict', {
    message: `the slug ${slug} is taken`,
    userMessage: `Another link already uses “${slug}”. Choose a different ending, or leave it empty to have one made.`,
    details: { field: 'slug' },
  })
}
