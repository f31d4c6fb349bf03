import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { MINUTE_MS } from '#app/domain/clock.ts'
import { freePorts } from './demo/ports.ts'
import { startDemo } from './demo/start-demo.ts'
import type { Demo } from './demo/start-demo.ts'
import { onToldToStop, stopWithParent } from './told-to-stop.ts'
import { readTourOptions } from './tour/options.ts'
import { MADE } from './tour/steps/made.ts'
import { MISSED } from './tour/steps/missed.ts'
import { NEAR_MISS } from './tour/steps/near-miss.ts'
import { closeStory, openStory } from './tour/story.ts'
import type { Story } from './tour/story.ts'
import { tell, tellSurprise } from './tour/tell.ts'
import { trialBalanceLines } from './tour/trial-balance.ts'

/** `npm run tour`: the whole story over HTTP, without a browser, in a demonstration of its own that is thrown away. */

const STEPS = { made: MADE, missed: MISSED, 'near-miss': NEAR_MISS }
const LASTS_AT_MOST_MS = 5 * MINUTE_MS
/**
 * With a start of its own, a tour tells the same whenever it is told, also near midnight. Its month ends while money is
 * under way, as months do.
 */
const STARTS_AT = '2026-12-22T08:00:00Z'
/** What a shell expects of a program that was interrupted. */
const INTERRUPTED = 130

const options = readTourOptions(process.argv.slice(2))
if ('problem' in options) {
  process.stderr.write(`${options.problem}\n`)
  process.exit(2)
}
const steps = STEPS[options.campaign]
const folder = mkdtempSync(join(tmpdir(), 'stadmakers-tour-'))
const print = (line: string) => process.stdout.write(`${line}\n`)
const say = (line: string) => process.stderr.write(`${line}\n`)

const ports = await freePorts()
const stopping = new AbortController()
let ending: Promise<never> | null = null
onToldToStop(() => {
  stopping.abort()
  void end(INTERRUPTED)
})
stopWithParent()
const starting = startDemo({
  root: join(import.meta.dirname, '..'),
  folder,
  ports,
  startAt: STARTS_AT,
  webhooks: 'hostile',
  signal: stopping.signal,
  say,
})
try {
  await tour(await starting)
  await end(0)
} catch (error) {
  if (!ending) say(tellSurprise(error, folder))
  await end(1)
}

async function tour(running: Demo): Promise<void> {
  const story = await openStory(running)
  try {
    const told = await Promise.race([tell(steps, story, print), stopped(running), tooLong()])
    print('')
    for (const line of trialBalanceLines(story.trialBalance)) print(line)
    print('')
    print(lastLine(told, story))
  } finally {
    await closeStory(story)
  }
}

function lastLine(told: number, { difference }: Story): string {
  if (difference === null) throw new Error('This tour ended without asking Stripe for its balance.')
  return `ok: ${told} steps, Stripe − journal = ${difference} cents`
}

async function stopped({ fallen }: Demo): Promise<never> {
  throw new Error(`The ${await fallen} stopped by itself.`)
}

async function tooLong(): Promise<never> {
  await pause(LASTS_AT_MOST_MS, undefined, { ref: false })
  throw new Error(`The tour was not over within ${LASTS_AT_MOST_MS / MINUTE_MS} minutes.`)
}

/** Stops the three processes, once. Only a surprise leaves something that is worth looking at. */
function end(code: number): Promise<never> {
  ending ??= starting
    .then(demo => demo.stop())
    .catch(() => undefined)
    .then(() => {
      if (code !== 1) rmSync(folder, { recursive: true, force: true })
      process.exit(code)
    })
  return ending
}
