import { isbot, isbotMatch } from 'isbot'
import type { ClickSignals, Verdict } from './stored-event'

export type ClickVerdict = { verdict: Verdict; reasons: string[] }

/**
 * Whether a person clicked, by what the request says about itself. Same answer for the same signals, always.
 * `bot` is certain; `suspected` means a program whose user may be a person. Reasons are sentences for people.
 */
export function judgeClick({ userAgent }: Pick<ClickSignals, 'userAgent'>): ClickVerdict {
  const agent = userAgent.trim()
  if (agent === '') return { verdict: 'bot', reasons: ['It sent no user agent; every browser sends one.'] }
  for (const { pattern, reason } of certain) {
    const found = pattern.exec(agent)?.[0]
    if (found) return { verdict: 'bot', reasons: [reason(found)] }
  }
  if (isbot(agent))
    return { verdict: 'bot', reasons: [`Its user agent declares a program (“${excerpt(agent)}”).`] }
  if (!browser.test(agent) || appWithoutBrowser.test(agent))
    return {
      verdict: 'suspected',
      reasons: [`Its user agent names an app or a program, not a browser (“${cut(agent)}”).`],
    }
  return { verdict: 'human', reasons: [] }
}

/** Beyond isbot's list: programs that open links of messages to preview or to check them. */
const certain: { pattern: RegExp; reason: (found: string) => string }[] = [
  {
    pattern: /ms-?office|Microsoft Office|Microsoft-?Outlook|Word\/1\d|Excel\/1\d|PowerPoint\/1\d/i,
    reason: (found) => `Microsoft Office looked the link up before opening it (“${found}”).`,
  },
  {
    pattern: /Skype(UriPreview| for Business)|Microsoft Teams|TeamsLinkPreview|Microsoft URL Control/i,
    reason: (found) => `A chat program previewed the link (“${found}”).`,
  },
  {
    pattern:
      /WhatsApp\/|TelegramBot|Slack(bot|-ImgProxy)|Discordbot|Viber|facebookexternalhit|Snap URL Preview|redditbot|Iframely|Embedly|Twitterbot|LinkedInBot/i,
    reason: (found) => `A preview of the link was made (“${found}”).`,
  },
  {
    pattern:
      /Barracuda|Proofpoint|Mimecast|SafeLinks|FireEye|TrendMicro|Symantec|MessageLabs|Sophos|CheckPoint|Cloudmark|ZScaler|urldefense|BitDefender|Fortinet|Forcepoint/i,
    reason: (found) => `A mail security scanner checked the link (“${found}”).`,
  },
  {
    pattern:
      /link[-_ ]?(check|valid|sleuth|walker|scan)|checklink|Xenu|dead[-_ ]?link|broken[-_ ]?link|Siteimprove|UptimeRobot|Pingdom|StatusCake/i,
    reason: (found) => `A link checker tested the link (“${found}”).`,
  },
]

/** What browsers call themselves, phones of the years before smartphones included. */
const browser =
  /Mozilla\/|Opera[ /]|MIDP|UP\.Browser|NetFront|Obigo|BlackBerry|Nokia|UCWEB|UCBrowser|SEMC-Browser|Maui/i
/** The part of an operating system that fetches for apps, by itself and without any browser around it. */
const appWithoutBrowser = /^(?!.*Mozilla\/).*(CFNetwork|Dalvik|okhttp)/i

function excerpt(agent: string): string {
  return cut(isbotMatch(agent) ?? agent)
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
