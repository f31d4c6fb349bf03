import { fundsOf } from '../stripe/funds.ts'
import { debitBank, failPayout, PAYOUT_FAILURES, type PayoutFailure } from '../stripe/payout-course.ts'
import { idOf } from '../stripe/references.ts'
import { failTopup, reverseTopup, TOPUP_FAILURES, type TopupFailure } from '../stripe/topups.ts'
import { failTransfer } from '../stripe/transfers.ts'
import { demand, on, type Trigger } from './trigger.ts'

const PAYOUT_CODES = wordsOf<PayoutFailure>(PAYOUT_FAILURES)
const TOPUP_CODES = wordsOf<TopupFailure>(TOPUP_FAILURES)

/** What goes wrong with money on its way between balances and banks. */
export const MONEY_TRIGGERS: readonly Trigger[] = [
  on('payout', 'payouts/:id/fail', 'The bank does not take the payout, or sends back one that was paid.', {
    fields: { code: PAYOUT_CODES.join(' | ') },
    button: { label: 'Fail', fits: payout => !['failed', 'canceled'].includes(payout.status) },
    run: (draft, payout, wish) => {
      const code = wish.choice('code', PAYOUT_CODES)
      demand(!['failed', 'canceled'].includes(payout.status), `${payout.id} is ${payout.status} already`)
      return failPayout(draft, payout, code)
    },
  }),
  on(
    'transfer',
    'transfers/:id/fail',
    'Stripe cannot make the transfer after all, and the money comes back.',
    {
      button: { label: 'Fail', fits: transfer => !transfer.reversed },
      run: (draft, transfer) => {
        demand(!transfer.reversed, `${transfer.id} has come back already`)
        const { available, pending } = fundsOf(draft, idOf(transfer.destination ?? ''))
        const open = transfer.amount - transfer.amount_reversed
        demand(available + pending >= open, `the account of ${transfer.id} no longer has the money`)
        return failTransfer(draft, transfer)
      },
    },
  ),
  on('topup', 'topups/:id/fail', 'The bank does not give the money of a top-up that is pending.', {
    fields: { code: TOPUP_CODES.join(' | ') },
    button: { label: 'Fail', fits: topup => topup.status === 'pending' },
    run: (draft, topup, wish) => {
      const code = wish.choice('code', TOPUP_CODES)
      demand(topup.status === 'pending', `${topup.id} is not pending: it is ${topup.status}`)
      return failTopup(draft, topup, code)
    },
  }),
  on('topup', 'topups/:id/reverse', 'The bank takes back a top-up that had arrived.', {
    button: { label: 'Reverse', fits: topup => topup.status === 'succeeded' },
    run: (draft, topup) => {
      demand(topup.status === 'succeeded', `${topup.id} has not arrived: it is ${topup.status}`)
      return reverseTopup(draft, topup)
    },
  }),
  {
    path: 'balance/debit-bank',
    on: null,
    does: 'Stripe takes from the platform’s bank what its balance is below zero.',
    fields: {},
    button: null,
    run: draft => {
      const payout = debitBank(draft)
      demand(payout !== undefined, 'the balance is not below zero')
      return payout ?? {}
    },
  },
]

function wordsOf<T extends string>(table: Record<T, string>): [T, ...T[]] {
  return Object.keys(table) as [T, ...T[]]
}
