import type { Half } from './session'

/** User agents of programs that say what they are, by class; each half has products of its own. */
export const declaredAgents = {
  'no user agent': { tuning: [''], 'held-out': [''] },
  'security scanners that say so': {
    tuning: [
      'BarracudaCentral/1.0',
      'Mozilla/5.0 (compatible; Proofpoint URL Defense)',
      'CiscoSecureEmail/15',
      'ZScaler',
    ],
    'held-out': [
      'Mozilla/5.0 (compatible; Barracuda Sentinel (EE))',
      'Mozilla/5.0 (compatible; Mimecast URL Protect)',
      'TMES',
      'Sophos Email Security',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; FortiGuard Link Scanner) AppleWebKit/537.36',
    ],
  },
  'antivirus link checkers': {
    tuning: ['AVG LinkScanner', 'W3C-checklink/5.0 libwww-perl/6.67'],
    'held-out': [
      'ESET Link Scanner',
      'LinkChecker/10.2 (+https://linkchecker.github.io/linkchecker/)',
      'Xenu Link Sleuth/1.3.8',
    ],
  },
  'Office before it opens a link': {
    tuning: [
      'Mozilla/4.0 (compatible; ms-office; MSOffice 16)',
      'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)',
    ],
    'held-out': [
      'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Win64; x64; Trident/7.0; Microsoft Outlook 16.0.5083; ms-office; MSOffice 16)',
      'Microsoft Office Word 2014',
      'Microsoft Office/16.0 (Microsoft Excel 16.0.17425; Windows)',
    ],
  },
  'chat previews': {
    tuning: [
      'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
      'WhatsApp/2.23.20.0 A',
      'TelegramBot (like TwitterBot)',
      'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
      'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
    ],
    'held-out': [
      'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
      'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
      'Mattermost-Bot/1.1',
      'Synapse (bot; +https://github.com/matrix-org/synapse)',
      'facebookexternalhit/1.1;line-poker/1.0',
      'kakaotalk-scrap/1.0; facebookexternalhit/1.1',
    ],
  },
  'command lines and libraries': {
    tuning: [
      'curl/8.5.0',
      'Wget/1.21.4',
      'python-requests/2.31.0',
      'Go-http-client/1.1',
      'okhttp/4.12.0',
      'Java/17.0.2',
      'axios/1.6.7',
    ],
    'held-out': [
      'PycURL/7.45',
      'python-httpx/0.27.0',
      'GuzzleHttp/7',
      'Apache-HttpClient/4.5.13 (Java/11)',
      'libwww-perl/6.67',
      'node',
      'Dart/3.3 (dart:io)',
      'PostmanRuntime/7.36.3',
      'Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.1',
    ],
  },
  'feed readers': {
    tuning: [
      'Feedly/1.0 (+http://www.feedly.com/fetcher.html; like FeedFetcher-Google)',
      'Tiny Tiny RSS/23.04',
      'FreshRSS/1.24',
    ],
    'held-out': [
      'NewsBlur Feed Fetcher - 12 subscribers',
      'Miniflux/2.1.2',
      'Inoreader/1.0',
      'NetNewsWire (RSS Reader; https://netnewswire.com/)',
    ],
  },
  'search crawlers': {
    tuning: [
      'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
      'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
    ],
    'held-out': [
      'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)',
      'DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)',
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
      'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1.1 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)',
    ],
  },
  'uptime monitors': {
    tuning: [
      'Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)',
      'Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)',
      'Site24x7',
    ],
    'held-out': [
      'Better Uptime Bot Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
      'updown.io daemon 2.11',
      'Blackbox-Exporter/0.24.0',
      'HetrixTools Uptime Monitoring Bot. https://hetrix.tools/uptime-monitoring-bot.html',
    ],
  },
  'headless browsers': {
    tuning: [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/124.0.0.0 Safari/537.36',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/534.34 (KHTML, like Gecko) PhantomJS/1.9.8 Safari/534.34',
    ],
    'held-out': [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/138.0.7204.23 Safari/537.36',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Cypress/13.6.0 Chrome/118.0.5993.159 Electron/27.1.3 Safari/537.36',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/538.1 (KHTML, like Gecko) Chrome-Lighthouse',
    ],
  },
  'parts of apps and systems': {
    tuning: [
      'Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Build/UD1A.231105.004)',
      'Microsoft-CryptoAPI/10.0',
    ],
    'held-out': [
      'NewsApp/5.1 CFNetwork/1494.0.7 Darwin/23.4.0',
      'Microsoft BITS/7.8',
      'WinHttp-Autoproxy-Service/5.1',
    ],
  },
} as const satisfies Record<string, Record<Half, readonly string[]>>
