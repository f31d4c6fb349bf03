import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import { GENESIS_HASH, sealHash } from '../ledger/ledger.server.ts'
import type { SealedPosting } from '../ledger/ledger.server.ts'

/**
 * The journal as it is walked once, from the first seal to the last: each entry is read with its postings, hashed again
 * and added up. Three invariants judge what was seen, so that a million entries are read once and not three times.
 */
export interface WalkedJournal {
  /** What was counted and stored at the moment at which the walk began; it goes as far as the journal was then. */
  start: Start
  seals: number
  /** The first seal that does not follow the one before it, or is not the hash of its entry; null when there is none. */
  brokenSeal: number | null
  /** Seals whose entry is there. */
  entries: number
  postings: number
  /** At most a few: entries without postings, or with one that is none. */
  oddEntries: string[]
  /** What the postings add up to, by account. */
  sums: ReadonlyMap<string, Sides>
}

interface Sides {
  debit: number
  credit: number
}

interface Start {
  throughSeq: number
  entries: number
  postings: number
  waiting: { entries: number; postings: number }
  totals: ReadonlyMap<string, Sides>
}

const SEALS_A_PAGE = 1_000
const SHOWN = 5

/** Walks the whole journal. Between two pages whatever else the process has to do gets its turn. */
export async function walkJournal(db: ReadDb): Promise<WalkedJournal> {
  const start = await readStart(db)
  const walk = beginWalk()
  for (let after = 0; after < start.throughSeq; after += SEALS_A_PAGE) {
    const through = Math.min(after + SEALS_A_PAGE, start.throughSeq)
    for (const seal of await sealsBetween(db, after, through)) walk.pass(seal)
    await nextTurn()
  }
  return { start, ...walk.seen() }
}

/**
 * Everything that the walk is compared with, in one statement and so of one moment: what is sealed later is in none of
 * it, and what was sealed before can only be changed by somebody who reached the database itself.
 */
async function readStart(db: ReadDb): Promise<Start> {
  const rows = await db
    .selectFrom(
      db
        .selectNoFrom(({ selectFrom }) => [
          selectFrom('journal_seal')
            .select(sql<number>`coalesce(max(seq), 0)`.as('n'))
            .as('last_seq'),
          selectFrom('journal_entry')
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .as('entries'),
          selectFrom('posting')
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .as('postings'),
          selectFrom('journal_tail')
            .innerJoin('journal_entry', 'journal_entry.id', 'journal_tail.entry_id')
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .as('waiting_entries'),
          selectFrom('journal_tail')
            // A cross join keeps this order: SQLite would else begin with every posting there is.
            .crossJoin('posting')
            .whereRef('posting.entry_id', '=', 'journal_tail.entry_id')
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .as('waiting_postings'),
        ])
        .as('counted'),
    )
    .leftJoin('account_total', join => join.onTrue())
    .select(['last_seq', 'entries', 'postings', 'waiting_entries', 'waiting_postings'])
    .select(['account', 'debit_cents', 'credit_cents'])
    .execute()
  const [counted] = rows
  return {
    throughSeq: counted?.last_seq ?? 0,
    entries: counted?.entries ?? 0,
    postings: counted?.postings ?? 0,
    waiting: { entries: counted?.waiting_entries ?? 0, postings: counted?.waiting_postings ?? 0 },
    totals: new Map(
      rows.flatMap(({ account, debit_cents: debit, credit_cents: credit }) =>
        account === null ? [] : [[account, { debit: debit ?? 0, credit: credit ?? 0 }]],
      ),
    ),
  }
}

interface Seal {
  seq: number
  entryId: string
  /** Null: the entry is not there. */
  kind: string | null
  prevHash: string
  hash: string
  postings: SealedPosting[]
}

/** Reads the seals after one, through another, each with its entry and the postings in order. */
async function sealsBetween(db: ReadDb, after: number, through: number): Promise<Seal[]> {
  const rows = await db
    .selectFrom('journal_seal')
    .leftJoin('journal_entry', 'journal_entry.id', 'journal_seal.entry_id')
    .leftJoin('posting', 'posting.entry_id', 'journal_seal.entry_id')
    .select(['seq', 'journal_seal.entry_id', 'prev_hash', 'hash', 'kind'])
    .select(['n', 'debit_account', 'credit_account', 'amount_cents'])
    .where('seq', '>', after)
    .where('seq', '<=', through)
    .orderBy('seq')
    .orderBy('n')
    .execute()
  const seals: Seal[] = []
  let seal: Seal | undefined
  for (const row of rows) {
    const { seq, entry_id: entryId, kind, prev_hash: prevHash, hash } = row
    if (seal?.seq !== seq) {
      seal = { seq, entryId, kind, prevHash, hash, postings: [] }
      seals.push(seal)
    }
    if (row.n !== null) seal.postings.push(row as SealedPosting)
  }
  return seals
}

/** Sees one seal after the other. After a break it goes on adding up, for that does not rest on the chain. */
function beginWalk() {
  const sums = new Map<string, Sides>()
  const oddEntries: string[] = []
  const counts = { seals: 0, entries: 0, postings: 0 }
  let brokenSeal: number | null = null
  let expected = { seq: 1, prevHash: GENESIS_HASH }
  const of = (account: string): Sides => {
    let sides = sums.get(account)
    if (!sides) sums.set(account, (sides = { debit: 0, credit: 0 }))
    return sides
  }
  return {
    pass: ({ seq, entryId, kind, prevHash, hash, postings }: Seal) => {
      counts.seals += 1
      counts.postings += postings.length
      if (kind !== null) counts.entries += 1
      let isOdd = postings.length === 0 && kind !== null
      for (const { debit_account: debit, credit_account: credit, amount_cents: amount } of postings) {
        isOdd ||= amount <= 0 || debit === credit
        of(debit).debit += amount
        of(credit).credit += amount
      }
      if (isOdd && oddEntries.length < SHOWN) oddEntries.push(entryId)
      const follows = seq === expected.seq && prevHash === expected.prevHash
      if (brokenSeal !== null) return
      if (!follows || kind === null || hash !== sealHash(prevHash, { id: entryId, kind }, postings))
        brokenSeal = seq
      expected = { seq: seq + 1, prevHash: hash }
    },
    seen: () => ({ ...counts, brokenSeal, oddEntries, sums }),
  }
}

/** The accounts whose stored total is not what their sealed postings add up to, or that have only one of the two. */
export function differingTotals({ sums, start: { totals } }: WalkedJournal): string[] {
  const none: Sides = { debit: 0, credit: 0 }
  return [...new Set([...sums.keys(), ...totals.keys()])].filter(account => {
    const [summed, stored] = [sums.get(account) ?? none, totals.get(account) ?? none]
    return summed.debit !== stored.debit || summed.credit !== stored.credit
  })
}
