import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { promiseJob } from '#app/domain/outbox/outbox.server.ts'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import { startWorker } from '#app/jobs/worker.server.ts'
import { openDatabase } from '#db/database.server.ts'
import { onPostgres } from './test-database.ts'
import { makeTestWorld } from './test-world.ts'
import type { TestWorld } from './test-world.ts'

/** Workers for tests, and work that can be counted: forgetting cards. */

/** A world in which a card can be forgotten. `answer` says how the call for a card ends. */
export async function worldWithCards(answer: (card: string) => Promise<void> = async () => undefined) {
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

/** Promises to forget these cards. */
export function promise(world: TestWorld, ...cards: string[]) {
  const now = world.clock.now()
  return world.db.inTransaction(async trx => {
    for (const card of cards)
      await promiseJob(trx, now, { kind: 'detach-card', key: card, payload: { paymentMethodId: card } })
  })
}

/** As another process would have it; on SQLite two connections that write would wait for each other in this one. */
export async function secondWorld(world: TestWorld): Promise<TestWorld> {
  if (!onPostgres) return world
  const db = openDatabase(world.database.address)
  onTestFinished(() => db.close())
  return { ...world, db }
}

/** Starts a worker in each of these worlds, until the test ends. */
export async function runWorkers(...worlds: TestWorld[]) {
  for (const world of worlds) {
    const worker = await startWorker(world)
    onTestFinished(() => worker.stop())
  }
}

/** The promise to forget a card, while it stands. */
export const jobOf = (world: TestWorld) =>
  world.db.read.selectFrom('job').selectAll().where('kind', '=', 'detach-card').executeTakeFirst()

/** Looks again until what it looks for is there. */
export async function until<T>(look: () => Promise<T>, isThere: (found: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const found = await look()
    if (isThere(found)) return found
    if (tries > 300) throw new Error(`It did not come: ${JSON.stringify(found)}`)
    await pause(50)
  }
}
