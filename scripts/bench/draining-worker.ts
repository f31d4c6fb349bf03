import { parseArgs } from 'node:util'
import { createClock } from '#app/clock/following-clock.server.ts'
import { readConfig } from '#app/config.server.ts'
import { startWorker } from '#app/jobs/worker.server.ts'
import { createLog } from '#app/log.server.ts'
import type { PaymentReading } from '#app/domain/payments/gateway.ts'
import { openWorld } from '#app/open-world.server.ts'
import type { World } from '#app/world.server.ts'

/**
 * The worker of a measurement, a process of its own: takes a number of events off the backlog each time that it is
 * told to, and says how long that took and how much memory it has. Stripe answers at once and truly: what a network and
 * Stripe take of the time is not ours to measure. Everything else is the worker as `npm run worker` starts it, and it is built as that is.
 */

const { values } = parseArgs({ options: { amount: { type: 'string', default: '0' } } })
const amount = Number(values.amount)

/** What the worker logs is how its events are counted: the line of each job. */
let handled = 0
let whenEnough: { count: number; resolve: () => void } | null = null
const log = createLog('info', {
  write: line => {
    if (!line.includes('"kind":"handle-stripe-event","outcome":"done"')) return
    handled += 1
    if (whenEnough && handled >= whenEnough.count) whenEnough.resolve()
  },
})

const opened = await openWorld(readConfig())
const world: World = {
  ...opened,
  log,
  clock: createClock(undefined),
  gateway: { ...opened.gateway, readPayment: async id => paid(id) },
}

process.on('message', (count: number) => void drain(count))
process.once('disconnect', () => process.exit(0))
process.once('SIGTERM', () => process.exit(0))
process.send?.('ready')

async function drain(count: number): Promise<void> {
  handled = 0
  const enough = new Promise<void>(resolve => {
    whenEnough = { count, resolve }
  })
  const started = performance.now()
  const worker = await startWorker(world)
  await enough
  const seconds = (performance.now() - started) / 1_000
  const events = handled
  await worker.stop()
  process.send?.({ events, seconds, megabytes: process.memoryUsage.rss() / 1e6 })
}

/** A payment intent of these pledges bears the id of its pledge. */
function paid(paymentIntentId: string): PaymentReading {
  const pledgeId = paymentIntentId
    .slice('pi_'.length)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return {
    ...{ paymentIntentId, pledgeId, state: 'succeeded', amount, currency: 'eur' },
    ...{ declineCode: null, adviceCode: null },
  } as PaymentReading
}
