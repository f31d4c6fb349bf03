import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findPostgres } from '#tests/support/postgres-server.ts'

/** The enemy as a person types it, for a moment; `.ci/run` lets it do its worst on every change. */

const root = join(import.meta.dirname, '..', '..')
const MINUTE_MS = 60_000

const command = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [`scripts/${script}.ts`, ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 5 * MINUTE_MS,
    killSignal: 'SIGKILL',
  })

describe('npm run simulate', () => {
  it('lives through schedules, says how many and what was in them, and nothing is wrong', () => {
    const { status, stdout, stderr } = command('simulate', '--schedules', '20', '--seed', '1', '--json')
    expect([stderr, status]).toEqual(['', 0])
    const told = JSON.parse(stdout) as {
      schedules: number
      crashes: number
      webhooks: number
      failed: number[]
    }
    expect(told).toMatchObject({ schedules: 20, failed: [] })
    expect(told.crashes).toBeGreaterThan(0)
    expect(told.webhooks).toBeGreaterThan(100)
  })

  it('repeats one by its seed', () => {
    const once = command('simulate', '--replay', '7', '--json')
    const again = command('simulate', '--replay', '7', '--json')
    const figures = (stdout: string) => ({ ...(JSON.parse(stdout) as object), seconds: 0 })
    expect(once.status).toBe(0)
    expect(figures(once.stdout)).toEqual(figures(again.stdout))
  })

  it.each([
    [['--schedules', 'many'], '--schedules must be a whole number from 1 on.'],
    [['--seed', '-1'], /seed/],
    [['--replay', '1', '--schedules', '5x'], '--schedules has no place beside it.'],
    [['--replay', '1', '--schedules', '5'], '--schedules has no place beside it.'],
    [['--runs', '5'], 'There is no option --runs.'],
  ])('refuses %j with a sentence', (args, sentence) => {
    const { status, stderr } = command('simulate', ...args)
    expect(status).toBe(2)
    expect(stderr).toMatch(sentence)
  })
})

describe('npm run simulate:kill', { timeout: 5 * MINUTE_MS }, () => {
  it('kills the site and the worker, and no pledge is lost or doubled', () => {
    const { status, stdout, stderr } = command('simulate-kill', '--kills', '5', '--json')
    expect([stderr.replace('Building the site…\n', ''), status]).toEqual(['', 0])
    const told = JSON.parse(stdout) as { paid: number }
    expect(told).toMatchObject({ kills: 5, lost: 0, doubled: 0, wrong: 0 })
    expect(told.paid).toBeGreaterThan(0)
  })

  it.skipIf(findPostgres() === null)('kills them on PostgreSQL as well, and PostgreSQL itself', () => {
    const { status, stdout } = command('simulate-kill', '--engine', 'postgres', '--kills', '4', '--json')
    expect(status).toBe(0)
    const told = JSON.parse(stdout) as { database: number; paid: number }
    expect(told).toMatchObject({ kills: 4, lost: 0, doubled: 0, wrong: 0 })
    expect(told.database).toBeGreaterThan(0)
    expect(told.paid).toBeGreaterThan(0)
  })

  it('refuses an engine that it does not know', () => {
    const { status, stderr } = command('simulate-kill', '--engine', 'abacus')
    expect([status, stderr]).toEqual([2, 'There is no engine "abacus"; there is sqlite, postgres.\n'])
  })
})
