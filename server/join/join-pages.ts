import { newId } from '../db/new-id'
import type { LinkCampaign } from '../links/link-record'
import type { Page, PageField } from '../tracking/answer-page'
import type { JoinOutcome } from './join-campaign'

type Named = Pick<LinkCampaign, 'name'>

/** Asks whether to join: by a button alone where a token tells who it is, else by an address too. */
export function invitation({ name }: Named, isKnown: boolean): Page {
  return isKnown
    ? {
        status: 200,
        title: name,
        text: 'Press the button to join.',
        button: 'Join',
        fields: [nonceField(newId()), trapField],
      }
    : {
        status: 200,
        title: name,
        text: 'Enter your email address to join.',
        button: 'Join',
        fields: fieldsOf({ nonce: newId() }, {}),
      }
}

type Again = {
  campaign: Named
  values: Record<string, string>
  problems: Partial<Record<string, string>>
}

/** The same once more, with what was entered and what to put right. */
export function again({ campaign, values, problems }: Again): Page {
  return {
    status: 422,
    title: campaign.name,
    text: Object.values(problems)[0] ?? 'Check what you entered.',
    button: 'Join',
    fields: fieldsOf(values, problems),
  }
}

/** @param status of the answer while it is paused */
export function notOpen({ name, state }: Pick<LinkCampaign, 'name' | 'state'>, status = 200): Page {
  return state === 'paused'
    ? {
        status,
        title: name,
        text: 'Nobody can join at the moment. Come back a little later: this address stays the same.',
      }
    : {
        status: 410,
        title: name,
        text: 'This is over: nobody can join any more. Ask whoever sent you the link what there is instead.',
      }
}

export function afterJoining({ name }: Named): Record<JoinOutcome, Page> {
  const joined = {
    status: 200,
    title: 'You have joined',
    text: `“${name}” starts now. You can close this page.`,
  }
  return {
    joined,
    // A program learns nothing by it.
    robot: joined,
    spam: {
      status: 500,
      title: 'That was not processed',
      text: 'Too many were sent from here in a short time. Wait five minutes, then try again.',
    },
    gone: {
      status: 410,
      title: 'This invitation has ended',
      text: 'It was made for somebody we do not know any more. Ask whoever sent it for a new one.',
    },
  }
}

export const unknown: Page = {
  status: 404,
  title: 'There is nothing to join here',
  text: 'Part of the address may be missing: copy it again in full, or ask whoever sent it to you.',
}
export const otherMethod: Page = {
  status: 405,
  title: 'This does not work here',
  text: 'Open the link in a browser.',
  headers: { Allow: 'GET, HEAD, POST' },
}
export const tooLarge: Page = {
  status: 413,
  title: 'That is too long',
  text: 'Go back and enter your email address and your name only.',
}
export const failed: Page = {
  status: 503,
  title: 'That did not work yet',
  text: 'You have not joined yet. Go back and try again in a minute.',
  headers: { 'Retry-After': '60' },
}

function fieldsOf(values: Record<string, string>, problems: Partial<Record<string, string>>): PageField[] {
  const shown: PageField[] = [
    { name: 'email', label: 'Email address', type: 'email', autocomplete: 'email', isRequired: true },
    { name: 'firstName', label: 'First name (optional)', type: 'text', autocomplete: 'given-name' },
    { name: 'lastName', label: 'Last name (optional)', type: 'text', autocomplete: 'family-name' },
  ]
  return [
    ...shown.map((field) => {
      const problem = problems[field.name]
      return { ...field, value: values[field.name] ?? '', ...(problem && { problem }) }
    }),
    nonceField(values.nonce ?? newId()),
    trapField,
  ]
}

function nonceField(value: string): PageField {
  return { name: 'nonce', label: '', type: 'hidden', value }
}

const trapField: PageField = { name: 'website', label: 'Leave this empty', type: 'trap' }
