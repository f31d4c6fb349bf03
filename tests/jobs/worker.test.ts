import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { MINUTE_MS } from '#app/domain/clock.ts'
import { promiseJob } from '#app/domain/outbox/outbox.server.ts'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import { reviveJob, takeNextJob } from '#app/jobs/queue.server.ts'
import { startWorker } from '#app/jobs/worker.server.ts'
import { openDatabase } from '#db/database.server.ts'
import { onPostgres } from '#tests/support/test-database.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** Promised jobs and the workers that do them, on either engine: each once, again after a failure, given up in the end. */

/** A world in which a card can be forgotten. `answer` says how the call for a card ends. */
async function worldWithCards(answer: (card: string) => Promise<void> = async () => undefined) {
  const detached: string[] = []
  const gateway = {
    detachCard: async (card: string) => {
      detached.push(card)
      await answer(card)
      return { ok: true, value: undefined }
    },
  } as unknown as PaymentGateway
  return { world: await makeTestWorld({ gateway }), detached }
}

function promise(world: TestWorld, ...cards: string[]) {
  const now = world.clock.now()
  return world.db.inTransaction(async trx => {
    for (const card of cards)
      await promiseJob(trx, now, { kind: 'detach-card', key: card, payload: { paymentMethodId: card } })
  })
}

/** As another process would have it; on SQLite two connections that write would wait for each other in this one. */
async function secondWorld(world: TestWorld): Promise<TestWorld> {
  if (!onPostgres) return world
  const db = openDatabase(world.database.address)
  onTestFinished(() => db.close())
  return { ...world, db }
}

async function runWorkers(...worlds: TestWorld[]) {
  for (const world of worlds) {
    const worker = await startWorker(world)
    onTestFinished(() => worker.stop())
  }
}

const jobOf = (world: TestWorld) =>
  world.db.read.selectFrom('job').selectAll().where('kind', '=', 'detach-card').executeTakeFirst()

async function until<T>(look: () => Promise<T>, isThere: (found: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const found = await look()
    if (isThere(found)) return found
    if (tries > 300) throw new Error(`It did not come: ${JSON.stringify(found)}`)
    await pause(50)
  }
}

describe('a promised job', () => {
  it('is done, and may then be promised again', async () => {
    const { world, detached } = await worldWithCards()
    await runWorkers(world)
    await promise(world, 'pm_1')
    await until(
      () => jobOf(world),
      job => job === undefined,
    )
    await promise(world, 'pm_1')
    await until(
      async () => detached,
      cards => cards.length === 2,
    )
  })

  it('is not done when the transaction that promised it was rolled back', async () => {
    const { world, detached } = await worldWithCards()
    await runWorkers(world)
    const rolledBack = world.db.inTransaction(async trx => {
      await promiseJob(trx, world.clock.now(), {
        kind: 'detach-card',
        key: 'a',
        payload: { paymentMethodId: 'pm_never' },
      })
      throw new Error('something else went wrong')
    })
    await expect(rolledBack).rejects.toThrow('something else')
    await promise(world, 'pm_1')
    await until(
      async () => detached,
      cards => cards.length > 0,
    )
    expect(detached).toEqual(['pm_1'])
  })

  it('waits longer after each failure, is given up after the last, and can be revived', async () => {
    let fails = true
    const { world, detached } = await worldWithCards(async () => {
      if (fails) throw new Error('the network is down')
    })
    await runWorkers(world)
    await promise(world, 'pm_1')
    const minutes = [1, 1, 5, 15, 60, 60, 6 * 60, 12 * 60]
    for (const [failed, wait] of minutes.entries()) {
      const job = await until(
        () => jobOf(world),
        found => found?.attempts === failed + 1 && found.leased_until === null,
      )
      expect(job).toMatchObject({ dead_at: null, problem: 'Error: the network is down' })
      world.clock.advance(wait * MINUTE_MS)
    }
    const dead = await until(
      () => jobOf(world),
      found => found?.dead_at !== null,
    )
    expect(dead?.attempts).toBe(minutes.length + 1)
    expect(detached).toHaveLength(minutes.length + 1)
    fails = false
    expect(await reviveJob(world.db, world.clock.now(), dead?.id ?? '')).toBe(true)
    await until(
      () => jobOf(world),
      job => job === undefined,
    )
  })

  it('is done by another worker when the one that took it died', async () => {
    const { world, detached } = await worldWithCards()
    await promise(world, 'pm_1')
    expect(await takeNextJob(world.db, world.clock.now())).toMatchObject({ attempts: 1 })
    await runWorkers(world)
    await pause(1_500)
    expect(detached).toEqual([])
    world.clock.advance(3 * MINUTE_MS)
    await until(
      () => jobOf(world),
      job => job === undefined,
    )
    expect(detached).toEqual(['pm_1'])
  })
})

// On SQLite the row is all there is of a job.
describe.runIf(onPostgres)('a job that graphile-worker lost', () => {
  it.each([
    ['is not there', 'DELETE FROM graphile_worker._private_jobs'],
    [
      'is locked by a worker that died before it began',
      "UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '2 minutes', locked_by = 'dead'",
    ],
    ['was tried too often', 'UPDATE graphile_worker._private_jobs SET attempts = max_attempts'],
    ['is due tomorrow', "UPDATE graphile_worker._private_jobs SET run_at = now() + interval '1 day'"],
  ])('and that %s there is handed over again, since its row stands', async (_, loss) => {
    const { world, detached } = await worldWithCards()
    await promise(world, 'pm_1')
    await world.database.tamper(loss)
    await runWorkers(world)
    await until(
      () => jobOf(world),
      job => job === undefined,
    )
    expect(detached).toEqual(['pm_1'])
  })
})

describe('several workers', () => {
  it('do each job once between them', async () => {
    const { world, detached } = await worldWithCards(() => pause(5))
    const cards = Array.from({ length: 60 }, (_, n) => `pm_${n}`)
    await promise(world, ...cards)
    await runWorkers(world, await secondWorld(world), await secondWorld(world))
    await until(
      () => jobOf(world),
      job => job === undefined,
    )
    expect(detached.toSorted()).toEqual(cards.toSorted())
  })

  it('do what repeats by the clock once each time, and go on after the clock was set back', async () => {
    const { world } = await worldWithCards()
    await runWorkers(world, await secondWorld(world), await secondWorld(world))
    const checks = async () => world.db.read.selectFrom('ledger_check').select('at').execute()
    await until(checks, found => found.length > 0)
    await pause(1_500)
    expect(await checks()).toHaveLength(1)
    world.clock.advance(10 * MINUTE_MS)
    await until(checks, found => found.length > 1)
    world.clock.advance(-60 * MINUTE_MS)
    await runWorkers(await secondWorld(world))
    await until(checks, found => found.length > 2)
  })
})
