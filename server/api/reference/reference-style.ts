import { raw } from 'hono/html'

/** The same calm palette as the studio; light or dark as the reader's system says. */
export const referenceStyle = raw(`
:root { --canvas: #faf9f7; --surface: #fff; --sunken: #f4f2ee; --line: #e8e4de; --ink: #23201c; --soft: #57524b;
  --accent: #0b5f59; --get: #2a5a94; --post: #17653a; --change: #8a4f06; --delete: #b3261e }
@media (prefers-color-scheme: dark) { :root { --canvas: #161513; --surface: #1d1b19; --sunken: #121110; --line: #302c28;
  --ink: #f2efeb; --soft: #bcb5ac; --accent: #74d9ca; --get: #8fbcec; --post: #7ed09b; --change: #eeb65c; --delete: #f5968c } }
* { box-sizing: border-box }
html { scroll-padding-top: 1rem }
body { margin: 0; display: grid; grid-template-columns: 19rem minmax(0, 1fr); background: var(--canvas); color: var(--ink);
  font: 15px/1.6 'Inter Variable', Inter, system-ui, sans-serif }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1rem; border-right: 1px solid var(--line);
  background: var(--surface); font-size: 13px }
nav ul { list-style: none; margin: 0 0 .5rem; padding: 0 }
nav li a { display: block; padding: .2rem .5rem; border-radius: 6px; color: var(--soft) }
nav li a:hover { background: var(--sunken) }
.title { font-weight: 600; font-size: 15px; margin: 0 .5rem 1rem } .tag { margin: 1rem .5rem .25rem; font-weight: 600 }
nav a { color: inherit; text-decoration: none }
main { padding: 2rem clamp(1rem, 4vw, 3.5rem) 6rem; max-width: 62rem }
main a { color: var(--accent) }
h1 { font-size: 1.9rem; letter-spacing: -.02em; margin: 0 0 1rem } h1 small, h4 small { color: var(--soft); font-weight: 400 }
h2 { margin: 3.5rem 0 1rem; font-size: 1.35rem; letter-spacing: -.01em }
h3 { margin: 0; font-size: 1rem; display: flex; gap: .6rem; align-items: baseline; flex-wrap: wrap }
h4 { margin: 1.25rem 0 .4rem; font-size: .85rem }
section { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem 1.5rem; margin: 1rem 0 }
section:target { border-color: var(--accent) }
.summary { font-weight: 500; margin: .4rem 0 } section p { margin: .4rem 0 }
code, pre { font: 13px/1.55 ui-monospace, SFMono-Regular, Menlo, monospace }
h3 code { font-size: 15px } .type { color: var(--soft) }
pre { background: var(--sunken); border-radius: 8px; padding: .8rem 1rem; overflow-x: auto; margin: 1.25rem 0 0 }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: 13px }
th { text-align: left; font-weight: 500; color: var(--soft) }
th, td { padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
td:last-child { color: var(--soft) } th:first-child { width: 34% } th:nth-child(2) { width: 36% }
.method { font: 600 11px/1 ui-monospace, monospace; text-transform: uppercase }
.get { color: var(--get) } .post { color: var(--post) } .put, .patch { color: var(--change) } .delete { color: var(--delete) }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
@media (max-width: 800px) { body { grid-template-columns: minmax(0, 1fr) } nav { position: static; height: auto; border-right: 0;
  border-bottom: 1px solid var(--line) } section { padding: 1rem } }
@media print { nav { display: none } body { display: block } }
`)
