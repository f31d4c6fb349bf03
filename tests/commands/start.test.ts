import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { get as httpGet } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#db/migrate.server.ts'
import { TEST_SETTINGS } from '#tests/support/test-world.ts'

/** `npm start`, over the build: it answers, says what keeps it from starting, and stops when it is told to. */

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'stadmakers-start-'))
const settings = {
  ...TEST_SETTINGS,
  DATABASE_FILE: join(folder, 'stadmakers.sqlite'),
  FILES_FOLDER: join(folder, 'files'),
  LOG_LEVEL: 'silent',
  NODE_ENV: 'production' as const,
}

beforeAll(() => migrate(settings.DATABASE_FILE))
afterAll(() => rmSync(folder, { recursive: true }))

function start(more: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    env: { ...process.env, ...settings, ...more },
  })
}

async function addressOf(site: ChildProcess): Promise<string> {
  const [line] = (await once(site.stdout ?? site, 'data')) as [Buffer]
  return /on (\S+)/.exec(line.toString())?.[1] ?? ''
}

test.each(['SIGTERM', 'SIGINT'] as const)('it answers until %s, and then leaves cleanly', async signal => {
  const site = start()
  const address = await addressOf(site)
  const health = await fetch(`${address}/health`)
  expect([health.status, await health.json()]).toEqual([200, { health: 'ok' }])
  site.kill(signal)
  const [code] = (await once(site, 'exit')) as [number]
  expect(code).toBe(0)
  await expect(fetch(`${address}/health`)).rejects.toThrow()
})

test('its pages name styles that are there, and that may be kept for ever', async () => {
  const site = start({ PUBLIC_URL: 'http://127.0.0.1:3999' })
  const { port } = new URL(await addressOf(site))
  const read = async (path: string) => {
    const request = httpGet({ host: '127.0.0.1', port, path, headers: { Host: '127.0.0.1:3999' } })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    return { headers: response.headers, text: await text(response) }
  }
  const page = await read('/sign-in')
  const styles = await read(/<link rel="stylesheet" href="([^"]+)"/.exec(page.text)?.[1] ?? '')
  expect(styles.headers).toMatchObject({
    'content-type': 'text/css; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect(styles.text).toContain('.masthead')
  site.kill('SIGTERM')
  await once(site, 'exit')
})

test('a port that is taken, a missing setting, a missing database: a sentence each, and no trace of code', async () => {
  const squatter = createServer().listen(0, '127.0.0.1')
  await once(squatter, 'listening')
  const { port } = squatter.address() as AddressInfo
  const problems: [Record<string, string>, string][] = [
    [{ PORT: String(port) }, `Port ${port} on 127.0.0.1 is taken by another program.`],
    [{ SECRET: '' }, 'SECRET is not set'],
    [{ DATABASE_FILE: join(folder, 'none.sqlite') }, 'Run npm run setup first'],
    [{ FILES_FOLDER: join(settings.DATABASE_FILE, 'files') }, 'FILES_FOLDER is'],
  ]
  for (const [more, sentence] of problems) {
    const env = { ...settings, ...more }
    const { status, stderr } = spawnSync(process.execPath, ['scripts/start.ts'], {
      cwd: root,
      encoding: 'utf8',
      env,
    })
    expect([sentence, status]).toEqual([sentence, 1])
    expect(stderr).toContain(sentence)
    expect(stderr).not.toMatch(/^\s+at /m)
  }
  squatter.close()
})
