import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'

/** What stands between npm and a command: however the one ends, the other is told. In a project of a few lines. */

const scripts = join(import.meta.dirname, '..', '..', 'scripts')
let project = ''
let started: ChildProcess | null = null
const tells = () => (existsSync(join(project, 'told')) ? readFileSync(join(project, 'told'), 'utf8') : '')

const COMMAND = `
import { appendFileSync } from 'node:fs'
import { onToldToStop, stopWithParent } from './told-to-stop.ts'
const tell = line => appendFileSync('told', line + '\\n')
onToldToStop(() => {
  setTimeout(() => {
    tell('stopped')
    process.exit(0)
  }, 300)
})
stopWithParent()
tell(process.pid + ' in ' + process.env.INIT_CWD)
setInterval(() => undefined, 1_000)
`

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'stadmakers-run-'))
  for (const folder of ['scripts', 'node_modules']) mkdirSync(join(project, folder))
  for (const name of ['run.js', 'told-to-stop.ts'])
    copyFileSync(join(scripts, name), join(project, 'scripts', name))
  const files = {
    'scripts/command.js': COMMAND,
    'package.json': JSON.stringify({
      type: 'module',
      scripts: { command: 'node scripts/run.js scripts/command.js' },
    }),
    'package-lock.json': '{}',
    // As if it had been installed already.
    'node_modules/.stadmakers-lockfile': createHash('sha256').update('{}').digest('hex'),
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(project, name), content)
})

afterEach(() => {
  started?.kill('SIGKILL')
  const [pid] = /^\d+/.exec(tells()) ?? []
  if (pid && !tells().includes('stopped')) process.kill(Number(pid), 'SIGKILL')
  rmSync(project, { recursive: true })
})

async function start(program: string, args: string[], cwd = project): Promise<ChildProcess> {
  // The Node of this test goes first: npm must not find an older one on the way.
  const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`
  const env = { PATH: path, HOME: project, npm_config_update_notifier: 'false', NODE_ENV: 'test' as const }
  const child = spawn(program, args, { cwd, stdio: 'ignore', env })
  started = child
  await expect.poll(tells, { timeout: 15_000 }).toContain('\n')
  return child
}

const stopsOnce = () => expect.poll(tells, { timeout: 10_000 }).toMatch(/^\d+ in .*\nstopped\n$/)

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
  'a %s of it ends the command',
  async signal => {
    const running = await start(process.execPath, ['scripts/run.js', 'scripts/command.js'])
    running.kill(signal)
    await stopsOnce()
  },
)

test('a Ctrl-C that arrives more than once, by terminal and by npm, lets the command end in order', async () => {
  const running = await start(process.execPath, ['scripts/run.js', 'scripts/command.js'])
  for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM'] as const) {
    running.kill(signal)
    await pause(50)
  }
  await stopsOnce()
})

test('a SIGTERM of npm ends the command', async () => {
  const npm = await start('npm', ['run', 'command'])
  npm.kill('SIGTERM')
  await once(npm, 'exit')
  await stopsOnce()
})

test('the command hears where it was typed, though it runs in the root', async () => {
  const elsewhere = join(project, 'node_modules')
  await start(process.execPath, [join(project, 'scripts/run.js'), 'scripts/command.js'], elsewhere)
  expect(tells()).toContain(` in ${elsewhere}\n`)
})
