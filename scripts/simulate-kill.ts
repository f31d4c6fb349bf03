import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildIfChanged } from './demo/build.ts'
import { readOptions } from './options.ts'
import { startBackers } from './simulate/kill/backers.ts'
import { ENGINES } from './simulate/kill/engine.ts'
import { openKillTown } from './simulate/kill/town.ts'
import type { Victim } from './simulate/kill/town.ts'
import { judge } from './simulate/kill/verdict.ts'
import { wholeNumber } from './simulate/whole-number.ts'

/**
 * `npm run simulate:kill`: the real site and the real worker, as they are built, under load, over books on a real disk;
 * again and again one of them, or a database that is a process of its own, is ended by SIGKILL and another started. No pledge that was acknowledged may be lost, none
 * may be there twice, the database must be whole and the books right. Exits with 1 when anything is not.
 *
 * SIGKILL loses nothing that the operating system has taken: this proves what happens when a process dies, and not what
 * happens when the power goes.
 *
 * `--kills N` how often · `--engine NAME` which database · `--seed S` who dies when · `--json` one line of JSON
 */
/** Long enough for a worker to have begun, and then at any moment of what it does. */
const LIVES_MS = 150
const LIVES_LONGER_MS = 400

const root = join(import.meta.dirname, '..')
const say = (line: string) => process.stderr.write(`${line}\n`)

const typed = readOptions({
  kills: { type: 'string', default: '500' },
  engine: { type: 'string', default: 'sqlite' },
  seed: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
})
if (!typed.ok) stop(typed.problem)
const kills = wholeNumber(typed.values.kills, 1)
const seed = wholeNumber(typed.values.seed, 0)
const openEngine = ENGINES[typed.values.engine]
if (kills === null) stop('--kills must be a whole number from 1 on.')
if (seed === null) stop('--seed must be a whole number from 0 on.')
if (!openEngine)
  stop(`There is no engine "${typed.values.engine}"; there is ${Object.keys(ENGINES).join(', ')}.`)

await buildIfChanged(root, { say })
// Beside the demonstration's data, and not where the machine keeps what is temporary: that may be in memory.
mkdirSync(join(root, '.data'), { recursive: true })
const folder = mkdtempSync(join(root, '.data', 'kill-'))
const started = performance.now()
const engine = await openEngine(folder).catch((error: Error) => stop(error.message))
const town = await openKillTown(root, folder, engine)
const backers = startBackers(town.site, town.slug)
const killed: Partial<Record<Victim, number>> = {}
for (let nth = 1; nth <= kills; nth += 1) {
  await pause(LIVES_MS + fraction(`${nth} waits`) * LIVES_LONGER_MS)
  const victim = town.victims[Math.floor(fraction(`${nth} dies`) * town.victims.length)] ?? 'site'
  await town.kill(victim)
  killed[victim] = (killed[victim] ?? 0) + 1
}
await backers.stop()
const deaths = (killed.worker ?? 0) + (killed.database ?? 0)
const verdict = await judge(town, engine, backers.acknowledged, deaths)
await town.close()
const { lost, doubled, wrong, acknowledged, paid } = verdict
const isWell = lost.length + doubled.length + wrong.length === 0
const seconds = Math.round((performance.now() - started) / 100) / 10
const name = typed.values.engine
const figures = { engine: name, seed, kills, ...killed, acknowledged, paid, seconds }
const counts = { lost: lost.length, doubled: doubled.length, wrong: wrong.length }
process.stdout.write(
  typed.values.json
    ? `${JSON.stringify({ ...figures, ...counts, unanswered: backers.unanswered })}\n`
    : `${kills} kills (${Object.entries(killed)
        .map(([who, times]) => `${who} ${times}`)
        .join(
          ', ',
        )}) on ${name} in ${seconds} s: ${acknowledged} pledges acknowledged, ${paid} paid, ${backers.unanswered} times no answer; ${lost.length} lost, ${doubled.length} doubled, ${wrong.length === 0 ? 'the database is whole and the books are right' : `${wrong.length} things wrong`}\n`,
)
for (const sentence of [...lost, ...doubled, ...wrong]) say(`  ${sentence}`)
if (isWell) rmSync(folder, { recursive: true, force: true })
else say(`What can be looked into: ${folder}`)
process.exit(isWell ? 0 : 1)

function fraction(text: string): number {
  return createHash('sha256').update(`${seed} ${text}`).digest().readUInt32BE(0) / 2 ** 32
}

function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}
