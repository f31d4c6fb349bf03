import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePorts, portsFrom, takenPort } from '../demo/ports.ts'
import { figureOf } from './figure.ts'
import type { Figure, Goal, Skipped } from './figure.ts'

const GOAL: Goal = { atMost: 1.3 }
const ROUNDS = 3
const LIMIT_MS = 5 * 60_000
const STOPS_WITHIN_MS = 20_000
const LOOKS_EVERY_MS = 50

/**
 * P9: how long a newcomer waits for the first page, from a fresh clone of what is committed, against `npm ci` alone
 * in another. Both with a filled package cache, so that the network of the moment is not what is compared.
 */
export async function measureFirstPage(
  root: string,
  say: (line: string) => void,
  stopsOn: (cleanUp: () => Promise<void>) => () => void,
): Promise<(Figure | Skipped)[]> {
  const what = 'fresh clone to first page, and npm ci alone'
  const folder = mkdtempSync(join(tmpdir(), 'stadmakers-bench-'))
  const started = new Set<ChildProcess>()
  const cleanUp = async () => {
    for (const child of started) await end(child)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  const stopHere = stopsOn(cleanUp)
  try {
    const firstProblem = cloneInto(root, join(folder, 'cache'))
    if (firstProblem) return [{ figure: 'P9', what, skipped: firstProblem }]
    say('Measuring P9: filling the package cache…')
    const filling = await timeInstall(join(folder, 'cache'), started)
    if (filling === null) return [{ figure: 'P9', what, skipped: NO_INSTALL }]
    return await compete(root, folder, { what, started, say })
  } finally {
    await cleanUp()
    stopHere()
  }
}

const NO_INSTALL =
  'npm ci did not succeed here within five minutes (it needs a network or a filled cache), so nothing was measured.'

async function compete(
  root: string,
  folder: string,
  { what, started, say }: { what: string; started: Set<ChildProcess>; say: (line: string) => void },
): Promise<(Figure | Skipped)[]> {
  const rounds = { firstPage: [] as number[], seeded: [] as number[], install: [] as number[] }
  for (let round = 1; round <= ROUNDS; round += 1) {
    say(`Measuring P9: round ${round} of ${ROUNDS}…`)
    const clone = join(folder, `round-${round}`)
    cloneInto(root, clone)
    const demo = await timeDemo(clone, started)
    rmSync(clone, { recursive: true, force: true, maxRetries: 5 })
    cloneInto(root, clone)
    const install = await timeInstall(clone, started)
    rmSync(clone, { recursive: true, force: true, maxRetries: 5 })
    if (install === null) return [{ figure: 'P9', what, skipped: NO_INSTALL }]
    rounds.firstPage.push(demo.firstPage)
    rounds.seeded.push(demo.seeded)
    rounds.install.push(install)
  }
  const uncommitted = git(root, 'status', '--porcelain').split('\n').filter(Boolean).length
  const notes = [
    `a clone of commit ${git(root, 'rev-parse', '--short', 'HEAD').trim()}, with a filled package cache` +
      (uncommitted > 0 ? `; ${uncommitted} changed files are not in it` : ''),
  ]
  const { install: baseline } = rounds
  return [
    figureOf({
      ...{ figure: 'P9', what: 'fresh clone to first page', unit: 's', goal: GOAL, notes },
      rounds: { ours: rounds.firstPage, baseline },
    }),
    figureOf({
      ...{ figure: 'P9-filled', what: 'fresh clone to filled demonstration', unit: 's' },
      rounds: { ours: rounds.seeded, baseline },
    }),
  ]
}

/** @returns what kept it from being cloned; null when it was */
function cloneInto(root: string, folder: string): string | null {
  const { error, status } = spawnSync('git', ['clone', '--quiet', root, folder], { stdio: 'ignore' })
  if (error) return 'There is no git here to make a fresh clone with, so nothing was measured.'
  return status === 0 ? null : 'This folder is no git repository that can be cloned, so nothing was measured.'
}

function git(root: string, ...args: string[]): string {
  return spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout
}

/** @returns seconds; null when the install failed or took too long */
async function timeInstall(folder: string, started: Set<ChildProcess>): Promise<number | null> {
  const begun = performance.now()
  const child = npm(folder, started, 'ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error')
  const code = await Promise.race([exitOf(child), pause(LIMIT_MS, null, { ref: false })])
  const seconds = (performance.now() - begun) / 1_000
  await end(child)
  started.delete(child)
  return code === 0 ? seconds : null
}

/**
 * @returns after how many seconds the first page came, and the demonstration was filled
 * @throws Error when neither happens: then the newcomer would wait for nothing
 */
async function timeDemo(
  folder: string,
  started: Set<ChildProcess>,
): Promise<{ firstPage: number; seeded: number }> {
  const port = await threeInARow()
  const begun = performance.now()
  const child = npm(folder, started, 'run', 'demo', '--silent', '--', '--json', '--port', String(port))
  const seconds = () => (performance.now() - begun) / 1_000
  let seeded: number | null = null
  child.stdout?.once('data', () => {
    seeded = seconds()
  })
  let firstPage: number | null = null
  while (seeded === null || firstPage === null) {
    if (child.exitCode !== null || seconds() * 1_000 > LIMIT_MS)
      throw new Error('npm run demo showed no page in a fresh clone.')
    if (firstPage === null && (await answersWell(port))) firstPage = seconds()
    await pause(LOOKS_EVERY_MS)
  }
  await end(child)
  started.delete(child)
  return { firstPage, seeded }
}

async function answersWell(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null)
  return answer?.status === 200
}

async function threeInARow(): Promise<number> {
  for (;;) {
    const { site } = await freePorts()
    if (site < 65_000 && (await takenPort(portsFrom(site))) === null) return site
  }
}

/** Starts npm as a person would: without what npm itself told this command, and without this clone's programs. */
function npm(folder: string, started: Set<ChildProcess>, ...args: string[]): ChildProcess {
  const env = { ...process.env }
  for (const name of Object.keys(env)) if (/^(npm_|INIT_CWD$|NODE_ENV$)/i.test(name)) delete env[name]
  env.PATH = (env.PATH ?? '')
    .split(delimiter)
    .filter(entry => !entry.endsWith(join('node_modules', '.bin')))
    .join(delimiter)
  const program = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // A group of its own, so that npm and all that it starts can be stopped together.
  const child = spawn(program, args, {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
  child.once('error', () => started.delete(child))
  started.add(child)
  return child
}

function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  return new Promise(resolve => {
    child.once('exit', resolve)
    child.once('error', () => resolve(null))
  })
}

/** Stops npm and what it started, and waits until it is gone. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = exitOf(child)
  process.kill(-child.pid, 'SIGINT')
  const isGone = await Promise.race([gone.then(() => true), pause(STOPS_WITHIN_MS, false, { ref: false })])
  if (isGone) return
  process.kill(-child.pid, 'SIGKILL')
  await gone
}
