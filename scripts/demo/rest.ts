import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { instant } from '#app/domain/clock.ts'
import type { World } from '#app/world.server.ts'

const drained = z.object({ delivered: z.number(), failed: z.number(), waiting: z.number() })

const RESTS_WITHIN_MS = 180_000
const QUIET_ROUNDS = 2

/**
 * Waits until a demonstration has come to rest: the sandbox has delivered its webhooks, and the worker has done
 * what is due by the clock.
 *
 * @param since after the clock was moved: waits until everything that repeats had its turn after this instant
 */
export async function atRest(world: World, sandbox: string, since: string | null = null): Promise<void> {
  const until = performance.now() + RESTS_WITHIN_MS
  let quiet = 0
  while (performance.now() < until) {
    const answer = await fetch(`${sandbox}/_sandbox/drain`, { method: 'POST' })
    const { delivered, failed } = drained.parse(await answer.json())
    const isQuiet =
      delivered === 0 &&
      failed === 0 &&
      !(await isWorking(world)) &&
      (since === null || (await wasVerifiedSince(world, since)))
    quiet = isQuiet ? quiet + 1 : 0
    if (quiet >= QUIET_ROUNDS) return
    await pause(100)
  }
  throw new Error(`The demonstration did not come to rest within ${RESTS_WITHIN_MS / 1_000} seconds.`)
}

async function isWorking({ db, clock }: World): Promise<boolean> {
  const due = await db.read
    .selectFrom('job')
    .select('id')
    .where('dead_at', 'is', null)
    .where(eb => eb.or([eb('run_at', '<=', instant(clock.now())), eb('leased_until', 'is not', null)]))
    .limit(1)
    .executeTakeFirst()
  return due !== undefined
}

/** The books are verified every ten minutes of the clock: once they were, everything that repeats had its turn. */
async function wasVerifiedSince({ db }: World, since: string): Promise<boolean> {
  const check = await db.read
    .selectFrom('ledger_check')
    .select('id')
    .where('at', '>=', since)
    .limit(1)
    .executeTakeFirst()
  return check !== undefined
}
