import type Stripe from 'stripe'
import { DAY_MS, SECOND_MS, secondsOf } from '../clock.ts'
import { bookBankLine } from '../bank/bank.ts'
import { PLATFORM_IBAN } from '../bank/iban.ts'
import type { Draft } from '../draft.ts'
import { book } from './balance-transactions.ts'
import { changedFields } from './customers.ts'
import { emit } from './events.ts'
import { badState, missing, onlyEmulated } from './errors.ts'
import { isAsked, isWithin, pageOf } from './lists.ts'
import { checkAmount, checkCurrency, mergedMetadata } from './parameters.ts'
import type { EntryPoints } from './schema/entry-points.ts'

const CREATE = [
  'amount',
  'currency',
  'description',
  'metadata',
  'statement_descriptor',
  'transfer_group',
] as const

/** Why a top-up can fail. https://docs.stripe.com/api/topups/object */
export const TOPUP_FAILURES = {
  insufficient_funds: 'There is not enough money on the bank account.',
  account_closed: 'The bank account has been closed.',
  debit_not_authorized: 'The holder of the bank account did not allow the debit.',
} as const

export type TopupFailure = keyof typeof TOPUP_FAILURES

const STRIPE_AT_BANK = 'STRIPE TECHNOLOGY EUROPE LTD'

/** A bank needs a day or more; the sandbox does not make people wait for it. */
const ARRIVES_AFTER_MS = 2 * SECOND_MS

/** Money from the platform's bank account to its Stripe balance. */
export function createTopup(draft: Draft, params: EntryPoints['topup_create']): Stripe.Topup {
  onlyEmulated(params, CREATE)
  checkCurrency(params.currency, 'currency')
  checkAmount(params.amount, 'amount')
  const id = draft.nextId('tu_1')
  const topup: Stripe.Topup = {
    id,
    object: 'topup',
    amount: params.amount,
    balance_transaction: null,
    created: draft.now,
    currency: 'eur',
    description: params.description ?? null,
    expected_availability_date: secondsOf(draft.nowMs + DAY_MS),
    failure_code: null,
    failure_message: null,
    initiated_by: 'user',
    livemode: false,
    metadata: mergedMetadata({}, params.metadata),
    source: null,
    statement_descriptor: params.statement_descriptor ?? null,
    status: 'pending',
    transfer_group: params.transfer_group ?? null,
  }
  draft.put('topup', id, topup)
  emit(draft, 'topup.created', topup)
  const dueAtMs = draft.nowMs + ARRIVES_AFTER_MS
  draft.schedule({ id: `topup:${id}`, kind: 'arrive_topup', target: id, dueAtMs, soon: true })
  return topup
}

/** Only until the money is there. */
export function cancelTopup(draft: Draft, _params: object, id: string): Stripe.Topup {
  const before = retrieveTopup(draft, {}, id)
  if (before.status !== 'pending') {
    throw badState('topup_not_cancelable', `Top-ups with status ${before.status} cannot be canceled.`)
  }
  return change(draft, before, { status: 'canceled' }, 'topup.canceled')
}

/** The bank did not give the money. https://docs.stripe.com/connect/top-ups */
export function failTopup(draft: Draft, before: Stripe.Topup, code: TopupFailure): Stripe.Topup {
  const failed = { status: 'failed' as const, failure_code: code, failure_message: TOPUP_FAILURES[code] }
  return change(draft, before, failed, 'topup.failed')
}

/** The bank took back what it had given. It may leave the balance below zero. */
export function reverseTopup(draft: Draft, before: Stripe.Topup): Stripe.Topup {
  book(draft, {
    owner: '',
    type: 'topup_reversal',
    reportingCategory: 'topup_reversal',
    amount: -before.amount,
    source: before.id,
  })
  bookBankLine(draft, {
    iban: PLATFORM_IBAN,
    kind: 'received',
    amount: before.amount,
    counterparty: STRIPE_AT_BANK,
    remittance: `RETURN OF ${bankText(before)}`,
  })
  return change(draft, before, { status: 'reversed' }, 'topup.reversed')
}

/** The job of the moment at which the money is there. */
export function arriveTopup(draft: Draft, id: string): void {
  const before = draft.must('topup', id)
  if (before.status !== 'pending') return
  const booked = book(draft, {
    owner: '',
    type: 'topup',
    reportingCategory: 'topup',
    amount: before.amount,
    source: id,
    description: before.description ?? undefined,
  })
  change(draft, before, { status: 'succeeded', balance_transaction: booked.id }, 'topup.succeeded')
  bookBankLine(draft, {
    iban: PLATFORM_IBAN,
    kind: 'taken',
    amount: before.amount,
    counterparty: STRIPE_AT_BANK,
    remittance: bankText(before),
  })
}

export function retrieveTopup(draft: Draft, _params: object, id: string): Stripe.Topup {
  const topup = draft.get('topup', id)
  if (topup === undefined) throw missing('topup', id)
  return topup
}

export function listTopups(draft: Draft, params: EntryPoints['topup_list']) {
  const found = draft
    .all('topup', draft.owner)
    .filter(t => isAsked(t.status, params.status) && isWithin(t.created, params.created))
  return pageOf(found, params, '/v1/topups', 'topup')
}

function change(
  draft: Draft,
  before: Stripe.Topup,
  fields: Partial<Stripe.Topup>,
  type: 'topup.canceled' | 'topup.failed' | 'topup.reversed' | 'topup.succeeded',
): Stripe.Topup {
  const after = draft.patch('topup', before.id, fields)
  emit(draft, type, after, changedFields(before, after))
  return after
}

function bankText({ id, statement_descriptor: descriptor }: Stripe.Topup): string {
  return descriptor ?? `TOP-UP ${id}`
}
