import { isoOf, msOfIso } from '../clock.ts'
import type { SandboxCore } from '../core.ts'
import type { Draft } from '../draft.ts'
import { resend } from '../stripe/deliveries.ts'
import { balanceOf } from '../stripe/funds.ts'
import { transfersStatus } from '../stripe/accounts.ts'
import { collectionOf } from '../stripe/expand.ts'
import { type Html, html } from './html.ts'
import { jsonOf, moneyText, type Page, pageOf, seeOther } from './page.ts'
import { overviewNav } from './overview-nav.ts'
import { table } from './table.ts'
import { idOf } from '../stripe/references.ts'

/** How many rows of each kind the overview shows. */
const SHOWN = 15

/** Everything at Stripe at a glance, for people who look over the product's shoulder. */
export const showDashboard: Page = core => {
  const body = core.look(
    draft =>
      html`<h1>Stripe, as the sandbox plays it</h1>
        ${clockPart(core)} ${balancePart(draft)} ${paymentsPart(draft)} ${refundsPart(draft)}
        ${transfersPart(draft)} ${accountsPart(draft)} ${customersPart(draft)} ${deliveriesPart(draft)}
        ${eventsPart(draft)}`,
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

function paymentsPart(draft: Draft): Html {
  const rows = draft
    .all('payment_intent')
    .map(p => [
      objectLink(p.id),
      at(p.created),
      p.status,
      String(p.transfer_group ?? ''),
      { cents: p.amount },
    ])
  return part('Payments', 'payments', ['Payment', 'Created', 'Status', 'Transfer group', 'Amount'], rows)
}

function refundsPart(draft: Draft): Html {
  const rows = draft
    .all('refund')
    .map(r => [
      objectLink(r.id),
      at(r.created),
      `${r.status}${r.pending_reason === undefined ? '' : ` (${r.pending_reason})`}`,
      r.charge === null ? '' : objectLink(idOf(r.charge)),
      { cents: r.amount },
    ])
  return part('Refunds', 'refunds', ['Refund', 'Created', 'Status', 'Charge', 'Amount'], rows)
}

function transfersPart(draft: Draft): Html {
  const transfers = draft
    .all('transfer')
    .map(t => [
      objectLink(t.id),
      at(t.created),
      t.destination === null ? '' : objectLink(idOf(t.destination)),
      t.reversed ? 'reversed' : t.amount_reversed > 0 ? 'partly reversed' : 'sent',
      { cents: t.amount },
    ])
  const payouts = draft
    .all('payout')
    .map(p => [
      objectLink(p.id),
      at(p.created),
      draft.ownerOf('payout', p.id) === '' ? 'platform' : objectLink(draft.ownerOf('payout', p.id) ?? ''),
      p.status,
      { cents: p.amount },
    ])
  return html`${part('Transfers', 'transfers', ['Transfer', 'Created', 'To', 'Status', 'Amount'], transfers)}
  ${part('Payouts', 'payouts', ['Payout', 'Created', 'Of', 'Status', 'Amount'], payouts)}`
}

function accountsPart(draft: Draft): Html {
  const rows = draft.all('v2_account').map(a => {
    const { available, pending } = balanceOf(draft, a.id)
    const status = transfersStatus(a) ?? 'not asked for'
    return [
      objectLink(a.id),
      a.display_name ?? a.contact_email ?? '',
      status,
      { cents: available[0]?.amount ?? 0 },
      { cents: pending[0]?.amount ?? 0 },
    ]
  })
  return part(
    'Connected accounts',
    'accounts',
    ['Account', 'Name', 'Transfers', 'Available', 'Pending'],
    rows,
  )
}

function customersPart(draft: Draft): Html {
  const rows = draft.all('customer').map(c => [objectLink(c.id), at(c.created), c.name ?? '', c.email ?? ''])
  return part('Customers', 'customers', ['Customer', 'Created', 'Name', 'E-mail'], rows)
}

function deliveriesPart(draft: Draft): Html {
  const rows = draft
    .all('delivery')
    .slice(0, SHOWN * 2)
    .map(d => {
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
    })
  const columns = ['Type', 'Event', 'Status', 'Tries', 'Last answer', 'Again']
  return part('Webhook deliveries', 'deliveries', columns, rows, SHOWN * 2)
}

function eventsPart(draft: Draft): Html {
  const snapshots = draft
    .all('event')
    .map(e => ({ id: e.id, type: e.type, created: isoOf(e.created * 1000), of: e.account ?? 'platform' }))
  const thin = draft
    .all('thin_event')
    .map(e => ({ id: e.id, type: e.type, created: e.created, of: 'platform' }))
  const all = [...snapshots, ...thin].toSorted((a, b) => msOfIso(b.created) - msOfIso(a.created))
  const rows = all.map(e => [objectLink(e.id), timeText(e.created), e.type, e.of])
  return part('Events', 'events', ['Event', 'Created', 'Type', 'Of'], rows)
}

function part(
  title: string,
  id: string,
  columns: string[],
  rows: Parameters<typeof table>[2],
  shown = SHOWN,
): Html {
  const more = rows.length > shown ? `the newest ${shown} of ${rows.length}` : `${rows.length} in all`
  return html`<section id="${id}">
    <h2>${title}</h2>
    ${rows.length === 0 ? html`<p>None yet.</p>` : table(`${title}: ${more}`, columns, rows.slice(0, shown))}
  </section>`
}

function objectLink(id: string): Html {
  return html`<a href="/objects/${id}">${id}</a>`
}

function at(seconds: number): string {
  return timeText(isoOf(seconds * 1000))
}

function timeText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
}
