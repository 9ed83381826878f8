import { demoId } from './demo-id'

/** Three links outside emails: an ad, a guide on a partner's site, a post. */
export const demoLinks = {
  ad: {
    id: demoId('link', 'ad'),
    name: 'Webinar banner, Logistics Weekly',
    kind: 'redirect' as const,
    slug: 'webinar-banner',
    destination: 'https://example.com/webinar',
    utm: { source: 'logistics-weekly', medium: 'banner', campaign: 'route-planning-webinar' },
  },
  guide: {
    id: demoId('link', 'guide'),
    name: 'Route planning guide',
    kind: 'redirect' as const,
    slug: 'route-guide',
    destination: 'https://example.com/guides/route-planning.html?lang=en',
    utm: { source: 'partner', medium: 'referral' },
  },
  post: {
    id: demoId('link', 'post'),
    name: 'Founder’s post',
    kind: 'custom' as const,
    slug: 'founders-post',
    destination: 'https://example.com/blog/why-we-plan-backwards',
  },
}
