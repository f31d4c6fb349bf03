import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'

/** `npm run tour`, as a person types it. Each tour makes its own folder, in one that this test can look into. */

const root = join(import.meta.dirname, '..', '..')
const temporary = mkdtempSync(join(tmpdir(), 'stadmakers-tours-'))
const options = { cwd: root, env: { ...process.env, TMPDIR: temporary } }
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

const tour = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/tour.ts', ...args], { ...options, encoding: 'utf8' })

describe('npm run tour', () => {
  it.each([
    ['made', 'Stripe puts it in Ine’s bank'],
    ['missed', 'Noor, Anna and Bram have everything back'],
  ])('tells the campaign that is %s, to the last cent, and leaves nothing behind', (campaign, step) => {
    const { status, stdout, stderr } = tour('--campaign', campaign)
    expect([status, stderr.replace('Building the site…\n', '')]).toEqual([0, ''])
    const lines = stdout.trimEnd().split('\n')
    const steps = lines.filter(line => /^ *\d+  /.test(line))
    expect(steps.some(line => line.includes(step))).toBe(true)
    expect(steps.map(line => parseInt(line, 10))).toEqual(steps.map((_, index) => index + 1))
    expect(lines.at(-1)).toBe(`ok: ${steps.length} steps, Stripe − journal = 0 cents`)
    expect(readdirSync(temporary)).toEqual([])
  })

  it('says at which step and where it was surprised, keeps what can be looked into, and stops everything', async () => {
    const running = spawn(process.execPath, ['scripts/tour.ts'], options)
    const texts = Promise.all([text(running.stdout), text(running.stderr)])
    const { folder, ports } = await whereItRuns()
    await noCheckoutOpens(ports.sandbox)
    const [code] = (await once(running, 'exit')) as [number]
    const [told, surprise] = await texts
    expect(code).toBe(1)
    expect(told).toContain('Rosa approves')
    expect(told).not.toContain('ok:')
    expect(surprise).toMatch(/^SURPRISE: Step 15, Noor pays by iDEAL$/m)
    expect(surprise).toContain(`where     http://127.0.0.1:${ports.site}/campaigns/`)
    expect(surprise).toMatch(/expected {2}status 200\n {2}found {5}503 /)
    expect(surprise).toContain(`kept      ${folder}`)
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['stadmakers.sqlite', 'web.log', 'worker.log']),
    )
    await everythingStopped(ports)
    rmSync(folder, { recursive: true })
  })

  it('leaves nothing behind when it is interrupted', async () => {
    const running = spawn(process.execPath, ['scripts/tour.ts'], options)
    const { ports } = await whereItRuns()
    running.kill('SIGINT')
    expect((await once(running, 'exit'))[0]).toBe(130)
    await everythingStopped(ports)
    expect(readdirSync(temporary)).toEqual([])
  })

  it.each([
    [['--campaign', 'lost'], '--campaign is "lost"; it may be made or missed.'],
    [['--campain', 'made'], "Unknown option '--campain'"],
  ])('does not know %j, and says so', (args, sentence) => {
    const { status, stdout, stderr } = tour(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(sentence)
  })
})

interface Ports {
  site: number
  sandbox: number
  mail: number
}

/** The demonstration of a tour writes its ports into its folder once everything answers. */
async function whereItRuns(): Promise<{ folder: string; ports: Ports }> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const folder = join(temporary, readdirSync(temporary)[0] ?? '')
    const file = join(folder, 'ports.json')
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    if (text.endsWith('}')) return { folder, ports: JSON.parse(text) as Ports }
    await pause(20)
  }
  throw new Error('The tour did not start.')
}

async function everythingStopped(ports: Ports): Promise<void> {
  for (const port of Object.values(ports) as number[])
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow()
}

async function noCheckoutOpens(sandbox: number): Promise<void> {
  const fault = { method: 'POST', path: '^/v1/checkout/sessions$', kind: 'error_before', times: 1_000 }
  const answer = await fetch(`http://127.0.0.1:${sandbox}/_sandbox/faults`, {
    method: 'POST',
    body: JSON.stringify(fault),
  })
  expect(answer.status).toBe(200)
}
