import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '#app/domain/clock.ts'
import { promiseJob } from '#app/domain/outbox/outbox.server.ts'
import { finishJob, reviveJob, takeDueJobs } from '#app/jobs/queue.server.ts'
import { doNextJob, workOff } from '#app/jobs/worker.server.ts'
import { keepEvent } from '#app/stripe/inbox.server.ts'
import type { WriteDb } from '#db/database.server.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import { jobOf, promise, runWorkers, secondWorld, until, worldWithCards } from '#tests/support/workers.ts'

/** Promised jobs and the workers that do them, on either engine: each once, again after a failure, given up in the end. */

describe('a promised job', () => {
  it('that repeats by the clock is tried at each turn, also after it was given up', async () => {
    const gateway = createFakeGateway()
    let tries = 0
    let fails = true
    gateway.endpointProblems = async () => {
      tries += 1
      if (fails) throw new Error('nobody knows why')
      return []
    }
    const world = await makeTestWorld({ gateway })
    const row = () =>
      world.db.read.selectFrom('job').selectAll().where('kind', '=', 'check-endpoints').executeTakeFirst()
    for (let hour = 0; (await row())?.dead_at === null || hour === 0; hour += 1) {
      await workOff(world)
      world.clock.advance(HOUR_MS)
    }
    const triedBefore = tries
    await workOff(world)
    expect(tries).toBe(triedBefore + 1)
    expect((await row())?.dead_at).not.toBeNull()
    fails = false
    await workOff(world)
    expect(await row()).toBeUndefined()
  })

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
    expect(await takeDueJobs(world.db, world.clock.now(), 1)).toMatchObject([{ attempts: 1 }])
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

describe('what a job writes at its end', () => {
  /** A kept event that a job will look at without asking Stripe anything. */
  async function worldWithEvent() {
    const gateway = createFakeGateway()
    const world = await makeTestWorld({ gateway })
    const now = world.clock.now()
    const event = {
      ...{ id: 'evt_1', type: 'transfer.created', createdAt: now, account: null, livemode: false },
      ...{ objectId: 'tu_1', payload: '{}' },
    }
    await world.db.inTransaction(trx => keepEvent(trx, now, event, 'webhook'))
    const kept = async () => ({
      event: await world.db.read.selectFrom('stripe_event').select('outcome').executeTakeFirst(),
      jobs: (await world.db.read.selectFrom('job').select('kind').orderBy('kind').execute()).map(
        ({ kind }) => kind,
      ),
    })
    return { world, kept }
  }
  const before = { event: { outcome: null }, jobs: ['handle-stripe-event'] }
  const after = { event: { outcome: 'balance feed asked for' }, jobs: ['feed-balance'] }

  // The first transaction takes the job, the second ends it. There is no third.
  it.each([
    ['second', 2, before],
    ['third', 3, after],
  ])('is kept together with its end, when the process dies in its %s transaction', async (_, nth, left) => {
    const { world, kept } = await worldWithEvent()
    let transactions = 0
    const inTransaction = <T>(work: (trx: WriteDb) => Promise<T>) =>
      world.db.inTransaction(async trx => {
        const result = await work(trx)
        transactions += 1
        if (transactions >= nth) throw new Error('dead')
        return result
      })
    await doNextJob({ ...world, db: { ...world.db, inTransaction } }).catch(() => undefined)
    expect(await kept()).toEqual(left)
    world.clock.advance(3 * MINUTE_MS)
    await doNextJob(world)
    expect((await kept()).event).toEqual(after.event)
  })

  it('is kept by a worker that lost its lease, which ends nothing of the one that has it now', async () => {
    const { world, kept } = await worldWithEvent()
    const [late] = await takeDueJobs(world.db, world.clock.now(), 1)
    world.clock.advance(3 * MINUTE_MS)
    const [now] = await takeDueJobs(world.db, world.clock.now(), 1)
    if (!late || !now) throw new Error('The job was not taken twice.')
    const write = async (trx: WriteDb) =>
      void (await trx.updateTable('stripe_event').set({ outcome: 'written' }).execute())
    await finishJob(world.db, late, write)
    expect(await kept()).toEqual({ ...before, event: { outcome: 'written' } })
    await finishJob(world.db, now)
    expect(await kept()).toEqual({ jobs: [], event: { outcome: 'written' } })
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
