import { isbot, isbotMatch } from 'isbot'
import type { Finding } from './finding'

/** What a request's user agent says about who sent it; null when it is a browser's. Always the same answer. */
export function judgeUserAgent(userAgent: string): Finding | null {
  const agent = userAgent.trim()
  if (agent === '') return program('certain', 'It sent no user agent; every browser sends one.')
  for (const { pattern, reason } of certain) {
    const found = pattern.exec(agent)?.[0]
    if (found) return program('certain', reason(found))
  }
  if (isbot(agent)) return program('certain', `Its user agent declares a program (“${excerpt(agent)}”).`)
  if (!browser.test(agent) || appWithoutBrowser.test(agent))
    return program('probable', `Its user agent names an app or a program, not a browser (“${cut(agent)}”).`)
  return null
}

function program(weight: Finding['weight'], text: string): Finding {
  return { sign: 'program', weight, text }
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
      /^WhatsApp\/|TelegramBot|Slack(bot|-ImgProxy)|Discordbot|^Viber|facebookexternalhit|Snap URL Preview|redditbot|Iframely|Embedly|Twitterbot|LinkedInBot/i,
    reason: (found) => `A preview of the link was made (“${found}”).`,
  },
  {
    pattern:
      /Barracuda|Proofpoint|Mimecast|SafeLinks|FireEye|TrendMicro|Symantec|MessageLabs|Sophos|CheckPoint|Cloudmark|ZScaler|urldefense|BitDefender|Fortinet|Forcepoint/i,
    reason: (found) => `A mail security scanner checked the link (“${found}”).`,
  },
  {
    pattern: /(Windows)?PowerShell\/|jsdom\/|wkhtmltopdf|wkhtmltoimage/i, // else much like a browser’s
    reason: (found) => `A script asked for the link (“${found}”).`,
  },
  {
    pattern:
      /link[-_ ]?(check|valid|sleuth|walker|scan)|checklink|Xenu|dead[-_ ]?link|broken[-_ ]?link|Siteimprove|UptimeRobot|Pingdom|StatusCake/i,
    reason: (found) => `A link checker tested the link (“${found}”).`,
  },
]

/**
 * What browsers call themselves: by their engine, for everybody says “Mozilla”; consoles, phones of the years before
 * smartphones and browsers of plain text by their names.
 */
const browser =
  /AppleWebKit|Gecko|KHTML|Trident|MSIE|Presto|Opera[ /]|PLAYSTATION|Nintendo|MIDP|UP\.Browser|NetFront|Obigo|BlackBerry|Nokia|UCWEB|UCBrowser|SEMC-Browser|Maui|^(Lynx|w3m|E?Links)\b/i
/** The part of an operating system that fetches for apps, by itself and without any browser around it. */
const appWithoutBrowser = /^(?!.*Mozilla\/).*(CFNetwork|Dalvik|okhttp)/i

function excerpt(agent: string): string {
  return cut(isbotMatch(agent) ?? agent)
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
