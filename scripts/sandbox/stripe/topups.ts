import type Stripe from 'stripe'
import { DAY_MS, SECOND_MS, secondsOf } from '../clock.ts'
import { bookBankLine } from '../bank/bank.ts'
import { PLATFORM_IBAN } from '../bank/iban.ts'
import type { Draft } from '../draft.ts'
import { book } from './balance-transactions.ts'
import { changedFields } from './customers.ts'
import { emit } from './events.ts'
import { missing, onlyEmulated } from './errors.ts'
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

/** The job of the moment at which the money is there. */
export function arriveTopup(draft: Draft, id: string): void {
  const before = draft.must('topup', id)
  const booked = book(draft, {
    owner: '',
    type: 'topup',
    reportingCategory: 'topup',
    amount: before.amount,
    source: id,
    description: before.description ?? undefined,
  })
  const after = draft.patch('topup', id, { status: 'succeeded', balance_transaction: booked.id })
  emit(draft, 'topup.succeeded', after, changedFields(before, after))
  bookBankLine(draft, {
    iban: PLATFORM_IBAN,
    kind: 'taken',
    amount: before.amount,
    counterparty: 'STRIPE TECHNOLOGY EUROPE LTD',
    remittance: before.statement_descriptor ?? `TOP-UP ${id}`,
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
