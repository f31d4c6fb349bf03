import { createServer } from 'node:net'
import type { ServerBuild } from '@remix-run/node'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { workOff } from '#app/jobs/worker.server.ts'
import { createStripeGateway } from '#app/stripe/gateway.server.ts'
import { startSandbox } from '#scripts/sandbox/start-sandbox.ts'
import type { Sandbox, SandboxOptions } from '#scripts/sandbox/start-sandbox.ts'
import { closeAfterTest } from './close-after-test.ts'
import { openTestSite } from './test-site.ts'
import type { TestSite } from './test-site.ts'
import { makeTestWorld } from './test-world.ts'
import type { TestWorld } from './test-world.ts'

/**
 * A whole town for one test: the site over HTTP, its books, and the sandbox as Stripe, which sends its webhooks
 * to the site. Both live by the sandbox's clock, which stands still until the test moves it.
 */
export interface Town {
  world: TestWorld
  site: TestSite
  sandbox: Sandbox
  /** Delivers what waits to be delivered and does what waits to be done, until nothing is left. */
  settle(): Promise<void>
  /** Moves the clock ("30d", "12h"), a day at a time, settling each day. */
  pass(time: string): Promise<void>
  /** Called by itself at the end of a test; a town opened outside a test must be closed by hand. */
  close(): Promise<void>
}

export interface TownOptions extends SandboxOptions {
  settings?: Record<string, string>
  /** What the site serves in place of the routes as they are in the tree. */
  build?: ServerBuild
}

const START = '2026-11-24T09:00:00.000Z'

/** Opens a town. It closes when the test ends, after looking whether the books hold and Stripe was spoken to rightly. */
export async function openTown({ build, settings, ...options }: TownOptions = {}): Promise<Town> {
  const sandbox = await startSandbox({ validate: 'throw', startAt: START, ...options })
  await sandbox.control.freeze()
  const port = await freePort()
  const unmoved = () => {
    throw new Error("The sandbox owns this town's clock: use pass().")
  }
  const world = await makeTestWorld({
    clock: { now: () => new Date(sandbox.control.clock().now), set: unmoved, advance: unmoved },
    gateway: createStripeGateway({ apiKey: sandbox.apiKey, apiBase: sandbox.url }),
    settings: {
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      PORT: String(port),
      STRIPE_API_BASE: sandbox.url,
      ...settings,
    },
  })
  const site = await openTestSite(world, build)
  const at = (path: string) => `http://127.0.0.1:${port}${path}`
  sandbox.control.setWebhookEndpoint({
    url: at('/webhooks/stripe'),
    secret: 'whsec_platform',
    kind: 'snapshot',
  })
  sandbox.control.setWebhookEndpoint({
    url: at('/webhooks/stripe-connect'),
    secret: 'whsec_connect',
    kind: 'snapshot',
    connect: true,
  })
  sandbox.control.setWebhookEndpoint({ url: at('/webhooks/stripe-thin'), secret: 'whsec_thin', kind: 'thin' })
  const finish = async () => {
    const { holds, invariants } = await verifyLedger(world.db.read)
    await sandbox.close()
    const broken = invariants.filter(invariant => !invariant.holds)
    if (!holds) throw new Error(`The books do not hold: ${JSON.stringify(broken)}`)
  }
  closeAfterTest(finish)
  const close = async () => {
    try {
      await finish()
    } finally {
      await site.close()
      await world.close()
    }
  }
  return { world, site, sandbox, ...time(sandbox, world), close }
}

function time(sandbox: Sandbox, world: TestWorld) {
  const settle = async () => {
    for (let round = 0; round < 20; round += 1) {
      const { delivered, failed } = await sandbox.control.drain()
      await workOff(world)
      if (delivered === 0 && failed === 0) return
    }
    throw new Error('The town does not come to rest.')
  }
  return {
    settle,
    pass: async (span: string) => {
      const [, amount = '', unit = ''] = /^(\d+)([dhms])$/.exec(span) ?? []
      const steps = unit === 'd' ? Number(amount) : 1
      for (let step = 0; step < steps; step += 1) {
        await sandbox.control.advance(unit === 'd' ? '1d' : span)
        await settle()
      }
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
