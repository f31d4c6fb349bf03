import type Stripe from 'stripe'
import { msOfSeconds, type Draft } from '../draft.ts'
import { findAccount } from './account-course.ts'
import { checkCanReceive } from './accounts.ts'
import { book } from './balance-transactions.ts'
import { bookCharge, findCharge } from './charges.ts'
import { emit } from './events.ts'
import { badParameter, badState, missing, onlyEmulated } from './errors.ts'
import { hasAvailable } from './funds.ts'
import { isAsked, isWithin, pageOf, wholeList } from './lists.ts'
import { checkAmount, checkCurrency, mergedMetadata } from './parameters.ts'
import type { EntryPoints } from './schema/entry-points.ts'
import { idOf } from './references.ts'

const CREATE = [
  'amount',
  'currency',
  'description',
  'destination',
  'metadata',
  'source_transaction',
  'transfer_group',
] as const

/**
 * Moves money of the platform to a connected account: from the available balance, or of one charge whose
 * money is still pending, and then it becomes available there when the charge's does.
 */
export function createTransfer(draft: Draft, params: EntryPoints['transfer_create']): Stripe.Transfer {
  onlyEmulated(params, CREATE)
  checkCurrency(params.currency, 'currency')
  const account = findAccount(draft, params.destination, 'destination')
  const source =
    params.source_transaction === undefined
      ? undefined
      : findCharge(draft, params.source_transaction, 'source_transaction')
  const amount = params.amount ?? source?.amount
  if (amount === undefined)
    throw badParameter('parameter_missing', 'Missing required param: amount.', 'amount')
  checkAmount(amount, 'amount')
  checkCanReceive(account)
  const availableAtMs = source === undefined ? undefined : checkSource(draft, source, amount)
  if (source === undefined && !hasAvailable(draft, '', amount)) throw balanceInsufficient()
  const id = draft.nextId('tr_1')
  const out = book(draft, {
    owner: '',
    type: 'transfer',
    reportingCategory: 'transfer',
    amount: -amount,
    source: id,
    availableAtMs,
  })
  const transfer: Stripe.Transfer = {
    id,
    object: 'transfer',
    amount,
    amount_reversed: 0,
    balance_transaction: out.id,
    created: draft.now,
    currency: 'eur',
    description: params.description ?? null,
    destination: account.id,
    destination_payment: receive(draft, account.id, id, amount, availableAtMs),
    livemode: false,
    metadata: mergedMetadata({}, params.metadata),
    reversals: wholeList([], `/v1/transfers/${id}/reversals`),
    reversed: false,
    source_transaction: source?.id ?? null,
    source_type: 'card',
    transfer_group:
      params.transfer_group ?? source?.transfer_group ?? `group_${idOf(source?.payment_intent ?? id)}`,
  }
  draft.put('transfer', id, transfer)
  emit(draft, 'transfer.created', transfer)
  return transfer
}

export function retrieveTransfer(draft: Draft, _params: object, id: string): Stripe.Transfer {
  return findTransfer(draft, id)
}

export function listTransfers(draft: Draft, params: EntryPoints['transfer_list']) {
  const found = draft
    .all('transfer', draft.owner)
    .filter(
      t =>
        isAsked(t.destination, params.destination) &&
        isAsked(t.transfer_group, params.transfer_group) &&
        isWithin(t.created, params.created),
    )
  return pageOf(found, params, '/v1/transfers', 'transfer')
}

/** Takes money back; only as far as the connected account still has it. */
export function createReversal(
  draft: Draft,
  params: EntryPoints['transfer_reversal_create'],
  transferId: string,
): Stripe.TransferReversal {
  onlyEmulated(params, ['amount', 'description', 'metadata'])
  const transfer = findTransfer(draft, transferId)
  const open = transfer.amount - transfer.amount_reversed
  const amount = params.amount ?? open
  checkAmount(amount, 'amount')
  if (amount > open) {
    throw badState('transfer_already_reversed', `Only ${open} cents of the transfer can still be reversed.`, {
      param: 'amount',
    })
  }
  const account = idOf(transfer.destination ?? '')
  if (!hasAvailable(draft, account, amount)) throw balanceInsufficient()
  const id = draft.nextId('trr_1')
  const back = book(draft, {
    owner: '',
    type: 'transfer_refund',
    reportingCategory: 'transfer_reversal',
    amount,
    source: id,
  })
  book(draft, {
    owner: account,
    type: 'payment_refund',
    reportingCategory: 'refund',
    amount: -amount,
    source: idOf(transfer.destination_payment ?? ''),
  })
  const reversal: Stripe.TransferReversal = {
    id,
    object: 'transfer_reversal',
    amount,
    balance_transaction: back.id,
    created: draft.now,
    currency: 'eur',
    destination_payment_refund: null,
    metadata: mergedMetadata({}, params.metadata),
    source_refund: null,
    transfer: transfer.id,
  }
  draft.put('transfer_reversal', id, reversal)
  const amountReversed = transfer.amount_reversed + amount
  const after = draft.patch('transfer', transfer.id, {
    amount_reversed: amountReversed,
    reversals: wholeList([reversal, ...transfer.reversals.data], transfer.reversals.url),
    reversed: amountReversed === transfer.amount,
  })
  emit(draft, 'transfer.reversed', after)
  return reversal
}

/** Stripe could not make the transfer after all: all of it is back on the platform's balance. */
export function failTransfer(draft: Draft, transfer: Stripe.Transfer): Stripe.Transfer {
  const amount = transfer.amount - transfer.amount_reversed
  book(draft, {
    owner: '',
    type: 'transfer_failure',
    reportingCategory: 'transfer_reversal',
    amount,
    source: transfer.id,
  })
  book(draft, {
    owner: idOf(transfer.destination ?? ''),
    type: 'payment_failure_refund',
    reportingCategory: 'charge_failure',
    amount: -amount,
    source: idOf(transfer.destination_payment ?? ''),
  })
  const after = draft.patch('transfer', transfer.id, { amount_reversed: transfer.amount, reversed: true })
  emit(draft, 'transfer.reversed', after)
  return after
}

export function listReversals(
  draft: Draft,
  params: EntryPoints['transfer_reversal_list'],
  transferId: string,
) {
  findTransfer(draft, transferId)
  const found = draft.all('transfer_reversal', draft.owner).filter(r => r.transfer === transferId)
  return pageOf(found, params, `/v1/transfers/${transferId}/reversals`, 'transfer reversal')
}

function findTransfer(draft: Draft, id: string): Stripe.Transfer {
  const transfer = draft.get('transfer', id)
  if (transfer === undefined || draft.ownerOf('transfer', id) !== draft.owner) throw missing('transfer', id)
  return transfer
}

/** All transfers of a charge's money together may not be more than the charge. Says when it is available. */
function checkSource(draft: Draft, source: Stripe.Charge, amount: number): number {
  const moved = draft
    .all('transfer')
    .filter(t => t.source_transaction === source.id)
    .reduce((sum, t) => sum + t.amount - t.amount_reversed, 0)
  if (!source.paid || moved + amount > source.amount) {
    throw badParameter(
      'transfer_source_balance_parameters_mismatch',
      `The source_transaction ${source.id} has ${source.amount - moved} cents left to transfer.`,
      'source_transaction',
    )
  }
  const { balance_transaction: booked } = bookCharge(draft, source.id)
  return msOfSeconds(draft.must('balance_transaction', idOf(booked ?? '')).available_on)
}

/** The money arrives on the connected account as a payment. */
function receive(
  draft: Draft,
  account: string,
  transfer: string,
  amount: number,
  availableAtMs?: number,
): string {
  const id = draft.nextId('py_1')
  book(draft, {
    owner: account,
    type: 'payment',
    reportingCategory: 'charge',
    amount,
    source: id,
    description: `transfer ${transfer}`,
    availableAtMs,
  })
  return id
}

function balanceInsufficient(): Error {
  const message =
    'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card.'
  return badState('balance_insufficient', message)
}
