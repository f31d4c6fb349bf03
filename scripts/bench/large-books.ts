import { copyFileSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { createClock } from '#app/clock/following-clock.server.ts'
import { slugOf } from '#app/domain/campaigns/slug.ts'
import { openChecked } from '#db/open-checked.server.ts'
import { DEMO_CAMPAIGNS } from '../demo/campaigns.ts'
import { BROWSER } from './campaign-page.ts'
import { figureOf } from './figure.ts'
import type { Figure, Goal, Skipped } from './figure.ts'
import { fillBooks } from './fill/fill-books.ts'
import type { Filled } from './fill/fill-books.ts'
import { requestBytes } from './kept-answer.ts'
import { put } from './load.ts'
import { book, ratePerSecond, waitingPledges } from './pledge-booked.ts'
import { byTurns } from './rounds.ts'
import { createEvents } from './webhook-kept.ts'
import { startSite } from './workplace.ts'
import type { Workplace } from './workplace.ts'

const GOAL: Goal = { atMost: 1.1 }
const SMALL = 1_000
const BYTES_A_PLEDGE = 13_000
const ROUNDS = 15
const A_ROUND = { pages: 40, webhooks: 200, pledges: 100 }

interface Books {
  file: string
  filled: Filled
}

/**
 * P4: how long a campaign's page (made anew), a webhook and a booked pledge take with very many pledges in the books,
 * against the same with a thousand. A tenth of the pledges are in the campaign that is asked for.
 */
export async function measureLargeBooks(
  place: Workplace,
  { pledges, say }: { pledges: number; say: (line: string) => void },
): Promise<(Figure | Skipped)[]> {
  const { bavail, bsize } = statfsSync(place.folder)
  const needed = pledges * BYTES_A_PLEDGE
  if (bavail * bsize < 2 * needed)
    return [
      {
        ...{ figure: 'P4', what: 'large books against small ones' },
        skipped: `The books would take ${gigabytes(needed)} GB, and half of that would not stay free on this disk. Fewer: --pledges N.`,
      },
    ]
  const large = await fillCopy(place, 'large', pledges, say)
  const small = await fillCopy(place, 'small', SMALL, say)
  const notes = [
    `${said(large.filled.pledges)} pledges and ${said(large.filled.postings)} postings against ${said(small.filled.pledges)} and ${said(small.filled.postings)}`,
  ]
  const common = { unit: 'ms', goal: GOAL, notes } as const
  const overHttp = await measureOverHttp(place, large, small)
  return [
    figureOf({ ...common, figure: 'P4-page', what: 'campaign page made anew', rounds: overHttp.page }),
    figureOf({ ...common, figure: 'P4-webhook', what: 'webhook acknowledged', rounds: overHttp.webhook }),
    figureOf({
      ...common,
      ...{ figure: 'P4-pledge', what: 'pledge booked', rounds: await measureBooking(large, small) },
    }),
  ]
}

const said = (count: number) => count.toLocaleString('en')
const gigabytes = (bytes: number) => Math.ceil(bytes / 1e9)

/** Fills a copy of the demonstration's database; a tenth of the pledges are in its first campaign. */
export async function fillCopy(
  place: Workplace,
  name: string,
  pledges: number,
  say: (line: string) => void,
): Promise<Books> {
  const file = join(place.folder, `books-${name}.sqlite`)
  copyFileSync(place.database, file)
  const database = new Sqlite(file, { readonly: true })
  const live = database
    .prepare<[string], { id: string }>('SELECT id FROM campaign WHERE title = ?')
    .get(DEMO_CAMPAIGNS[0]?.title ?? '')
  database.close()
  if (!live) throw new Error('The demonstration has no campaign to fill.')
  return { file, filled: await fillBooks(file, { pledges, liveCampaignId: live.id, say }) }
}

async function measureOverHttp(place: Workplace, large: Books, small: Books) {
  const ours = await startSite(place, 'site-p4-large', large.file)
  const baseline = await startSite(place, 'site-p4-small', small.file)
  const path = `/campaigns/${slugOf(DEMO_CAMPAIGNS[0]?.title ?? '')}?made=anew`
  const events = createEvents(place)
  const milliseconds = async (port: number, count: number, request: () => Buffer) => {
    const requests = Array.from({ length: count }, request)
    const { seconds } = await put({ port, connections: 1, requests: requests.values() })
    return (seconds * 1_000) / count
  }
  const page = (port: number) =>
    milliseconds(port, A_ROUND.pages, () => requestBytes({ port, method: 'GET', path, headers: BROWSER }))
  const webhook = (port: number) =>
    milliseconds(port, A_ROUND.webhooks, () => requestBytes(events.next(port)))
  const measured = {
    page: await byTurns({
      ...{ rounds: ROUNDS, ours: () => page(ours.port), baseline: () => page(baseline.port) },
    }),
    webhook: await byTurns({
      ...{ rounds: ROUNDS, ours: () => webhook(ours.port), baseline: () => webhook(baseline.port) },
    }),
  }
  await ours.stop()
  await baseline.stop()
  return measured
}

async function measureBooking(large: Books, small: Books) {
  const clock = createClock(undefined)
  const contestant = async ({ file }: Books) => {
    const payments = await waitingPledges(file, clock, (ROUNDS + 1) * A_ROUND.pledges)
    const db = await openChecked(file)
    const round = async () =>
      1_000 / (await ratePerSecond(payments.splice(0, A_ROUND.pledges), payment => book(db, clock, payment)))
    return { db, round }
  }
  const [ours, baseline] = [await contestant(large), await contestant(small)]
  const rounds = await byTurns({ rounds: ROUNDS, ours: ours.round, baseline: baseline.round })
  await ours.db.close()
  await baseline.db.close()
  return rounds
}
