import type Stripe from 'stripe'
import { bookBankLine } from '../bank/bank.ts'
import { PLATFORM_IBAN } from '../bank/iban.ts'
import { DAY_MS, HOUR_MS, secondsOf, startOfDayMs } from '../clock.ts'
import type { Draft } from '../draft.ts'
import { settingsOf } from './balance.ts'
import { book } from './balance-transactions.ts'
import { changedFields } from './customers.ts'
import { emit } from './events.ts'
import { fundsOf } from './funds.ts'
import { idOf } from './references.ts'

/** How long a payout lies still before it is sent to the bank, and how long it is then on its way. */
const SENT_AFTER_MS = HOUR_MS
const ARRIVES_AFTER_MS = DAY_MS

/** Why a payout can fail. https://docs.stripe.com/api/payouts/failures */
export const PAYOUT_FAILURES = {
  account_closed: 'The bank account has been closed.',
  account_frozen: 'The bank account has been frozen.',
  could_not_process: 'The bank could not process this payout.',
  declined: 'The bank has declined this payout.',
  incorrect_account_holder_name: 'The account holder name does not fit the bank account.',
  invalid_account_number: 'The bank account number is not valid.',
  no_account: 'The bank account could not be found.',
} as const

export type PayoutFailure = keyof typeof PAYOUT_FAILURES

const STRIPE_AT_BANK = 'STRIPE TECHNOLOGY EUROPE LTD'

/** The job after money became available: the next midnight pays it out. */
export function planAutomaticPayout(draft: Draft, owner: string): void {
  if (settingsOf(draft, owner).payments.payouts?.schedule?.interval !== 'daily') return
  const dueAtMs = startOfDayMs(draft.nowMs) + DAY_MS
  draft.schedule({ id: `automatic-payout:${owner}`, kind: 'pay_out', target: owner, owner, dueAtMs })
}

/** The nightly job that pays a connected account all it has. */
export function payOutAll(draft: Draft, owner: string): void {
  const { available } = fundsOf(draft, owner)
  const account = draft.get('payout_account', owner)
  if (available <= 0 || account === undefined || account.isBroken) return
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
  changePayout(draft, before, owner, { status: 'in_transit' }, ['payout.updated'])
}

/** The job of the moment at which the bank has the money. */
export function arrivePayout(draft: Draft, id: string, owner: string): void {
  const before = draft.must('payout', id)
  if (before.status !== 'in_transit') return
  const trace = { status: 'supported', value: draft.nextId('', 16).toUpperCase() }
  const types = before.automatic ? ['payout.paid', 'payout.reconciliation_completed'] : ['payout.paid']
  const reconciliation = before.automatic ? 'completed' : 'not_applicable'
  changePayout(
    draft,
    before,
    owner,
    { status: 'paid', trace_id: trace, reconciliation_status: reconciliation },
    types,
  )
  bookBankLine(draft, {
    iban: ibanOf(draft, owner),
    kind: before.amount > 0 ? 'received' : 'taken',
    amount: Math.abs(before.amount),
    counterparty: STRIPE_AT_BANK,
    remittance: `${before.statement_descriptor ?? 'STRIPE'} ${trace.value}`,
  })
}

/**
 * The bank did not take the money, or sent it back after it had been paid: it is on the balance again. A connected
 * account is not paid out by itself any more until its holder gives a bank account once more.
 * https://docs.stripe.com/payouts#payout-failures
 */
export function failPayout(draft: Draft, before: Stripe.Payout, code: PayoutFailure): Stripe.Payout {
  const owner = draft.ownerOf('payout', before.id) ?? ''
  const back = book(draft, {
    owner,
    type: 'payout_failure',
    reportingCategory: 'payout_reversal',
    amount: before.amount,
    source: before.id,
  })
  if (owner !== '') draft.patch('payout_account', owner, { isBroken: true })
  if (before.status === 'paid') {
    bookBankLine(draft, {
      iban: ibanOf(draft, owner),
      kind: before.amount > 0 ? 'taken' : 'received',
      amount: Math.abs(before.amount),
      counterparty: STRIPE_AT_BANK,
      remittance: `RETURN OF ${before.statement_descriptor ?? 'STRIPE'} ${before.trace_id?.value ?? ''}`,
    })
  }
  const failed = {
    status: 'failed',
    failure_balance_transaction: back.id,
    failure_code: code,
    failure_message: PAYOUT_FAILURES[code],
  }
  return changePayout(draft, before, owner, failed, ['payout.updated', 'payout.failed'])
}

/** Stripe takes from the platform's bank what its balance is short of: a payout of less than nothing. */
export function debitBank(draft: Draft): Stripe.Payout | undefined {
  const { available } = fundsOf(draft, '')
  if (available >= 0) return undefined
  return startPayout(draft, '', available, {
    automatic: false,
    description: 'STRIPE DEBIT',
    metadata: {},
    statement_descriptor: null,
  })
}

/** Takes an amount from the balance and sends it on its way; one below zero goes the other way. */
export function startPayout(
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

/** Changes a payout and tells of it by each of `types`. */
export function changePayout(
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

function ibanOf(draft: Draft, owner: string): string {
  return owner === '' ? PLATFORM_IBAN : draft.must('payout_account', owner).iban
}
