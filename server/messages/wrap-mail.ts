/**
 * A whole HTML mail around the words of its author: one column that fits phones, calm type, always dark on white,
 * and the way to leave at the end unless the author gave one. Everything in it is safe HTML already.
 */
export function wrapMail({ body, title, unsubscribeUrl, openUrl, honeypotUrl }: WrapMailInput): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">
<table role="presentation" class="column" width="600" cellpadding="0" cellspacing="0" border="0">
<tr><td class="words">
${body}
</td></tr>${unsubscribeUrl ? footer(unsubscribeUrl) : ''}
</table>
</td></tr></table>${openUrl ? pixel(openUrl) : ''}${honeypotUrl ? hidden(honeypotUrl) : ''}
</body>
</html>
`
}

type WrapMailInput = {
  body: string
  title: string
  /** Null when the body holds the link already. */
  unsubscribeUrl: string | null
  /** The picture that nobody sees; null leaves it out. */
  openUrl: string | null
  /** The link that nobody sees; null leaves it out. */
  honeypotUrl: string | null
}

const footer = (unsubscribeUrl: string) => `
<tr><td class="footer">You get this email because we have your address on file. <a href="${unsubscribeUrl}">Unsubscribe</a></td></tr>`

const pixel = (openUrl: string) => `
<img src="${openUrl}" width="1" height="1" alt="" style="display:block;border:0">`

/** Neither seen nor read aloud nor reached by keyboard; and last, where programs come to it after everything else. */
const hidden = (honeypotUrl: string) => `
<div aria-hidden="true" style="display:none;max-height:0;overflow:hidden;font-size:0;line-height:0"><a href="${honeypotUrl}" tabindex="-1" rel="nofollow">View online</a></div>`

const style = `
body { margin: 0; padding: 0; background: #ffffff; }
.sheet { background: #ffffff; }
.column { width: 100%; max-width: 600px; }
.words { padding: 32px 24px 24px; color: #23201c; font: 16px/1.6 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; text-align: left; }
.words p, .words ul, .words ol, .words blockquote { margin: 0 0 16px; }
.words ul, .words ol { padding-left: 24px; }
.words h1, .words h2, .words h3 { margin: 24px 0 12px; line-height: 1.25; font-weight: 600; }
.words h1 { font-size: 26px; }
.words h2 { font-size: 21px; }
.words h3 { font-size: 17px; }
.words a { color: #0f766e; }
.words a.button { display: inline-block; padding: 11px 20px; border-radius: 8px; background: #0f766e; color: #ffffff; font-weight: 600; text-decoration: none; }
.words blockquote { margin-left: 0; padding-left: 16px; border-left: 3px solid #e8e4de; color: #57524b; }
.words img { max-width: 100%; height: auto; border: 0; }
.words hr { border: 0; border-top: 1px solid #e8e4de; margin: 24px 0; }
.words pre { overflow-x: auto; padding: 12px; background: #f4f2ee; border-radius: 8px; font-size: 14px; }
.footer { padding: 16px 24px 32px; border-top: 1px solid #e8e4de; color: #6e6860; font: 13px/1.5 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; text-align: left; }
.footer a { color: #6e6860; }
`
