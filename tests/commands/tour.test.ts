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

/** A story starts four processes, and lives through weeks: on a busy machine that takes its time. */
const A_STORY_LASTS_MS = 300_000

/** What each story is told for, with the figure that came of it. */
const MADE = [
  /Stripe puts it in Ine’s bank +€217\.10 on /,
  /The bank of Kees takes his payment back +€40\.00 gone, and a fee of €20\.00; letter read/,
  /The bank of Lotte finds the platform right +€37\.00 back, and the fee of €20\.00/,
  /Thea proposes to pay that out, Aad approves +€20\.00 set off, nothing transferred; €20\.00 is still owed/,
  /Thea uploads the same file again +known already: nothing booked/,
  /The bank and the journal +€(\d+\.\d\d) at the bank, €\1 in the journal/,
  /Aad closes December +sealed at entry \d+ of the journal/,
  /Thea looks into the report and the archive +both have the hash of the page; 6 files/,
  /tries to change December +refused \(409\), twice/,
  /What December told January +PO[0-9A-F]{8} arrived on 31 December 2026 and is booked in January/,
]
const MISSED = [
  /Noor, Anna and Bram have everything back +€94\.10 in 3 refunds/,
  /The bank and the journal +€250\.00 at the bank, €250\.00 in the journal/,
]
const NEAR_MISS = [
  /Ine explains how it is done with less +€170\.00 instead of €200\.00/,
  /Anna adds +€30\.00 booked/,
  /Bram withdraws +€25\.00 back/,
  /The last day to choose passes +2027-01-02, €180\.00 of €170\.00: it goes on/,
  /Stripe puts it in Ine’s bank +€180\.00 on /,
]
const OF_ALL = [
  /Anyone proves the public ledger from its file alone +\d+ lines, the chain is whole/,
  /Somebody changes a line of that file +one cent more on line 3: found, and named/,
  /The books of the copy +the books hold: \d+ invariants/,
  /Another site stands up over the copy +the same \d+ accounts/,
]

describe('npm run tour', () => {
  it.each([
    ['made', [...MADE, ...OF_ALL]],
    ['missed', [...MISSED, ...OF_ALL]],
    ['near-miss', [...NEAR_MISS, ...OF_ALL]],
  ])(
    'tells the campaign that is %s, to the last cent, and leaves nothing behind',
    (campaign, told) => {
      const { status, stdout, stderr } = tour('--campaign', campaign)
      expect([status, stderr.replace('Building the site…\n', '')]).toEqual([0, ''])
      const lines = stdout.trimEnd().split('\n')
      const steps = lines.filter(line => /^ *\d+  /.test(line))
      for (const each of told) expect(stdout).toMatch(each)
      expect(steps.map(line => parseInt(line, 10))).toEqual(steps.map((_, index) => index + 1))
      expect(lines.at(-1)).toBe(`ok: ${steps.length} steps, Stripe − journal = 0 cents`)
      expect(readdirSync(temporary)).toEqual([])
    },
    A_STORY_LASTS_MS,
  )

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
    expect(surprise).toMatch(/^SURPRISE: Step 16, Noor pays by iDEAL$/m)
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
    [['--campaign', 'lost'], '--campaign is "lost"; it may be made, missed, or near-miss.'],
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
