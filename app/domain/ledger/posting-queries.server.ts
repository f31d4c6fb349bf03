import type { ReadDb } from '#db/database.server.ts'
import type { Cents } from '../money.ts'
import { readAccount } from './account.ts'
import { accountsOf, publicEntryId } from './ledger-queries.server.ts'

/** One posting of the campaign's accounts, for who recomputes. */
export interface PublicPosting {
  day: string
  entry: string
  kind: string
  /** Names of accounts, without the campaign's id. */
  debit: string
  credit: string
  amount: Cents
}

/**
 * Every posting of the campaign's accounts, a day at a time, oldest day first, read in pages. Within a day they stand
 * in the order of their public names: the order in which people gave would lead to who gave what.
 *
 * @param dayOf the day in the city of an instant
 */
export async function* campaignPostings(
  db: ReadDb,
  campaignId: string,
  dayOf: (at: Date) => string,
): AsyncGenerator<PublicPosting[]> {
  let last: { entryId: string; n: number } | null = null
  let today: PublicPosting[] = []
  for (;;) {
    const page: Awaited<ReturnType<typeof postingsAfter>> = await postingsAfter(db, campaignId, last)
    for (const row of page) {
      const posting = toPublic(row, dayOf)
      if (today[0] && today[0].day !== posting.day) {
        yield inPublicOrder(today)
        today = []
      }
      today.push(posting)
    }
    const end = page.at(-1)
    if (!end || page.length < POSTINGS_A_PAGE) break
    last = { entryId: end.entry_id, n: end.n }
  }
  if (today.length > 0) yield inPublicOrder(today)
}

const POSTINGS_A_PAGE = 1_000

async function postingsAfter(db: ReadDb, campaignId: string, last: { entryId: string; n: number } | null) {
  const accounts = accountsOf(campaignId)
  let query = db
    .selectFrom('posting')
    .innerJoin('journal_entry', 'journal_entry.id', 'posting.entry_id')
    .select(['entry_id', 'n', 'kind', 'occurred_at', 'debit_account', 'credit_account', 'amount_cents'])
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

function toPublic(
  row: Awaited<ReturnType<typeof postingsAfter>>[number],
  dayOf: (at: Date) => string,
): PublicPosting {
  return {
    day: dayOf(new Date(row.occurred_at)),
    entry: publicEntryId(row.entry_id),
    kind: row.kind,
    debit: readAccount(row.debit_account)?.name ?? row.debit_account,
    credit: readAccount(row.credit_account)?.name ?? row.credit_account,
    amount: row.amount_cents,
  }
}

function inPublicOrder(postings: readonly PublicPosting[]): PublicPosting[] {
  return postings.toSorted((a, b) => a.entry.localeCompare(b.entry) || a.debit.localeCompare(b.debit))
}
