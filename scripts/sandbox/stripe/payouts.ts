import type Stripe from 'stripe'
import { DAY_MS, HOUR_MS, secondsOf, startOfDayMs } from '../clock.ts'
import { bookBankLine } from '../bank/bank.ts'
import { PLATFORM_IBAN } from '../bank/iban.ts'
import type { Draft } from '../draft.ts'
import { settingsOf } from './balance.ts'
import { book } from './balance-transactions.ts'
import { changedFields } from './customers.ts'
import { emit } from './events.ts'
import { badState, missing, onlyEmulated } from './errors.ts'
import { fundsOf, hasAvailable } from './funds.ts'
import { isAsked, isWithin, pageOf } from './lists.ts'
import { checkAmount, checkCurrency, mergedMetadata } from './parameters.ts'
import type { EntryPoints } from './schema/entry-points.ts'
import { idOf } from './references.ts'

/** How long a payout lies still before it is sent to the bank, and how long it is then on its way. */
const SENT_AFTER_MS = HOUR_MS
const ARRIVES_AFTER_MS = DAY_MS

const CREATE = ['amount', 'currency', 'description', 'metadata', 'method', 'statement_descriptor'] as const

/** A payout by hand, from what is available. */
export function createPayout(draft: Draft, params: EntryPoints['payout_create']): Stripe.Payout {
  onlyEmulated(params, CREATE)
  checkCurrency(params.currency, 'currency')
  checkAmount(params.amount, 'amount')
  if (!hasAvailable(draft, draft.owner, params.amount)) {
    throw badState(
      'balance_insufficient',
      'You have insufficient funds in your Stripe account for this payout.',
    )
  }
  return startPayout(draft, draft.owner, params.amount, {
    automatic: false,
    description: params.description ?? null,
    metadata: mergedMetadata({}, params.metadata),
    statement_descriptor: params.statement_descriptor ?? null,
  })
}

/** The job after money became available: the next midnight pays it out. */
export function planAutomaticPayout(draft: Draft, owner: string): void {
  if (settingsOf(draft, owner).payments.payouts?.schedule?.interval !== 'daily') return
  const dueAtMs = startOfDayMs(draft.nowMs) + DAY_MS
  draft.schedule({ id: `automatic-payout:${owner}`, kind: 'pay_out', target: owner, owner, dueAtMs })
}

/** The nightly job that pays a connected account all it has. */
export function payOutAll(draft: Draft, owner: string): void {
  const { available } = fundsOf(draft, owner)
  if (available <= 0 || draft.get('payout_account', owner) === undefined) return
  const paidBefore = new Set(draft.all('payout_content', owner).flatMap(content => content.transactions))
  const transactions = draft
    .all('balance_transaction', owner)
    .filter(t => t.status === 'available' && t.type !== 'payout' && !paidBefore.has(t.id))
    .map(t => t.id)
  const payout = startPayout(draft, owner, available, {
    automatic: true,
    description: 'STRIPE PAYOUT',
    metadata: {},
    statement_descriptor: null,
  })
  const own = idOf(payout.balance_transaction ?? '')
  draft.put('payout_content', payout.id, { id: payout.id, transactions: [own, ...transactions] }, owner)
}

/** The job that sends a payout to the bank. */
export function sendPayout(draft: Draft, id: string, owner: string): void {
  const before = draft.must('payout', id)
  if (before.status !== 'pending') return
  change(draft, before, owner, { status: 'in_transit' }, ['payout.updated'])
}

/** The job of the moment at which the bank has the money. */
export function arrivePayout(draft: Draft, id: string, owner: string): void {
  const before = draft.must('payout', id)
  if (before.status !== 'in_transit') return
  const trace = { status: 'supported', value: draft.nextId('', 16).toUpperCase() }
  const types = before.automatic ? ['payout.paid', 'payout.reconciliation_completed'] : ['payout.paid']
  const reconciliation = before.automatic ? 'completed' : 'not_applicable'
  change(
    draft,
    before,
    owner,
    { status: 'paid', trace_id: trace, reconciliation_status: reconciliation },
    types,
  )
  bookBankLine(draft, {
    iban: owner === '' ? PLATFORM_IBAN : draft.must('payout_account', owner).iban,
    kind: 'received',
    amount: before.amount,
    counterparty: 'STRIPE TECHNOLOGY EUROPE LTD',
    remittance: `${before.statement_descriptor ?? 'STRIPE'} ${trace.value}`,
  })
}

export function retrievePayout(draft: Draft, _params: object, id: string): Stripe.Payout {
  return findPayout(draft, id)
}

export function listPayouts(draft: Draft, params: EntryPoints['payout_list']) {
  const found = draft
    .all('payout', draft.owner)
    .filter(
      p =>
        isAsked(p.status, params.status) &&
        isWithin(p.created, params.created) &&
        isWithin(p.arrival_date, params.arrival_date),
    )
  return pageOf(found, params, '/v1/payouts', 'payout')
}

/** Only until it is sent, and only one that was made by hand. */
export function cancelPayout(draft: Draft, _params: object, id: string): Stripe.Payout {
  const before = findPayout(draft, id)
  if (before.status !== 'pending' || before.automatic) {
    throw badState('payout_not_cancelable', `Payouts with status ${before.status} cannot be canceled.`)
  }
  const back = book(draft, {
    owner: draft.owner,
    type: 'payout_cancel',
    reportingCategory: 'payout_reversal',
    amount: before.amount,
    source: id,
  })
  const undone = { status: 'canceled', failure_balance_transaction: back.id }
  return change(draft, before, draft.owner, undone, ['payout.canceled'])
}

function startPayout(
  draft: Draft,
  owner: string,
  amount: number,
  more: Pick<Stripe.Payout, 'automatic' | 'description' | 'metadata' | 'statement_descriptor'>,
): Stripe.Payout {
  const id = draft.nextId('po_1')
  const out = book(draft, { owner, type: 'payout', reportingCategory: 'payout', amount: -amount, source: id })
  const arrivesAtMs = draft.nowMs + SENT_AFTER_MS + ARRIVES_AFTER_MS
  const payout: Stripe.Payout = {
    id,
    object: 'payout',
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: secondsOf(startOfDayMs(arrivesAtMs)),
    balance_transaction: out.id,
    created: draft.now,
    currency: 'eur',
    destination: owner === '' ? 'ba_platform' : draft.must('payout_account', owner).bankAccount,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: more.automatic ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    status: 'pending',
    trace_id: { status: 'pending', value: null },
    type: 'bank_account',
    ...more,
  }
  draft.put('payout', id, payout, owner)
  emit(draft, 'payout.created', payout, undefined, owner)
  draft.schedule({
    id: `send:${id}`,
    kind: 'send_payout',
    target: id,
    owner,
    dueAtMs: draft.nowMs + SENT_AFTER_MS,
  })
  draft.schedule({ id: `arrive:${id}`, kind: 'arrive_payout', target: id, owner, dueAtMs: arrivesAtMs })
  return payout
}

function change(
  draft: Draft,
  before: Stripe.Payout,
  owner: string,
  fields: Partial<Stripe.Payout>,
  types: string[],
): Stripe.Payout {
  const after = draft.patch('payout', before.id, fields)
  for (const type of types) emit(draft, type, after, changedFields(before, after), owner)
  return after
}

function findPayout(draft: Draft, id: string): Stripe.Payout {
  const payout = draft.get('payout', id)
  if (payout === undefined || draft.ownerOf('payout', id) !== draft.owner) throw missing('payout', id)
  return payout
}
