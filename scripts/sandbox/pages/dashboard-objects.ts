import type { Draft } from '../draft.ts'
import { transfersStatus } from '../stripe/account-course.ts'
import { balanceOf } from '../stripe/funds.ts'
import { idOf } from '../stripe/references.ts'
import { at, objectLink, section } from './dashboard-section.ts'
import { type Html, html } from './html.ts'
import { triggerButtons } from './trigger-forms.ts'

/** The objects of Stripe, kind by kind, each with the buttons for what can happen to it. */
export function objectSections(draft: Draft): Html {
  return html`${payments(draft)} ${refunds(draft)} ${disputes(draft)} ${warnings(draft)} ${transfers(draft)}
  ${payouts(draft)} ${topups(draft)} ${accounts(draft)} ${customers(draft)}`
}

function payments(draft: Draft): Html {
  const columns = ['Payment', 'Created', 'Status', 'Transfer group', 'Amount', 'Make it happen']
  return section('Payments', 'charge', columns, draft.all('payment_intent'), p => [
    objectLink(p.id),
    at(p.created),
    p.status,
    String(p.transfer_group ?? ''),
    { cents: p.amount },
    p.latest_charge === null
      ? triggerButtons(draft, 'payment_intent', p.id)
      : triggerButtons(draft, 'charge', idOf(p.latest_charge)),
  ])
}

function refunds(draft: Draft): Html {
  const columns = ['Refund', 'Created', 'Status', 'Charge', 'Amount', 'Make it happen']
  return section('Refunds', 'refund', columns, draft.all('refund'), r => [
    objectLink(r.id),
    at(r.created),
    `${r.status}${r.pending_reason === undefined ? '' : ` (${r.pending_reason})`}`,
    r.charge === null ? '' : objectLink(idOf(r.charge)),
    { cents: r.amount },
    triggerButtons(draft, 'refund', r.id),
  ])
}

/** The buttons stand near the front, since a dispute has the most of them. */
function disputes(draft: Draft): Html {
  const columns = ['Dispute', 'Status', 'Amount', 'Make it happen', 'Answer before', 'Reason', 'Created']
  return section('Disputes', 'dispute', columns, draft.all('dispute'), d => [
    objectLink(d.id),
    d.status,
    { cents: d.amount },
    triggerButtons(draft, 'dispute', d.id),
    d.status.endsWith('needs_response') ? at(d.evidence_details.due_by ?? 0) : '',
    d.reason,
    at(d.created),
  ])
}

function warnings(draft: Draft): Html {
  const columns = ['Warning', 'Created', 'Charge', 'Kind', 'Asks for something']
  return section(
    'Early fraud warnings',
    'early_fraud_warning',
    columns,
    draft.all('early_fraud_warning'),
    w => [
      objectLink(w.id),
      at(w.created),
      objectLink(idOf(w.charge)),
      w.fraud_type,
      w.actionable ? 'yes' : 'no',
    ],
  )
}

function transfers(draft: Draft): Html {
  const columns = ['Transfer', 'Created', 'To', 'Status', 'Amount', 'Make it happen']
  return section('Transfers', 'transfer', columns, draft.all('transfer'), t => [
    objectLink(t.id),
    at(t.created),
    t.destination === null ? '' : objectLink(idOf(t.destination)),
    t.reversed ? 'reversed' : t.amount_reversed > 0 ? 'partly reversed' : 'sent',
    { cents: t.amount },
    triggerButtons(draft, 'transfer', t.id),
  ])
}

function payouts(draft: Draft): Html {
  const columns = ['Payout', 'Created', 'Of', 'Status', 'Amount', 'Make it happen']
  return section('Payouts', 'payout', columns, draft.all('payout'), p => [
    objectLink(p.id),
    at(p.created),
    draft.ownerOf('payout', p.id) === '' ? 'platform' : objectLink(draft.ownerOf('payout', p.id) ?? ''),
    p.status,
    { cents: p.amount },
    triggerButtons(draft, 'payout', p.id),
  ])
}

function topups(draft: Draft): Html {
  const columns = ['Top-up', 'Created', 'Status', 'Amount', 'Make it happen']
  return section('Top-ups', 'topup', columns, draft.all('topup'), t => [
    objectLink(t.id),
    at(t.created),
    t.status,
    { cents: t.amount },
    triggerButtons(draft, 'topup', t.id),
  ])
}

function accounts(draft: Draft): Html {
  const columns = ['Account', 'Name', 'Transfers', 'Available', 'Pending', 'Make it happen']
  return section('Connected accounts', 'v2_account', columns, draft.all('v2_account'), a => {
    const { available, pending } = balanceOf(draft, a.id)
    return [
      objectLink(a.id),
      a.display_name ?? a.contact_email ?? '',
      transfersStatus(a) ?? 'not asked for',
      { cents: available[0]?.amount ?? 0 },
      { cents: pending[0]?.amount ?? 0 },
      triggerButtons(draft, 'v2_account', a.id),
    ]
  })
}

function customers(draft: Draft): Html {
  const columns = ['Customer', 'Created', 'Name', 'E-mail']
  return section('Customers', 'customer', columns, draft.all('customer'), c => [
    objectLink(c.id),
    at(c.created),
    c.name ?? '',
    c.email ?? '',
  ])
}
