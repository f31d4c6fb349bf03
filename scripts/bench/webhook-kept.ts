import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { createClock } from '#app/clock/following-clock.server.ts'
import { openPlain } from '#db/plain.server.ts'
import { signatureHeader } from '../sandbox/stripe/signature.ts'
import { busyNote } from './campaign-page.ts'
import { figureOf } from './figure.ts'
import type { Figure, Goal, Skipped } from './figure.ts'
import { keepAnswer, requestBytes } from './kept-answer.ts'
import type { Asked } from './kept-answer.ts'
import { put } from './load.ts'
import type { LoadResult } from './load.ts'
import { memoryNote } from './memory.ts'
import { onPostgres } from './postgres-place.ts'
import { byTurns } from './rounds.ts'
import { startBareServer, startSite } from './workplace.ts'
import type { Server, Workplace } from './workplace.ts'

const GOAL: Goal = { atLeast: 0.7 }

/** One way in which webhooks come. */
interface Manner {
  figure: string
  what: string
  goal?: Goal
  connections: number
  webhooks: number
  rounds: number
}

const MANY_UNDER_WAY = { goal: GOAL, connections: 32, webhooks: 800, rounds: 19 }

const MANNERS: readonly Manner[] = [
  { figure: 'P3', what: 'webhook acknowledged, 32 under way', ...MANY_UNDER_WAY },
  {
    ...{ figure: 'P3-burst', what: 'webhook acknowledged, 1,000 at once', goal: GOAL },
    ...{ connections: 1_000, webhooks: 1_000, rounds: 9 },
  },
  {
    ...{ figure: 'P3-alone', what: 'webhook acknowledged, one by one' },
    ...{ connections: 1, webhooks: 150, rounds: 9 },
  },
]

const ON_POSTGRES = { figure: 'P3-postgres', what: '32 under way, PostgreSQL' }

/**
 * P3: how many signed webhooks a second are acknowledged, against bare `node:http` that keeps the body of each in one
 * durable insert and gives the same answer; on SQLite and on PostgreSQL. Afterwards the inbox is counted: every one
 * that was acknowledged is in it, with the job that will look at it.
 */
export async function measureWebhookKept(place: Workplace): Promise<(Figure | Skipped)[]> {
  const onSqlite = await compete(place, MANNERS, {
    ...{ site: await startSite(place, 'site-p3'), keepsIn: join(place.folder, 'bare-p3.sqlite') },
  })
  const measured = await onPostgres(ON_POSTGRES, async server => {
    const ours = await server.fill('ours', place.database)
    const site = await startSite(place, 'site-p3-postgres', ours)
    return compete(place, [{ ...ON_POSTGRES, ...MANY_UNDER_WAY }], {
      ...{ site, keepsIn: await server.create('bare') },
    })
  })
  return [...onSqlite, ...measured]
}

/** @param contestants our site, and where the baseline keeps what it receives; both end with the measurement */
async function compete(
  place: Workplace,
  manners: readonly Manner[],
  { site, keepsIn }: { site: Server; keepsIn: string },
): Promise<Figure[]> {
  const events = createEvents(place)
  const sample = await keepAnswer(events.next(site.port))
  const bare = await startBareServer(place, `${site.name}-bare`, sample, keepsIn)
  let acknowledged = { ours: 1, baseline: await keptByBare(bare) }
  const figures: Figure[] = []
  for (const manner of manners) {
    const memory: (number | null)[] = []
    const results = { ours: [] as LoadResult[], baseline: [] as LoadResult[] }
    const round = async (server: Server, who: keyof typeof results) => {
      const requests = Array.from({ length: manner.webhooks }, () => requestBytes(events.next(server.port)))
      const { connections } = manner
      const result = await put({ port: server.port, connections, requests: requests.values() })
      results[who].push(result)
      acknowledged = { ...acknowledged, [who]: acknowledged[who] + result.answers }
      return result.answers / result.seconds
    }
    const rounds = await byTurns({
      rounds: manner.rounds,
      ours: async () => {
        const rate = await round(site, 'ours')
        memory.push(site.memory())
        return rate
      },
      baseline: () => round(bare, 'baseline'),
    })
    const notes = [
      await lossNote(site, bare, acknowledged),
      busyNote(results.ours, results.baseline),
      ...memoryNote('web process', memory),
    ]
    figures.push(figureOf({ ...manner, unit: 'webhooks/s', rounds, notes }))
  }
  await site.stop()
  await bare.stop()
  return figures
}

/** @throws Error when a webhook that was acknowledged is not kept: the figure would be worth nothing */
async function lossNote(
  site: Server,
  bare: Server,
  acknowledged: { ours: number; baseline: number },
): Promise<string> {
  const [kept, byBare] = [await keptWithJob(site), await keptByBare(bare)]
  if (kept !== acknowledged.ours || byBare !== acknowledged.baseline)
    throw new Error(
      `Webhooks were lost: of ${acknowledged.ours} acknowledged ${kept} are kept (the baseline: ${byBare} of ${acknowledged.baseline}).`,
    )
  return `${kept.toLocaleString('en')} acknowledged so far in this run, and as many kept with their job: none lost`
}

function keptWithJob({ database }: Server): Promise<number> {
  return countOf(
    database,
    sql`SELECT count(*) AS count FROM stripe_event JOIN job ON job.key = 'handle-stripe-event:' || stripe_event.id
      WHERE stripe_event.id LIKE ${`${EVENT_PREFIX}%`}`,
  )
}

function keptByBare({ database }: Server): Promise<number> {
  return countOf(database, sql`SELECT count(*) AS count FROM webhook`)
}

async function countOf(address: string, query: RawBuilder<unknown>): Promise<number> {
  const { db } = openPlain(address, 'read')
  const { rows } = await query.$castTo<{ count: number }>().execute(db)
  await db.destroy()
  return rows[0]?.count ?? 0
}

const EVENT_PREFIX = 'evt_bench'

/** Webhooks with an id each, made of one that came when the demonstration was filled, and signed now. */
export function createEvents(place: Workplace): { next(port: number): Asked } {
  const database = new Sqlite(place.database, { readonly: true })
  const sample = database
    .prepare<[string], { id: string; payload: string }>(
      'SELECT id, payload FROM stripe_event WHERE type = ? LIMIT 1',
    )
    .get('checkout.session.completed')
  database.close()
  if (!sample) throw new Error('The demonstration received no webhook to make others of.')
  const clock = createClock(undefined)
  let made = 0
  return {
    next: port => {
      made += 1
      const body = sample.payload.replaceAll(sample.id, `${EVENT_PREFIX}${String(made).padStart(12, '0')}`)
      const seconds = Math.floor(clock.now().getTime() / 1_000)
      const signature = signatureHeader(body, place.webhookSecret, seconds)
      const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Stripe-Signature': signature }
      return { port, method: 'POST', path: '/webhooks/stripe', headers, body }
    },
  }
}
