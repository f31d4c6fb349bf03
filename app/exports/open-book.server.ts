import type { ReadDb } from '#db/database.server.ts'
import { dayInCity, endOfDeadline } from '#app/domain/campaigns/campaigns.server.ts'
import { readAccount } from '#app/domain/ledger/account.ts'
import { exportedEntries, exportSums, movementsOf } from '#app/domain/ledger/export-queries.server.ts'
import type { Extent } from '#app/domain/ledger/export-queries.server.ts'
import { withTitles } from '#app/domain/ledger/journal-queries.server.ts'
import { ZERO } from '#app/domain/money.ts'
import type { Language } from '#app/i18n/language.ts'
import { accountName, entryKindName } from '#app/ui/desk/account-name.ts'
import type { Book, BookAccount } from './book.ts'

/** Which part of the books is wanted. Days are the city's, and those of recording; both are included. */
export interface BookWanted {
  first: string
  last: string
  campaignId: string | null
  account: string | null
}

/**
 * Opens a part of the books for a writer.
 *
 * @returns null when nothing was recorded in it: there is nothing to write a file about
 */
export async function openBook(
  db: ReadDb,
  wanted: BookWanted,
  around: { language: Language; owner: Book['owner']; now: Date },
): Promise<Book | null> {
  const { first, last, campaignId, account } = wanted
  const extent = extentOf(wanted)
  const sums = await exportSums(db, extent)
  if (sums.entries === 0) return null
  return {
    entries: exportedEntries(db, extent),
    postings: sums.postings,
    cents: sums.cents,
    accounts: await accountsOfBook(db, wanted, around.language),
    period: { first, last },
    isWhole: campaignId === null && account === null,
    owner: around.owner,
    madeOn: dayInCity(around.now),
    dayOf: at => dayInCity(new Date(at)),
    kindName: kind => entryKindName(kind, around.language),
  }
}

/** Every account that was used until the end of a part of the books, with what was booked on it in that part. */
export async function accountsOfBook(
  db: ReadDb,
  wanted: BookWanted,
  language: Language,
): Promise<BookAccount[]> {
  const isWhole = wanted.campaignId === null && wanted.account === null
  const movements = await withTitles(db, await movementsOf(db, extentOf(wanted)))
  return movements.map(each => ({
    account: each.account,
    name: accountName(each, language),
    kind: readAccount(each.account)?.kind ?? 'asset',
    opening: isWhole ? each.opening : ZERO,
    debit: each.debit,
    credit: each.credit,
  }))
}

function extentOf({ first, last, campaignId, account }: BookWanted): Extent {
  return { from: endOfDeadline(dayBefore(first)), until: endOfDeadline(last), campaignId, account }
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
}
