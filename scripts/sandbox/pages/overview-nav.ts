import { type Html, html } from './html.ts'

const PLACES = [
  { path: '/', name: 'Stripe' },
  { path: '/bank', name: 'Bank' },
  { path: '/mailbox', name: 'Mailbox' },
]

/** The way between the sandbox's own pages. */
export function overviewNav(here: string): Html {
  return html`<nav aria-label="Sandbox">
    <ul>
      ${PLACES.map(
        place =>
          html`<li>
            <a href="${place.path}" ${place.path === here ? html` aria-current="page"` : ''}>${place.name}</a>
          </li>`,
      )}
    </ul>
  </nav>`
}
