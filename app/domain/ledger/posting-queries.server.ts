import { createHash } from 'node:crypto'
import type { ReadDb } from '#db/database.server.ts'
import { add } from '../money.ts'
import type { Cents } from '../money.ts'
import { readAccount } from './account.ts'
import { accountsOf } from './ledger-queries.server.ts'

/**
 * What was booked on a campaign's accounts on one day in one way: a sum, and how many entries it is made of. Single gifts
 * are not shown: on a quiet day who gave what could be read from them (docs/decisions/0013).
 */
export interface PublicSum {
  /** The day on which it was booked, so that a day that is over never changes. */
  day: string
  kind: string
  entries: number
  /** Names of accounts, without the campaign's id. */
  debit: string
  credit: string
  amount: Cents
  /**
   * SHA-256 over what the sum is made of, entry by entry. It shows nothing, since the ids of entries are secret and
   * random; whoever may see the journal can make it again, so the sum cannot be made of anything else afterwards.
   */
  commitment: string
}

/**
 * The sums of a campaign, a day at a time, oldest day first. Read in pages: what a day holds in memory are its few sums.
 *
 * @param dayOf the day in the city of an instant
 */
export async function* campaignSumsByDay(
  db: ReadDb,
  campaignId: string,
  dayOf: (at: Date) => string,
): AsyncGenerator<PublicSum[]> {
  let last: { entryId: string; n: number } | null = null
  let today = new DayOfSums('')
  for (;;) {
    const page: PostingRow[] = await postingsAfter(db, campaignId, last)
    for (const row of page) {
      const day = dayOf(new Date(row.recorded_at))
      if (day !== today.day) {
        if (today.day !== '') yield today.sums()
        today = new DayOfSums(day)
      }
      today.add(row)
    }
    const end = page.at(-1)
    if (!end || page.length < POSTINGS_A_PAGE) break
    last = { entryId: end.entry_id, n: end.n }
  }
  if (today.day !== '') yield today.sums()
}

const POSTINGS_A_PAGE = 1_000

type PostingRow = Awaited<ReturnType<typeof postingsAfter>>[number]

async function postingsAfter(db: ReadDb, campaignId: string, last: { entryId: string; n: number } | null) {
  const accounts = accountsOf(campaignId)
  let query = db
    .selectFrom('posting')
    .innerJoin('journal_entry', 'journal_entry.id', 'posting.entry_id')
    .select(['entry_id', 'n', 'kind', 'recorded_at', 'debit_account', 'credit_account', 'amount_cents'])
    .where('campaign_id', '=', campaignId)
    .where(eb => eb.or([eb('debit_account', 'in', accounts), eb('credit_account', 'in', accounts)]))
    .orderBy('entry_id')
    .orderBy('n')
    .limit(POSTINGS_A_PAGE)
  if (last)
    query = query
      .where('entry_id', '>=', last.entryId)
      .where(eb => eb.or([eb('entry_id', '>', last.entryId), eb('n', '>', last.n)]))
  return query.execute()
}

interface GrowingSum extends Omit<PublicSum, 'commitment'> {
  lastEntry: string
  hash: ReturnType<typeof createHash>
}

/** The sums of one day while they grow. */
class DayOfSums {
  readonly day: string
  readonly #sums = new Map<string, GrowingSum>()

  constructor(day: string) {
    this.day = day
  }

  add(row: PostingRow): void {
    const { kind, entry_id, n, debit_account, credit_account, amount_cents } = row
    const debit = readAccount(debit_account)?.name ?? debit_account
    const credit = readAccount(credit_account)?.name ?? credit_account
    const key = [kind, debit, credit].join(' ')
    const sum = this.#sums.get(key)
    const line = JSON.stringify([entry_id, n, debit_account, credit_account, amount_cents])
    if (!sum) {
      const hash = createHash('sha256').update(line)
      const first = { day: this.day, kind, entries: 1, debit, credit, amount: amount_cents }
      this.#sums.set(key, { ...first, lastEntry: entry_id, hash })
      return
    }
    if (sum.lastEntry !== entry_id) sum.entries += 1
    sum.lastEntry = entry_id
    sum.amount = add(sum.amount, amount_cents)
    sum.hash.update(`\n${line}`)
  }

  sums(): PublicSum[] {
    return [...this.#sums.values()]
      .map(({ hash, lastEntry: _, ...sum }) => ({ ...sum, commitment: hash.digest('hex') }))
      .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  }
}

const keyOf = ({ kind, debit, credit }: PublicSum) => `${kind} ${debit} ${credit}`
