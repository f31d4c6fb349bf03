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

export const AT = '2026-11-24T09:00:00.000Z'

/**
 * A campaign with two pledges of 5000 and a tip of 500 each. One was given back; the other was paid out, less a fee of
 * 5 % and 21 % VAT on it. Stripe keeps 33 of each payment, and there is a float of 10000. A third pledge, of 1000, goes
 * back by our bank, and 200 that we earned came to it; it was opened with 20000. November was closed after all that.
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
    ['f2', 'payment-succeeded', 'payment', 'pi_3', [['stripe_clearing', 'campaign_funds_held:c', 1_000]]],
    ['f3', 'payment-on-balance', 'balance_transaction', 'txn_5', ofThird],
    ['f4', 'refund-decided', 'refund', 'r2', [['campaign_funds_held:c', 'refunds_payable', 1_000]]],
    ['f5', 'refund-paid-by-bank', 'bank_payment', 'bp', [['refunds_payable', 'bank_in_transit', 1_000]]],
    ['f6', 'platform-payout', 'balance_transaction', 'txn_6', [['stripe_in_transit', 'stripe_balance', 200]]],
    ['f7', 'bank-opened', 'bank_statement', 'st', [['bank:NL', 'own_funds', 20_000]]],
    ['f8', 'top-up-on-bank', 'bank_line', 'b1', [['bank_in_transit', 'bank:NL', 10_000]]],
    ['f9', 'payout-on-bank', 'bank_line', 'b2', [['bank:NL', 'stripe_in_transit', 200]]],
    ['g1', 'bank-payment-sent', 'bank_line', 'b3', [['bank_in_transit', 'bank:NL', 1_000]]],
    ['g2', 'unknown-bank-line', 'bank_line', 'b4', [['bank:NL', 'suspense', 70]]],
    ['g3', 'suspense-cleared', 'bank_line', 'b4', [['suspense', 'own_funds', 70]]],
  ]
  const books = journal(entries)
  return {
    tables: { ...rows(), ...atTheBank(), ...books, ...closed(books, entries.length) },
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

const ofThird: [string, string, number][] = [
  ['stripe_balance', 'stripe_clearing', 967],
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
  ['txn_5', 'charge', 1_000, 33, 'ch_3', 'f3'],
  ['txn_6', 'payout', -200, 0, 'po_1', 'f6'],
]

const BANK: [id: string, amount: number, says: string, kind: string, subject: string][] = [
  ['b1', -10_000, 'tu_1', 'B4', 'txn_0'],
  ['b2', 200, 'POabcdefgh', 'O2', 'pp'],
  ['b3', -1_000, 'bp', 'B2', 'bp'],
  ['b4', 70, 'who knows', 'K3', ''],
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
      { id: 'ch_3', intent: 'pi_3', amount: 1_000, pledgeId: 'p3' },
    ],
    refunds: [{ id: 're_1', intent: 'pi_1', amount: 5_500, status: 'succeeded', refundId: 'r1' }],
    disputes: [],
    transfers: [{ id: 'tr_1', amount: 4_697, settlementId: 's1' }],
    payouts: [{ id: 'po_1', amount: 200, status: 'paid', payoutId: 'pp' }],
    bank: [
      { id: 'b0', iban: 'NL', day: '2026-11-20', amount: 20_000, says: 'before us' },
      ...BANK.map(([id, amount, says]) => ({ id, iban: 'NL', day: '2026-11-24', amount, says })),
    ],
    transactions: new Map(transactions),
    balance: 11_504,
  }
}

function rows(): Record<string, BookRow[]> {
  const pledge = { campaign_id: 'c', amount_cents: 5_000, tip_cents: 500, reward_id: 'w' }
  const settlement = { campaign_id: 'c', funds_cents: 5_000, fee_cents: 250, vat_cents: 53, costs_cents: 0 }
  return {
    campaign: [
      {
        ...{ id: 'c', state: 'succeeded', initiator_id: 'ine', platform_fee_bp: 500 },
        ...{ funding_model: 'all_or_nothing', minimum_cents: 5_000, live_at: AT, ends_at: AT },
      },
    ],
    campaign_total: [
      { campaign_id: 'c', held_cents: 5_000, held_count: 1, committed_cents: 0, committed_count: 0 },
    ],
    campaign_closure: [],
    campaign_cancellation: [],
    campaign_suspension: [],
    checkout_session: [],
    near_miss: [],
    reward: [{ id: 'w', taken: 1, quantity: 1 }],
    pledge: [
      { id: 'p1', ...pledge, state: 'refunded', reward_reserved: 0 },
      { id: 'p2', ...pledge, state: 'held', reward_reserved: 1 },
      { ...pledge, id: 'p3', amount_cents: 1_000, tip_cents: 0, state: 'refunded', reward_reserved: 0 },
    ],
    pledge_transition: [
      ...steps('p1', ['checkout_open', 'held', 'refunding', 'refunded']),
      ...steps('p2', ['checkout_open', 'held']),
      ...steps('p3', ['checkout_open', 'held', 'refunding', 'refunded']),
    ],
    payment: [
      { id: 'pi_1', pledge_id: 'p1', amount_cents: 5_500, purpose: 'pledge' },
      { id: 'pi_2', pledge_id: 'p2', amount_cents: 5_500, purpose: 'pledge' },
      { id: 'pi_3', pledge_id: 'p3', amount_cents: 1_000, purpose: 'pledge' },
    ],
    refund: [
      {
        ...{ id: 'r1', pledge_id: 'p1', payment_id: 'pi_1', amount_cents: 5_500, tip_cents: 500 },
        ...{ reason: 'withdrawn', state: 'succeeded', stripe_refund_id: 're_1', finished_at: AT },
      },
      {
        ...{ id: 'r2', pledge_id: 'p3', payment_id: 'pi_3', amount_cents: 1_000, tip_cents: 0 },
        ...{ reason: 'withdrawn', state: 'paid_by_bank', stripe_refund_id: null, finished_at: AT },
      },
    ],
    settlement: [
      {
        ...{ id: 's1', ...settlement, tips_cents: 500, debt_cents: 0, payout_cents: 4_697 },
        ...{ proposed_by: 'thea', approved_by: 'aad', approved_at: AT, transfer_id: 'tr_1' },
      },
    ],
    receipt: [
      receipt(1, 'receipt', 'p1', ['payment', 'pi_1'], [5_000, 500]),
      receipt(2, 'receipt', 'p2', ['payment', 'pi_2'], [5_000, 500]),
      receipt(3, 'credit', 'p1', ['refund', 'r1'], [5_000, 500]),
      receipt(4, 'receipt', 'p3', ['payment', 'pi_3'], [1_000, 0]),
      receipt(5, 'credit', 'p3', ['refund', 'r2'], [1_000, 0]),
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

function receipt(
  n: number,
  kind: string,
  pledge_id: string,
  [cause_type, cause_id]: [string, string],
  [gift_cents, tip_cents]: [number, number],
): BookRow {
  return { year: 2026, n, kind, pledge_id, cause_type, cause_id, gift_cents, reward_cents: 0, tip_cents }
}

function atTheBank(): Record<string, BookRow[]> {
  const byTwo = { proposed_by: 'thea', approved_by: 'aad', approved_at: AT }
  return {
    platform_payout: [{ id: 'pp', amount_cents: 200, descriptor: 'POabcdefgh', state: 'arrived', ...byTwo }],
    bank_statement: [{ id: 'st', iban: 'NL', n: 1, opening_cents: 20_000, last_day: '2026-11-24' }],
    bank_file: [{ id: 'bf', state: 'exported', ...byTwo }],
    bank_payment: [{ id: 'bp', file_id: 'bf', subject_id: 'r2', amount_cents: 1_000, state: 'paid' }],
    bank_line: BANK.map(([id, amount_cents, , rule, subject_id]) => ({
      ...{ id, reference: id, amount_cents, rule, subject_id },
      ...{ state: rule === 'K3' ? 'cleared' : 'booked', cleared_by: rule === 'K3' ? 'thea' : null },
    })),
  }
}

function closed(books: Record<string, BookRow[]>, seals: number): Record<string, BookRow[]> {
  const head = { head_seq: seals, head_hash: books.journal_seal?.at(-1)?.hash ?? '' }
  return { closed_month: [{ month: '2026-11', proposed_by: 'thea', confirmed_by: 'aad', ...head }] }
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
