import type { BookRow, Books } from './books.ts'
import type { StripeTruth } from './stripe-truth.ts'

/** Everything in the books that bears on money, read at one moment. */
export interface Facts {
  campaigns: Map<string, BookRow>
  totals: BookRow[]
  rewards: BookRow[]
  pledges: Map<string, BookRow>
  transitions: BookRow[]
  payments: Map<string, BookRow>
  refunds: Map<string, BookRow>
  settlements: Map<string, BookRow>
  disputes: Map<string, BookRow>
  writeOffs: Map<string, BookRow>
  reversals: BookRow[]
  accountTotals: BookRow[]
  transactions: Map<string, BookRow>
  letters: BookRow[]
  closures: BookRow[]
  cancellations: BookRow[]
  suspensions: BookRow[]
  checkouts: BookRow[]
  nearMisses: BookRow[]
  platformPayouts: Map<string, BookRow>
  /** In the order in which they were booked. */
  bankStatements: BookRow[]
  bankLines: Map<string, BookRow>
  bankFiles: Map<string, BookRow>
  bankPayments: Map<string, BookRow>
  receipts: BookRow[]
  closedMonths: BookRow[]
  seals: BookRow[]
  tail: BookRow[]
  /** In the order in which they were booked, each with its postings in order. */
  entries: Entry[]
}

export interface Entry {
  id: string
  kind: string
  sourceType: string
  sourceId: string
  recordedAt: string
  postings: Posting[]
}

export interface Posting {
  debit: string
  credit: string
  amount: number
}

/** What Stripe says of one of its objects, by its id. */
export interface Evidence extends Facts {
  stripe: StripeTruth
}

export async function readFacts(books: Books): Promise<Facts> {
  const all = (table: string, order: string) => books.rows(`SELECT * FROM ${table} ORDER BY ${order}`)
  const byId = async (table: string) =>
    new Map((await all(table, 'id')).map(row => [String(row.id), row] as const))
  const postings = Map.groupBy(await all('posting', 'entry_id, n'), row => String(row.entry_id))
  return {
    campaigns: await byId('campaign'),
    totals: await all('campaign_total', 'campaign_id'),
    rewards: await all('reward', 'id'),
    pledges: await byId('pledge'),
    transitions: await all('pledge_transition', 'pledge_id, n'),
    payments: await byId('payment'),
    refunds: await byId('refund'),
    settlements: await byId('settlement'),
    disputes: await byId('dispute'),
    writeOffs: await byId('debt_write_off'),
    reversals: await all('transfer_reversal', 'id'),
    accountTotals: await all('account_total', 'account'),
    transactions: await byId('balance_transaction'),
    letters: await all('letter', 'id'),
    closures: await all('campaign_closure', 'campaign_id'),
    cancellations: await all('campaign_cancellation', 'campaign_id'),
    suspensions: await all('campaign_suspension', 'id'),
    checkouts: await all('checkout_session', 'id'),
    nearMisses: await all('near_miss', 'campaign_id'),
    platformPayouts: await byId('platform_payout'),
    bankStatements: await all('bank_statement', 'iban, n'),
    bankLines: await byId('bank_line'),
    bankFiles: await byId('bank_file'),
    bankPayments: await byId('bank_payment'),
    receipts: await all('receipt', 'year, n'),
    closedMonths: await all('closed_month', 'month'),
    seals: await all('journal_seal', 'seq'),
    tail: await all('journal_tail', 'entry_id'),
    entries: (await all('journal_entry', 'id')).map(row => ({
      id: String(row.id),
      kind: String(row.kind),
      sourceType: String(row.source_type),
      sourceId: String(row.source_id),
      recordedAt: String(row.recorded_at),
      postings: (postings.get(String(row.id)) ?? []).map(posting => ({
        debit: String(posting.debit_account),
        credit: String(posting.credit_account),
        amount: Number(posting.amount_cents),
      })),
    })),
  }
}

/** A number of a row; what is not there is nothing. */
export function cents(row: BookRow | undefined, column: string): number {
  return Number(row?.[column] ?? 0)
}

export function sum(amounts: Iterable<number>): number {
  let total = 0
  for (const amount of amounts) total += amount
  return total
}

/** Something that is wrong: the invariant of trust.md that it breaks, or what else is not as it must be; and a sentence. */
export interface Finding {
  invariant: Invariant
  says: string
}

export type Invariant =
  | 'I1'
  | 'I2'
  | 'I3'
  | 'I4'
  | 'I5'
  | 'I6'
  | 'I7'
  | 'I8'
  | 'I9'
  | 'I10'
  | 'I11'
  | 'I12'
  | 'I13'
  | 'I14'
  | 'I15'
  | 'receipts'
  | 'months'
  | 'suspension'

/** Names what is wrong under one invariant. */
export function finder(invariant: Invariant): (says: string) => Finding {
  return says => ({ invariant, says })
}
