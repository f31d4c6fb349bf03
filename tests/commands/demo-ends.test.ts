import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '#db/database.server.ts'
import { portsFrom } from '#scripts/demo/ports.ts'
import type { DemoPorts } from '#scripts/demo/ports.ts'
import { threeInARow } from '#tests/support/three-ports.ts'

/** However a demonstration ends, nothing of it goes on running; and what it keeps is whole, or begun anew. */

const root = join(import.meta.dirname, '..', '..')
const started: ChildProcess[] = []
let folder = ''
let ports: DemoPorts

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stadmakers-ends-'))
  ports = portsFrom(await threeInARow())
})
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function command(script: string, ...args: string[]) {
  const child = spawn(process.execPath, [`scripts/${script}`, '--data', folder, ...args], { cwd: root })
  started.push(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const says = (where: 'out' | 'err', part: string) =>
    expect.poll(() => said[where], { timeout: 100_000 }).toContain(part)
  return { child, said, ended, says }
}

const demo = (port = ports.site, ...more: string[]) =>
  command('demo.ts', '--port', String(port), '--json', ...more)
const answering = async (port: number) =>
  (await fetch(`http://127.0.0.1:${port}/`).catch(() => null)) !== null
const sandboxAnswers = () => expect.poll(() => answering(ports.sandbox), { timeout: 60_000 }).toBe(true)
const nothingRuns = () =>
  expect
    .poll(async () => [await answering(ports.site), await answering(ports.sandbox)], { timeout: 15_000 })
    .toEqual([false, false])

async function campaigns(): Promise<number> {
  const db = openDatabase(join(folder, 'stadmakers.sqlite'))
  const rows = await db.read.selectFrom('campaign').select('id').execute()
  await db.close()
  return rows.length
}

test.each(['SIGINT', 'SIGHUP', 'SIGKILL'] as const)('a %s while it starts stops all of it', async signal => {
  const { child, ended, said } = demo()
  await sandboxAnswers()
  child.kill(signal)
  const killed = signal === 'SIGKILL'
  expect(await ended).toBe(killed ? null : 130)
  expect(said.err.includes('Stopped before the demonstration was ready.')).toBe(!killed)
  // The tests begin with a build, and its mark is believed.
  expect(said.err).not.toContain('Building the site…')
  await nothingRuns()
})

test('when it cannot be filled it says why, and stops all of it', async () => {
  const { ended, said } = demo()
  await sandboxAnswers()
  const fault = { method: 'POST', path: '^/v1/', kind: 'error_before', times: 1_000 }
  await fetch(`http://127.0.0.1:${ports.sandbox}/_sandbox/faults`, {
    method: 'POST',
    body: JSON.stringify(fault),
  })
  expect(await ended).toBe(1)
  expect(said.err).toContain('The demonstration could not be filled: The top-up was refused')
  expect(said.err).not.toMatch(/^\s+at /m)
  await nothingRuns()
})

test('half a filling is begun anew; the whole is guarded while it runs, and survives being killed', async () => {
  const half = demo()
  await half.says('err', 'Filling the demonstration…')
  await expect.poll(campaigns, { timeout: 60_000 }).toBeGreaterThan(0)
  half.child.kill('SIGINT')
  expect(await half.ended).toBe(130)
  await nothingRuns()

  const whole = demo()
  await whole.says('out', '}\n')
  expect(whole.said.err).toContain('The filling of this demonstration was interrupted, so it is begun anew.')
  expect(await campaigns()).toBe(4)

  const other = await threeInARow()
  for (const second of [demo(other), demo(other, '--fresh'), demo()]) {
    expect(await second.ended).toBe(1)
    expect(second.said.err).toContain(`A demonstration runs on ${folder} already, so nothing was started.`)
  }
  expect(await campaigns()).toBe(4)

  const forward = command('demo-forward.ts', '900d')
  await forward.says('out', 'UTC\n')
  whole.child.kill('SIGKILL')
  expect(await forward.ended).toBe(1)
  expect(forward.said.err).toBe(
    'The demonstration stopped while its clock was moved. Start it again with npm run demo; it goes on where it was.\n',
  )
  await nothingRuns()
})
