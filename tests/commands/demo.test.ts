import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { threeInARow } from '#tests/support/three-ports.ts'

/** The commands of the README, as a person types them. */

const root = join(import.meta.dirname, '..', '..')
const node = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' })

describe('npm run demo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stadmakers-demo-'))
  let demo: ChildProcess
  let port: number
  let addresses: {
    site: string
    stripe: string
    mailbox: string
    bank: string
    signIn: Record<string, string>
  }

  beforeAll(async () => {
    port = await threeInARow()
    demo = spawn(process.execPath, ['scripts/demo.ts', '--port', String(port), '--data', folder, '--json'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = (await once(demo.stdout ?? demo, 'data')) as [Buffer]
    addresses = JSON.parse(line.toString()) as typeof addresses
  }, 120_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('prints where everything is, and all of it answers', async () => {
    expect(Object.keys(addresses.signIn)).toEqual([
      'initiator',
      'backer',
      'reviewer',
      'treasurer',
      'approver',
    ])
    const all = [
      addresses.site,
      addresses.stripe,
      addresses.mailbox,
      addresses.bank,
      ...Object.values(addresses.signIn),
    ]
    for (const address of all) expect([address, (await fetch(address)).status]).toEqual([address, 200])
  })

  it('shows a campaign with its pledges in both languages, as a demonstration', async () => {
    const home = await (await fetch(addresses.site, { headers: { 'Accept-Language': 'nl' } })).text()
    expect(home).toContain('De Ziel van Leiden')
    expect(home).toContain('Demonstratie')
    const english = await (
      await fetch(`${addresses.site}campaigns/de-ziel-van-leiden`, { headers: { 'Accept-Language': 'en' } })
    ).text()
    expect(english).toContain('lang="en"')
    expect(english).toContain('Fietsenmaker Kees')
  })

  it('shows a campaign that just missed its minimum, whose initiator is asked to explain', async () => {
    const page = await fetch(`${addresses.site}campaigns/een-boekenkastje-voor-de-kooi`, {
      headers: { 'Accept-Language': 'en' },
    })
    expect(await page.text()).toContain('Just missed')
    const letters = (await (
      await fetch(`${addresses.mailbox}/letters.json?to=ine@stadmakers.example`)
    ).json()) as { subject: string }[]
    expect(letters.map(({ subject }) => subject)).toContain(
      'Een boekenkastje voor de Kooi is er bijna: kan het met minder?',
    )
  })

  it('shows the time as it is, though it began a day ago', async () => {
    const { now } = (await (await fetch(`${addresses.stripe}_sandbox/clock`)).json()) as { now: string }
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000)
  })

  it('puts the receipts in the mailbox', async () => {
    const letters = (await (await fetch(`${addresses.mailbox}/letters.json`)).json()) as {
      to: unknown
      subject: string
    }[]
    expect(letters.length).toBeGreaterThanOrEqual(10)
  })

  it('refuses to start where a port is taken, and names the option', () => {
    const second = node('scripts/demo.ts', '--port', String(port), '--data', join(folder, 'second'))
    expect(second.status).toBe(1)
    expect(second.stderr).toContain(`Port ${port} is taken`)
    expect(second.stderr).toContain('--port')
  })

  it('goes a day forward, and its books hold', () => {
    const forward = node('scripts/demo-forward.ts', '1d', '--data', folder)
    expect([forward.status, forward.stderr]).toEqual([0, ''])
    const verified = node('scripts/ledger-verify.ts', '--database', join(folder, 'stadmakers.sqlite'))
    expect(verified.stdout).toContain('the books hold')
    expect(verified.status).toBe(0)
  })

  it('stops cleanly', async () => {
    demo.kill('SIGINT')
    const [code] = (await once(demo, 'exit')) as [number]
    expect(code).toBe(0)
    await expect(fetch(addresses.site)).rejects.toThrow()
  })
})
