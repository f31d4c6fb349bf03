import { DEMO_CAMPAIGNS } from '../demo/campaigns.ts'
import { slugOf } from '#app/domain/campaigns/slug.ts'
import { figureOf } from './figure.ts'
import type { Figure, Goal } from './figure.ts'
import { keepAnswer, requestBytes } from './kept-answer.ts'
import type { Asked } from './kept-answer.ts'
import { put, repeatedly } from './load.ts'
import type { LoadResult } from './load.ts'
import { memoryNote } from './memory.ts'
import { byTurns } from './rounds.ts'
import { startBareServer, startSite } from './workplace.ts'
import type { Server, Workplace } from './workplace.ts'

const GOAL: Goal = { atLeast: 0.5 }
const CONNECTIONS = 32
const ROUNDS = 25
const ROUNDS_UNCACHED = 9
const ROUND_MS = 600

/** What a browser sends that comes to a campaign for the first time. */
export const BROWSER = {
  Accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8',
  'Accept-Encoding': 'gzip, deflate, br',
  'Accept-Language': 'nl,en;q=0.8',
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0',
}

/**
 * P1: how many guests a second get a campaign's page, against bare `node:http` that sends the same bytes. Once as
 * production does it, out of the page cache, and once made anew for every guest.
 */
export async function measureCampaignPage(place: Workplace): Promise<Figure[]> {
  const site = await startSite(place, 'site-p1')
  const path = `/campaigns/${slugOf(DEMO_CAMPAIGNS[0]?.title ?? '')}`
  const page: Asked = { port: site.port, method: 'GET', path, headers: BROWSER }
  const bare = await startBareServer(place, 'bare-p1', await keepAnswer(page))
  const what = 'campaign page'
  const kept = await compete(page, site, bare.port, ROUNDS)
  // A query that no page knows is one that the page cache passes by.
  const made = await compete({ ...page, path: `${path}?made=anew` }, site, bare.port, ROUNDS_UNCACHED)
  await site.stop()
  await bare.stop()
  return [
    figureOf({ figure: 'P1', what, unit: 'req/s', goal: GOAL, ...kept }),
    figureOf({ figure: 'P1-uncached', what: `${what}, made anew`, unit: 'req/s', ...made }),
  ]
}

async function compete(ours: Asked, site: Server, barePort: number, rounds: number) {
  const memory: (number | null)[] = []
  const results = { ours: [] as LoadResult[], baseline: [] as LoadResult[] }
  const round = async (asked: Asked, into: LoadResult[]) => {
    const requests = repeatedly(requestBytes(asked), ROUND_MS)
    const result = await put({ port: asked.port, connections: CONNECTIONS, requests })
    into.push(result)
    return result.answers / result.seconds
  }
  return {
    rounds: await byTurns({
      rounds,
      ours: async () => {
        const rate = await round(ours, results.ours)
        memory.push(site.memory())
        return rate
      },
      baseline: () => round({ ...ours, port: barePort }, results.baseline),
    }),
    notes: [
      `${sizeNote(results.ours, results.baseline)}; ${CONNECTIONS} requests under way at any moment`,
      busyNote(results.ours, results.baseline),
      ...memoryNote('web process', memory),
    ],
  }
}

/** The page says how late it is, and compresses a few bytes better or worse for it. */
const SAME_SIZE_WITHIN = 0.01

/** @throws Error when the baseline did not send what ours sends: then it is no baseline */
function sizeNote(ours: readonly LoadResult[], baseline: readonly LoadResult[]): string {
  const mean = (results: readonly LoadResult[]) =>
    results.reduce((sum, { bytes, answers }) => sum + bytes / answers, 0) / results.length
  const [our, bare] = [mean(ours), mean(baseline)]
  if (Math.abs(our / bare - 1) > SAME_SIZE_WITHIN)
    throw new Error(`The answers were not of one size: ${our} bytes of ours, ${bare} of the baseline.`)
  return `${Math.round(our)} bytes an answer, headers and body; ${Math.round(bare)} from the baseline`
}

/** How much of a core the load generator needed, in its busiest round. */
export function busyNote(ours: readonly LoadResult[], baseline: readonly LoadResult[]): string {
  const most = (results: readonly LoadResult[]) =>
    `${Math.round(100 * Math.max(...results.map(({ busy }) => busy)))} %`
  return `the load generator used at most ${most(ours)} of a core with ours, ${most(baseline)} with the baseline`
}
