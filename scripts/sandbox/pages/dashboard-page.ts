import { isoOf, msOfIso } from '../clock.ts'
import type { SandboxCore } from '../core.ts'
import type { Draft } from '../draft.ts'
import { resend } from '../stripe/deliveries.ts'
import { balanceOf } from '../stripe/funds.ts'
import { collectionOf } from '../stripe/expand.ts'
import { objectSections } from './dashboard-objects.ts'
import { objectLink, section, timeText } from './dashboard-section.ts'
import { type Html, html } from './html.ts'
import { jsonOf, moneyText, type Page, pageOf, seeOther } from './page.ts'
import { overviewNav } from './overview-nav.ts'
import { table } from './table.ts'
import { TRIGGERS } from '../triggers/triggers.ts'

/** How many deliveries the overview shows: more than of other things, since each event makes some. */
const SHOWN_DELIVERIES = 30

/** Everything at Stripe at a glance, for people who look over the product's shoulder. */
export const showDashboard: Page = core => {
  const body = core.look(
    draft =>
      html`<h1>Stripe, as the sandbox plays it</h1>
        ${clockPart(core)} ${balancePart(draft)} ${objectSections(draft)} ${deliveriesPart(draft)}
        ${eventsPart(draft)} ${triggersPart()}`,
  )
  return pageOf('en', { title: 'Sandbox: Stripe', body, isWide: true, nav: overviewNav('/') })
}

/** One object, as the API would answer it. */
export const showObject: Page = (core, _request, id) => {
  const collection = core.look(draft => objectCollection(draft, id))
  const object = collection === undefined ? undefined : core.state.get(collection, id)
  return object === undefined ? jsonOf({ error: `the sandbox has no object ${id}` }, 404) : jsonOf(object)
}

/** Sends a webhook once more. */
export const submitResend: Page = (core, _request, id) => {
  if (core.look(draft => draft.get('delivery', id)) === undefined) {
    return jsonOf({ error: `the sandbox has no delivery ${id}` }, 404)
  }
  core.step(draft => resend(draft, id))
  return seeOther('/#deliveries')
}

function objectCollection(draft: Draft, id: string) {
  const known = collectionOf(id)
  if (known !== undefined) return known
  const others = ['event', 'thin_event', 'v2_account', 'webhook_endpoint', 'event_destination'] as const
  return others.find(collection => draft.get(collection, id) !== undefined)
}

function clockPart(core: SandboxCore): Html {
  const { now, frozen } = core.clockView()
  const button = (change: string, label: string) =>
    html`<form method="post" action="/clock">
      <button class="button quiet" name="change" value="${change}">${label}</button>
    </form>`
  return html`<section>
    <h2>Clock</h2>
    <div class="row">
      <p><time datetime="${now}">${timeText(now)}</time> ${frozen ? '(frozen)' : ''}</p>
      ${frozen ? button('thaw', 'Let it run') : button('freeze', 'Freeze')}${button('1h', '+1 hour')}${button('1d', '+1 day')}
    </div>
  </section>`
}

function balancePart(draft: Draft): Html {
  const { available, pending } = balanceOf(draft, '')
  const [free, waiting] = [available[0]?.amount ?? 0, pending[0]?.amount ?? 0]
  return html`<section>
    <h2>Balance of the platform</h2>
    <dl class="figures">
      <div>
        <dt>Available</dt>
        <dd>${moneyText('en', free)}</dd>
      </div>
      <div>
        <dt>Pending</dt>
        <dd>${moneyText('en', waiting)}</dd>
      </div>
      <div>
        <dt>Together</dt>
        <dd>${moneyText('en', free + waiting)}</dd>
      </div>
    </dl>
  </section>`
}

function deliveriesPart(draft: Draft): Html {
  const columns = ['Type', 'Event', 'Status', 'Tries', 'Last answer', 'Again']
  return section(
    'Webhook deliveries',
    'deliveries',
    columns,
    draft.all('delivery'),
    d => {
      const last = d.attempts.at(-1)
      const answer = last === undefined ? '' : (last.status ?? last.problem ?? '')
      return [
        `${d.type}${d.isDuplicate ? ' (duplicate)' : ''}`,
        objectLink(d.event),
        d.status,
        `${d.attempts.length}`,
        String(answer),
        html`<form method="post" action="/deliveries/${d.id}/resend">
          <button class="button quiet">Send again<span class="unseen"> ${d.id}</span></button>
        </form>`,
      ]
    },
    SHOWN_DELIVERIES,
  )
}

function eventsPart(draft: Draft): Html {
  const snapshots = draft
    .all('event')
    .map(e => ({ id: e.id, type: e.type, created: isoOf(e.created * 1000), of: e.account ?? 'platform' }))
  const thin = draft
    .all('thin_event')
    .map(e => ({ id: e.id, type: e.type, created: e.created, of: 'platform' }))
  const all = [...snapshots, ...thin].toSorted((a, b) => msOfIso(b.created) - msOfIso(a.created))
  const columns = ['Event', 'Created', 'Type', 'Of']
  return section('Events', 'events', columns, all, e => [objectLink(e.id), timeText(e.created), e.type, e.of])
}

/** All that can be made to happen, for whoever does it by a command rather than by a button. */
function triggersPart(): Html {
  const columns = ['POST', 'What happens', 'Fields']
  const rows = TRIGGERS.map(({ path, does, fields }) => [
    `/_sandbox/${path}`,
    does,
    Object.entries(fields)
      .map(([name, what]) => `${name}: ${what}`)
      .join('; '),
  ])
  return html`<section id="triggers">
    <h2>What can be made to happen</h2>
    ${table('What can be made to happen', columns, rows)}
  </section>`
}
