import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'

type Consent = ProspectSnapshot['consent']

/** The permissions a prospect gave, in words. */
export const consentLabels: {
  email: Record<Consent['email'], string>
  tracking: Record<Consent['tracking'], string>
} = {
  email: { unknown: 'Not known', subscribed: 'Subscribed', unsubscribed: 'Unsubscribed' },
  tracking: { unknown: 'Not known', granted: 'Granted', denied: 'Denied' },
}
