import Sqlite from 'better-sqlite3'
import { createClock } from '#app/clock/following-clock.server.ts'
import { signatureHeader } from '../sandbox/stripe/signature.ts'
import { busyNote } from './campaign-page.ts'
import { figureOf } from './figure.ts'
import type { Figure, Goal } from './figure.ts'
import { keepAnswer, requestBytes } from './kept-answer.ts'
import type { Asked } from './kept-answer.ts'
import { put } from './load.ts'
import type { LoadResult } from './load.ts'
import { memoryNote } from './memory.ts'
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

const MANNERS: readonly Manner[] = [
  {
    ...{ figure: 'P3', what: 'webhook acknowledged, 32 under way', goal: GOAL },
    ...{ connections: 32, webhooks: 800, rounds: 19 },
  },
  {
    ...{ figure: 'P3-burst', what: 'webhook acknowledged, 1,000 at once', goal: GOAL },
    ...{ connections: 1_000, webhooks: 1_000, rounds: 9 },
  },
  {
    ...{ figure: 'P3-alone', what: 'webhook acknowledged, one by one' },
    ...{ connections: 1, webhooks: 150, rounds: 9 },
  },
]

/**
 * P3: how many signed webhooks a second are acknowledged, against bare `node:http` that keeps the body of each in one
 * durable insert and gives the same answer. Afterwards the inbox is counted: every one that was acknowledged is in it,
 * with the job that will look at it.
 */
export async function measureWebhookKept(place: Workplace): Promise<Figure[]> {
  const events = createEvents(place)
  const site = await startSite(place, 'site-p3')
  const bare = await startBareServer(place, 'bare-p3', await keepAnswer(events.next(site.port)), {
    keeps: true,
  })
  let acknowledged = { ours: 1, baseline: countOf(bare.database, 'SELECT count(*) FROM webhook') }
  const figures: Figure[] = []
  for (const manner of MANNERS) {
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
      lossNote(site, bare, acknowledged),
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
function lossNote(site: Server, bare: Server, acknowledged: { ours: number; baseline: number }): string {
  const kept = countOf(
    site.database,
    `SELECT count(*) FROM stripe_event JOIN job ON job.key = 'handle-stripe-event:' || stripe_event.id WHERE stripe_event.id LIKE '${EVENT_PREFIX}%'`,
  )
  const keptByBare = countOf(bare.database, 'SELECT count(*) FROM webhook')
  if (kept !== acknowledged.ours || keptByBare !== acknowledged.baseline)
    throw new Error(
      `Webhooks were lost: of ${acknowledged.ours} acknowledged ${kept} are kept (the baseline: ${keptByBare} of ${acknowledged.baseline}).`,
    )
  return `${kept.toLocaleString('en')} acknowledged so far in this run, and as many kept with their job: none lost`
}

function countOf(file: string, query: string): number {
  const database = new Sqlite(file, { readonly: true })
  const count = Number(database.prepare(query).pluck().get())
  database.close()
  return count
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
