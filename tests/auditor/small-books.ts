import { createHash } from 'node:crypto'
import type { Books, BookRow } from './books.ts'
import type { StripeTruth } from './stripe-truth.ts'

/** Books that a person could write on one page, as the rows of their tables. A test changes one thing in them. */
export interface SmallBooks {
  tables: Record<string, BookRow[]>
  stripe: StripeTruth
  sent: { messageId: string }[]
  log: string[]
}

const AT = '2026-11-24T09:00:00.000Z'

/**
 * A campaign with two pledges of 5000 and a tip of 500 each. One was given back; the other was paid out, less a fee of
 * 5 % and 21 % VAT on it. Stripe keeps 33 of each payment, and there is a float of 10000.
 */
export function smallBooks(): SmallBooks {
  const entries: [
    id: string,
    kind: string,
    type: string,
    source: string,
    lines: [string, string, number][],
  ][] = [
    [
      'e1',
      'float-topped-up',
      'balance_transaction',
      'txn_0',
      [['stripe_balance', 'bank_in_transit', 10_000]],
    ],
    ['e2', 'payment-succeeded', 'payment', 'pi_1', paid],
    ['e3', 'payment-succeeded', 'payment', 'pi_2', paid],
    ['e4', 'payment-on-balance', 'balance_transaction', 'txn_1', onBalance],
    ['e5', 'payment-on-balance', 'balance_transaction', 'txn_2', onBalance],
    [
      'e6',
      'refund-decided',
      'refund',
      'r1',
      paid.map(([, account, cents]) => [account, 'refunds_payable', cents]),
    ],
    [
      'e7',
      'refund-on-balance',
      'balance_transaction',
      'txn_3',
      [['refunds_payable', 'stripe_balance', 5_500]],
    ],
    [
      'e8',
      'settlement-approved',
      'settlement',
      's1',
      [
        ['campaign_funds_held:c', 'platform_fee_income', 250],
        ['campaign_funds_held:c', 'vat_payable', 53],
        ['campaign_funds_held:c', 'initiator_payable:c', 4_697],
      ],
    ],
    ['e9', 'tips-earned', 'settlement', 's1', [['tips_held:c', 'tip_income', 500]]],
    [
      'f1',
      'transfer-sent',
      'balance_transaction',
      'txn_4',
      [['initiator_payable:c', 'stripe_balance', 4_697]],
    ],
  ]
  return {
    tables: { ...rows(), ...journal(entries) },
    stripe: truth(),
    sent: [{ messageId: 'a' }, { messageId: 'b' }],
    log: ['{"event":"job"}'],
  }
}

const paid: [string, string, number][] = [
  ['stripe_clearing', 'campaign_funds_held:c', 5_000],
  ['stripe_clearing', 'tips_held:c', 500],
]
const onBalance: [string, string, number][] = [
  ['stripe_balance', 'stripe_clearing', 5_467],
  ['stripe_fees', 'stripe_clearing', 33],
]

const TRANSACTIONS: [
  id: string,
  category: string,
  amount: number,
  fee: number,
  source: string,
  entry: string,
][] = [
  ['txn_0', 'topup', 10_000, 0, 'tu_1', 'e1'],
  ['txn_1', 'charge', 5_500, 33, 'ch_1', 'e4'],
  ['txn_2', 'charge', 5_500, 33, 'ch_2', 'e5'],
  ['txn_3', 'refund', -5_500, 0, 're_1', 'e7'],
  ['txn_4', 'transfer', -4_697, 0, 'tr_1', 'f1'],
]

function truth(): StripeTruth {
  const transactions = TRANSACTIONS.map(
    ([id, category, amount, fee, source]) =>
      [id, { id, category, amount, fee, net: amount - fee, source, currency: 'eur' }] as const,
  )
  return {
    charges: [
      { id: 'ch_1', intent: 'pi_1', amount: 5_500, pledgeId: 'p1' },
      { id: 'ch_2', intent: 'pi_2', amount: 5_500, pledgeId: 'p2' },
    ],
    refunds: [{ id: 're_1', intent: 'pi_1', amount: 5_500, status: 'succeeded', refundId: 'r1' }],
    disputes: [],
    transfers: [{ id: 'tr_1', amount: 4_697, settlementId: 's1' }],
    transactions: new Map(transactions),
    balance: 10_737,
  }
}

function rows(): Record<string, BookRow[]> {
  const pledge = { campaign_id: 'c', amount_cents: 5_000, tip_cents: 500, reward_id: 'w' }
  const settlement = { campaign_id: 'c', funds_cents: 5_000, fee_cents: 250, vat_cents: 53, costs_cents: 0 }
  return {
    campaign: [{ id: 'c', state: 'succeeded', initiator_id: 'ine', platform_fee_bp: 500 }],
    campaign_total: [
      { campaign_id: 'c', held_cents: 5_000, held_count: 1, committed_cents: 0, committed_count: 0 },
    ],
    campaign_closure: [],
    reward: [{ id: 'w', taken: 1, quantity: 1 }],
    pledge: [
      { id: 'p1', ...pledge, state: 'refunded', reward_reserved: 0 },
      { id: 'p2', ...pledge, state: 'held', reward_reserved: 1 },
    ],
    pledge_transition: [
      ...steps('p1', ['checkout_open', 'held', 'refunding', 'refunded']),
      ...steps('p2', ['checkout_open', 'held']),
    ],
    payment: [
      { id: 'pi_1', pledge_id: 'p1', amount_cents: 5_500, purpose: 'pledge' },
      { id: 'pi_2', pledge_id: 'p2', amount_cents: 5_500, purpose: 'pledge' },
    ],
    refund: [
      {
        ...{ id: 'r1', pledge_id: 'p1', payment_id: 'pi_1', amount_cents: 5_500, tip_cents: 500 },
        ...{ reason: 'withdrawn', state: 'succeeded', stripe_refund_id: 're_1', finished_at: AT },
      },
    ],
    settlement: [
      {
        ...{ id: 's1', ...settlement, tips_cents: 500, debt_cents: 0, payout_cents: 4_697 },
        ...{ proposed_by: 'thea', approved_by: 'aad', approved_at: AT, transfer_id: 'tr_1' },
      },
    ],
    dispute: [],
    debt_write_off: [],
    transfer_reversal: [],
    letter: [
      { id: 'l1', name: 'pledge-receipt', state: 'sent' },
      { id: 'l2', name: 'pledge-receipt', state: 'sent' },
    ],
    balance_transaction: TRANSACTIONS.map(([id, category, amount, fee, source, entry]) => ({
      ...{ id, reporting_category: category, amount_cents: amount, fee_cents: fee, net_cents: amount - fee },
      ...{ source_id: source, payment_id: null, entry_id: entry },
    })),
  }
}

const FACTS: Record<string, string> = {
  checkout_open: 'checkout-opened',
  held: 'payment-succeeded',
  refunding: 'withdrawn',
  refunded: 'refund-succeeded',
}

function steps(pledgeId: string, states: string[]): BookRow[] {
  return states.map((to, index) => ({
    ...{ pledge_id: pledgeId, n: index + 1, to_state: to, fact: FACTS[to] ?? '' },
    from_state: states[index - 1] ?? 'draft',
  }))
}

/** The journal with its seals and stored totals. */
function journal(
  entries: [id: string, kind: string, type: string, source: string, lines: [string, string, number][]][],
): Record<string, BookRow[]> {
  let previous = '0'.repeat(64)
  const totals = new Map<string, { debit_cents: number; credit_cents: number }>()
  const seals = entries.map(([id, kind, , , lines], index) => {
    for (const [debit, credit, amount] of lines) {
      totals.set(debit, {
        ...none(totals.get(debit)),
        debit_cents: none(totals.get(debit)).debit_cents + amount,
      })
      totals.set(credit, {
        ...none(totals.get(credit)),
        credit_cents: none(totals.get(credit)).credit_cents + amount,
      })
    }
    const covered = [previous, id, kind, lines.map((line, n) => [n + 1, ...line])]
    const seal = {
      ...{ seq: index + 1, entry_id: id, prev_hash: previous },
      hash: createHash('sha256').update(JSON.stringify(covered)).digest('hex'),
    }
    previous = seal.hash
    return seal
  })
  return {
    journal_entry: entries.map(([id, kind, source_type, source_id]) => ({
      ...{ id, kind, source_type, source_id, recorded_at: AT },
    })),
    posting: entries.flatMap(([id, , , , lines]) =>
      lines.map(([debit_account, credit_account, amount_cents], index) => ({
        ...{ entry_id: id, n: index + 1, debit_account, credit_account, amount_cents },
      })),
    ),
    journal_seal: seals,
    journal_tail: [],
    account_total: [...totals].map(([account, total]) => ({ account, ...total })),
  }
}

function none(total: { debit_cents: number; credit_cents: number } | undefined) {
  return total ?? { debit_cents: 0, credit_cents: 0 }
}

/** The rows as books: a query names one table. */
export function booksOf({ tables }: SmallBooks): Books {
  return {
    rows: async sql => {
      const table = /FROM (\w+)/.exec(sql)?.[1] ?? ''
      const found = tables[table]
      if (!found) throw new Error(`The small books have no table ${table}.`)
      return found
    },
    close: async () => {},
  }
}
