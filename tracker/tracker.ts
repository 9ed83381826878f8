/*
 * The script that pages load from /t.js (docs/tracking.md). It asks for nothing, stores nothing and sends nothing
 * until there is consent. Small on purpose: everything in it is in every page view.
 */

type Command =
  | ['consent', boolean]
  | ['page']
  | ['track', string, Record<string, unknown>?]
  | ['identify', string]
type Api = { (...command: Command): void; q?: ArrayLike<unknown>[] }
type Sent = { kind: 'page' } | { kind: 'event'; type: string; properties: Record<string, unknown> }

;(() => {
  const page = window as Window & { switchyard?: Api; syLoaded?: boolean }
  const script = document.currentScript
  if (page.syLoaded || !(script instanceof HTMLScriptElement)) return
  page.syLoaded = true

  const { consent, dnt, cookieDomain } = script.dataset
  const endpoint = new URL('/t', script.src).href
  const cookieName = 'sy_site'
  const signals = navigator as Navigator & { globalPrivacyControl?: boolean }
  const isRefused =
    signals.globalPrivacyControl === true || (dnt !== 'ignore' && navigator.doNotTrack === '1')

  /** What the link that led here handed over; else what the page itself knows. Kept for this page only. */
  let token = takeHandedOver()
  let hasConsent = false
  let hasViewed = false

  function takeHandedOver(): string | null {
    const url = new URL(location.href)
    const handed = url.searchParams.get('sy_visit')
    if (handed === null) return null
    // Only this pair goes: whatever else the address says stays as it is written.
    const search = location.search.replace(/([?&])sy_visit=[^&]*(&|$)/g, (_, before, after) =>
      after ? before : '',
    )
    history.replaceState(history.state, '', location.pathname + search + location.hash)
    return handed
  }

  function visitor(): string {
    const known = new RegExp(`(?:^|; )${cookieName}=([0-9a-f]{24})`).exec(document.cookie)?.[1]
    return (
      known ??
      store(
        [...crypto.getRandomValues(new Uint8Array(12))]
          .map((byte) => byte.toString(16).padStart(2, '0'))
          .join(''),
      )
    )
  }

  function store(id: string, age = 31536000): string {
    const domain = cookieDomain ? `;domain=${cookieDomain}` : ''
    const secure = location.protocol === 'https:' ? ';secure' : ''
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `${cookieName}=${id};path=/;max-age=${age};samesite=lax${domain}${secure}`
    return id
  }

  async function send(sent: Sent): Promise<void> {
    if (!hasConsent) return
    const { origin, pathname, search } = location
    const about =
      sent.kind === 'page'
        ? { title: document.title.slice(0, 300), referrer: document.referrer.slice(0, 1000) }
        : {}
    const body = {
      ...sent,
      ...about,
      visitor: visitor(),
      url: (origin + pathname + search).slice(0, 2000),
      ...(token ? { token } : {}),
    }
    try {
      // Text, so that browsers ask no second question before they send it.
      const answer = await fetch(endpoint, {
        method: 'POST',
        body: JSON.stringify(body),
        keepalive: true,
        credentials: 'omit',
      })
      // The link knew this visitor already: from now on they are one.
      if (answer.status === 200 && hasConsent) store((await answer.json()).visitor)
    } catch {
      // A page never breaks because of this script.
    }
  }

  const commands = {
    consent(isGiven: boolean) {
      hasConsent = isGiven && !isRefused
      if (!isGiven) {
        store('', 0)
        token = null
      } else if (!hasViewed) commands.page()
    },
    page() {
      hasViewed = hasViewed || hasConsent
      void send({ kind: 'page' })
    },
    track(type: string, properties: Record<string, unknown> = {}) {
      void send({ kind: 'event', type, properties })
    },
    identify(signed: string) {
      token = signed
      void send({ kind: 'event', type: 'identified', properties: {} })
    },
  }

  const run = ([name, ...values]: [keyof typeof commands, ...never[]]) =>
    (commands[name] as ((...all: never[]) => void) | undefined)?.(...values)
  const waiting = page.switchyard?.q ?? []
  page.switchyard = ((...command: Parameters<typeof run>[0]) => run(command)) as Api
  // Who has consented before is known by the cookie, which goes when consent is withdrawn.
  if (consent === 'granted' || (consent !== 'required' && document.cookie.includes(`${cookieName}=`)))
    commands.consent(true)
  for (const command of waiting) run(Array.from(command) as Parameters<typeof run>[0])
})()
