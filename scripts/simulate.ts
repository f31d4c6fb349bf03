import type { Told } from '#tests/simulation/part.ts'
import { readOptions } from './options.ts'
import { openProgress } from './simulate/progress.ts'
import { openPlayers } from './simulate/players.ts'
import type { Players } from './simulate/players.ts'
import { wholeNumber } from './simulate/whole-number.ts'

/**
 * `npm run simulate`: lives through schedules of what people, worker, banks, network, clock and machine may do, in
 * towns of their own, and audits each. Prints how many there were, with how many webhooks and crashes, in how many
 * seconds, and what hardly ever came about; when one fails, its seed and the shortest schedule that fails in the same
 * way, and exits with 1; one that does not come to rest fails as well. Meanwhile it says on stderr how far it is.
 *
 * `--schedules N` how many · `--seed S` the first; the others follow · `--replay SEED` one, and what was done in it ·
 * `--json` one line of JSON; `reach` says in how many schedules each act came to something, and each turn was taken
 */
const ENOUGH_TO_COUNT = 200
const SELDOM = 0.01

const typed = readOptions({
  schedules: { type: 'string' },
  seed: { type: 'string', default: '1' },
  replay: { type: 'string' },
  json: { type: 'boolean', default: false },
})
if (!typed.ok) stop(typed.problem)
const { replay, json } = typed.values
if (replay !== undefined && typed.values.schedules !== undefined)
  stop('--replay repeats one schedule: --schedules has no place beside it.')
const schedules = replay === undefined ? wholeNumber(typed.values.schedules ?? '2000', 1) : 1
const first = wholeNumber(replay ?? typed.values.seed, 0)
if (schedules === null) stop('--schedules must be a whole number from 1 on.')
if (first === null) stop(`--${replay === undefined ? 'seed' : 'replay'} must be a whole number from 0 on.`)

const started = performance.now()
const players = await openPlayers(schedules)
const sum = { schedules: 0, deeds: 0, webhooks: 0, crashes: 0, seconds: 0, failed: [] as number[] }
const reached = new Map<string, number>()
const hanging = new Set<number>()
const progress = json ? null : openProgress(schedules)
await players.play(seedsFrom(first, schedules), count, seed => {
  sum.schedules += 1
  fail(seed, 'it had not come to rest after five minutes, and its process was ended')
  hanging.add(seed)
})
progress?.clear()
sum.seconds = Math.round((performance.now() - started) / 100) / 10
const reach = Object.fromEntries(players.reach.map(name => [name, reached.get(name) ?? 0]))
process.stdout.write(`${json ? JSON.stringify({ seed: first, ...sum, reach }) : inWords()}\n`)
const worst = sum.failed.find(seed => !hanging.has(seed))
if (worst !== undefined) await explain(players, worst)
players.stop()
process.exitCode = sum.failed.length > 0 ? 1 : 0

function count(told: Told): void {
  sum.schedules += 1
  for (const one of told.reached) reached.set(one, (reached.get(one) ?? 0) + 1)
  sum.deeds += told.deeds
  sum.webhooks += told.webhooks
  sum.crashes += told.crashes
  const [first] = told.wrong
  if (first !== undefined) fail(told.seed, first)
  progress?.tell({ done: sum.schedules, failed: sum.failed.length })
}

function fail(seed: number, sentence: string): void {
  sum.failed.push(seed)
  progress?.clear()
  process.stderr.write(`seed ${seed}: ${sentence}\n`)
}

function* seedsFrom(seed: number, count: number): Generator<number> {
  for (let nth = 0; nth < count; nth += 1) yield seed + nth
}

function inWords(): string {
  const { seconds, deeds, webhooks, crashes, failed } = sum
  const rate = (sum.schedules / Math.max(0.1, seconds)).toFixed(1)
  return `${sum.schedules} schedules from seed ${first}: ${deeds} deeds, ${webhooks} webhooks, ${crashes} crashes, in ${seconds} s (${rate} a second); ${failed.length === 0 ? 'nothing wrong' : `${failed.length} failed`}${seldom()}`
}

/** What hardly ever came about tries hardly anything: that is said, of so many schedules that it means something. */
function seldom(): string {
  if (sum.schedules < ENOUGH_TO_COUNT) return ''
  const names = Object.entries(reach).filter(([, times]) => times < sum.schedules * SELDOM)
  if (names.length === 0) return ''
  return `\nIn fewer than 1 of 100: ${names.map(([name, times]) => `${name} (${times})`).join(', ')}`
}

async function explain({ shorten }: Players, seed: number): Promise<void> {
  process.stderr.write(`Making the schedule of seed ${seed} shorter…\n`)
  const { schedule, wrong } = await shorten(seed)
  const deeds = schedule.deeds.map(({ act, details }) => `  ${act} ${JSON.stringify(details)}`)
  const lines = [
    `The shortest that fails, of seed ${seed}, which begins with ${JSON.stringify(schedule.opening)}:`,
    ...deeds,
    'What is wrong after it:',
    ...wrong.map(sentence => `  ${sentence}`),
    `To repeat it: npm run simulate -- --replay ${seed}`,
  ]
  process.stderr.write(`${lines.join('\n')}\n`)
}

function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}
