import { isoOf } from '../clock.ts'
import { type Letter, lettersTo } from '../mailbox/letter.ts'
import { html } from './html.ts'
import { overviewNav } from './overview-nav.ts'
import { jsonOf, noticePage, type Page, pageOf } from './page.ts'
import { table } from './table.ts'
import { words } from './words.ts'

/** All letters, or those to one address. */
export const showMailbox: Page = (core, request) => {
  const to = request.query.get('to') ?? ''
  const letters = core.look(draft => lettersTo(draft, to))
  const rows = letters.map(letter => [
    isoOf(letter.receivedAtMs).slice(0, 19).replace('T', ' '),
    letter.to.join(', '),
    html`<a href="/mailbox/letters/${letter.id}"
      >${letter.subject === '' ? '(no subject)' : letter.subject}</a
    >`,
  ])
  const body = html`<h1>Mailbox</h1>
    <form class="row" method="get" action="/mailbox">
      <div class="field">
        <label for="to">Only letters to</label>
        <input id="to" name="to" value="${to}" type="email" autocomplete="off" />
      </div>
      <p><button class="button quiet">Show</button></p>
    </form>
    ${rows.length === 0 ? html`<p>No letters${to === '' ? ' yet' : html` to ${to}`}.</p>` : table(`Letters: ${rows.length}`, ['Received', 'To', 'Subject'], rows)}`
  return pageOf('en', { title: 'Sandbox: mailbox', body, isWide: true, nav: overviewNav('/mailbox') })
}

/** One letter, as its reader sees it and as text. */
export const showLetter: Page = (core, _request, id) => {
  const letter = core.look(draft => draft.get('letter', id))
  if (letter === undefined) return unknown()
  const body = html`<h1>${letter.subject}</h1>
    <p>To ${letter.to.join(', ')}, from ${letter.from}, received ${isoOf(letter.receivedAtMs)}</p>
    <div class="letter">
      <section>
        <h2>As HTML</h2>
        ${
          letter.html === ''
            ? html`<p>This letter has no HTML part.</p>`
            : html`<iframe sandbox title="The letter as HTML" src="/mailbox/letters/${id}/html"></iframe>
                <p><a href="/mailbox/letters/${id}/html">Open by itself</a></p>`
        }
      </section>
      <section>
        <h2>As text</h2>
        <pre>${letter.text}</pre>
      </section>
    </div>
    <h2>Headers</h2>
    ${table('Headers of the letter', ['Name', 'Value'], Object.entries(letter.headers))}`
  return pageOf('en', { title: letter.subject, body, isWide: true, nav: overviewNav('') })
}

/** The HTML part alone. What a stranger wrote runs no scripts, and is no part of this site. */
export const showLetterHtml: Page = (core, _request, id) => {
  const letter = core.look(draft => draft.get('letter', id))
  if (letter === undefined) return unknown()
  const policy =
    "default-src 'none'; style-src 'unsafe-inline' http: https:; font-src http: https:; img-src data: http: https:; sandbox allow-popups allow-top-navigation-by-user-activation"
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-store',
  }
  return { status: 200, headers, body: letter.html }
}

/** Letters for tools. */
export const listLetters: Page = (core, request) => {
  const letters = core.look(draft => lettersTo(draft, request.query.get('to') ?? undefined))
  return jsonOf(letters.map(letterView))
}

/** A letter as tools read it. */
export function letterView({ receivedAtMs, ...letter }: Letter) {
  return { ...letter, receivedAt: isoOf(receivedAtMs) }
}

function unknown() {
  const t = words('en')
  return noticePage('en', { status: 404, title: t.unknownTitle, text: t.unknownText })
}
