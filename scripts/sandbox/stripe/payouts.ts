import type Stripe from 'stripe'
import type { Draft } from '../draft.ts'
import { book } from './balance-transactions.ts'
import { badState, missing, onlyEmulated } from './errors.ts'
import { hasAvailable } from './funds.ts'
import { isAsked, isWithin, pageOf } from './lists.ts'
import { checkAmount, checkCurrency, mergedMetadata } from './parameters.ts'
import { changePayout, startPayout } from './payout-course.ts'
import type { EntryPoints } from './schema/entry-points.ts'

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
  return changePayout(draft, before, draft.owner, undone, ['payout.canceled'])
}

function findPayout(draft: Draft, id: string): Stripe.Payout {
  const payout = draft.get('payout', id)
  if (payout === undefined || draft.ownerOf('payout', id) !== draft.owner) throw missing('payout', id)
  return payout
}
