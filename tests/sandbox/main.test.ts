import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const running: ChildProcess[] = []
const folders: string[] = []

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function start(...options: string[]) {
  const child = spawn(process.execPath, [join(root, 'scripts/sandbox/main.ts'), ...options])
  running.push(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  return { child, said }
}

async function ready(said: { out: string }): Promise<string> {
  await expect.poll(() => said.out, { timeout: 10_000 }).toContain('\n')
  return /sandbox ready: (http:\S+)/.exec(said.out)?.[1] ?? ''
}

test('it says in one line where it is, keeps its state through a kill, and ends cleanly when asked', async () => {
  const data = mkdtempSync(join(tmpdir(), 'sandbox-'))
  folders.push(data)
  const options = ['--port', '0', '--smtp-port', '0', '--data', data, '--webhooks', 'hostile', '--seed', '7']
  const first = start(...options)
  const url = await ready(first.said)
  expect(first.said.out.trim().split('\n')).toHaveLength(1)
  const headers = { Authorization: 'Bearer sk_test_x' }
  const made = await fetch(`${url}/v1/customers`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ name: 'A' }),
  })
  const { id } = (await made.json()) as { id: string }
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')

  const second = start(...options)
  const again = await ready(second.said)
  expect((await fetch(`${again}/v1/customers/${id}`, { headers })).status).toBe(200)
  second.child.kill('SIGTERM')
  expect(await once(second.child, 'exit')).toEqual([0, null])
})

test('a port that is taken is one sentence that names the option, and exit 1', async () => {
  const other = createServer()
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  const taken = String((other.address() as AddressInfo).port)
  for (const [option, ports] of [
    ['--port', ['--port', taken, '--smtp-port', '0']],
    ['--smtp-port', ['--port', '0', '--smtp-port', taken]],
  ] as const) {
    const { child, said } = start(...ports)
    expect(await once(child, 'exit')).toEqual([1, null])
    expect(said.err).toBe(`sandbox: Port ${taken} is taken; choose another with ${option}.\n`)
  }
  other.close()
})

test.each([
  [['--port', 'many'], '--port is "many"'],
  [['--webhooks', 'stormy'], '--webhooks is "stormy"'],
  [['--drop', '2'], '--drop is "2"'],
  [['--colour', 'red'], '--colour'],
  [['--port', '0', '--smtp-port', '0', '--data', join(import.meta.filename, 'below-a-file')], 'with --data'],
  [['--port', '0', '--smtp-port', '0', '--clock-file', '/nowhere/clock.json'], 'with --clock-file'],
])('%j is refused with a sentence', async (options, sentence) => {
  const { child, said } = start(...options)
  expect(await once(child, 'exit')).toEqual([1, null])
  expect(said.err).toContain(sentence)
  expect(said.err.trim().split('\n')).toHaveLength(1)
})
