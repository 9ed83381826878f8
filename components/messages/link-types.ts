import type { LinkType } from '@/workflows/references'

type LinkTypeText = {
  name: string
  /** Why a click on such a link cannot satisfy a goal (KP-4, ?8); null when it can. */
  cannotTrigger: string | null
}

/** What each type of link is called, and whether a goal can wait for a click on it. */
export const linkTypes: Record<LinkType, LinkTypeText> = {
  url: { name: 'Web page', cannotTrigger: null },
  phone: {
    name: 'Phone number',
    cannotTrigger: 'A phone number opens on the device, so its click cannot be tracked.',
  },
  email: {
    name: 'Email address',
    cannotTrigger: 'An email address opens a mail program, so its click cannot be tracked.',
  },
  'landing-page': {
    name: 'Landing page',
    cannotTrigger:
      'A landing page link is counted but cannot satisfy a link goal. Use the page’s form instead.',
  },
}
