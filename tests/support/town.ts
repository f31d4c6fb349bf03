import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import type { ServerBuild } from '@remix-run/node'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { HANDLED_CONNECT_EVENTS, HANDLED_EVENTS, HANDLED_THIN_EVENTS } from '#app/stripe/event-types.ts'
import { createStripe } from '#app/stripe/client.server.ts'
import { createStripeGateway } from '#app/stripe/gateway.server.ts'
import { startSandbox } from '#scripts/sandbox/start-sandbox.ts'
import type { Sandbox, SandboxOptions } from '#scripts/sandbox/start-sandbox.ts'
import { overHttp } from '#scripts/story/hosted-pages.ts'
import { closeAfterTest } from './close-after-test.ts'
import { openTestSite } from './test-site.ts'
import type { TestSite } from './test-site.ts'
import { passingTime } from './passing-time.ts'
import type { Place } from './place.ts'
import { makeTestWorld } from './test-world.ts'
import type { TestWorld, TestWorldOverrides } from './test-world.ts'

/**
 * A whole town for one test: the site over HTTP, its books, and the sandbox as Stripe, which sends its webhooks
 * to the site. Both live by the sandbox's clock, which stands still until the test moves it.
 */
export interface Town extends Place {
  readonly site: TestSite
  sandbox: Sandbox
}

export interface TownOptions extends SandboxOptions {
  settings?: Record<string, string>
  /** What the site serves in place of the routes as they are in the tree. */
  build?: ServerBuild
  /** Puts something between the site and its world, for instance what makes it crash. */
  inside?: (world: TestWorld) => TestWorld
  /** For a test that breaks the books to see that it is found: they are not looked at when the town closes. */
  booksMayBreak?: boolean
}

const START = '2026-11-24T09:00:00.000Z'

/** Opens a town. When it closes it looks whether the books hold and Stripe was spoken to rightly. */
export async function openTown(options: TownOptions = {}): Promise<Town> {
  const { settings, build, inside = world => world, booksMayBreak = false, ...ofSandbox } = options
  const sandbox = await startSandbox({ validate: 'throw', startAt: START, ...ofSandbox })
  await sandbox.control.freeze()
  const port = await freePort()
  sendWebhooksTo(sandbox, port)
  const begin = async (decorate: (world: TestWorld) => TestWorld, goesOn: Kept = {}) => {
    const made = await worldOf(sandbox, port, settings, goesOn)
    const world = decorate(made)
    const { database, postman, files } = made
    return { world, site: await openTestSite(world, build), kept: { database, postman, files } }
  }
  let now = await begin(inside)
  let isOpen = true
  const town: Town = {
    get world() {
      return now.world
    },
    get site() {
      return now.site
    },
    sandbox,
    browser: overHttp,
    stripe: createStripe({ apiKey: sandbox.apiKey, apiBase: sandbox.url, retries: 0 }),
    ...passingTime(sandbox, () => now.world),
    restart: async (again = {}) => {
      const { world, site, kept } = now
      await site.close()
      await world.db.close()
      now = await begin(again.inside ?? (same => same), kept)
    },
    close: async () => {
      if (!isOpen) return
      isOpen = false
      const report = await verifyLedger(now.world.db.read)
      await sandbox.close()
      await now.site.close()
      await now.world.close()
      if (!report.holds && !booksMayBreak)
        throw new Error(
          `The books do not hold: ${JSON.stringify(report.invariants.filter(({ holds }) => !holds))}`,
        )
    },
  }
  closeAfterTest(town.close)
  return town
}

function sendWebhooksTo(sandbox: Sandbox, port: number): void {
  const endpoint = (path: string, events: readonly string[]) => ({
    url: `http://127.0.0.1:${port}/webhooks/${path}`,
    enabled_events: [...events],
  })
  const { setWebhookEndpoint } = sandbox.control
  setWebhookEndpoint({ ...endpoint('stripe', HANDLED_EVENTS), secret: 'whsec_platform', kind: 'snapshot' })
  setWebhookEndpoint({
    ...endpoint('stripe-connect', HANDLED_CONNECT_EVENTS),
    secret: 'whsec_connect',
    kind: 'snapshot',
    connect: true,
  })
  setWebhookEndpoint({ ...endpoint('stripe-thin', HANDLED_THIN_EVENTS), secret: 'whsec_thin', kind: 'thin' })
}

/** What outlives a process: its books and files, and the mail server that it speaks to. */
type Kept = Pick<TestWorldOverrides, 'database' | 'postman' | 'files'>

function worldOf(
  sandbox: Sandbox,
  port: number,
  settings: Record<string, string> = {},
  kept: Kept,
): Promise<TestWorld> {
  const unmoved = () => {
    throw new Error("The sandbox owns this town's clock: use pass().")
  }
  return makeTestWorld({
    clock: { now: () => new Date(sandbox.control.clock().now), set: unmoved, advance: unmoved },
    gateway: createStripeGateway({ apiKey: sandbox.apiKey, apiBase: sandbox.url }),
    ...kept,
    settings: {
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      PORT: String(port),
      STRIPE_API_BASE: sandbox.url,
      ...settings,
    },
  })
}

/**
 * A port below those that the system gives to connections that go out (from 32768 on Linux): one of those may be taken
 * between here and the moment at which the site listens.
 */
function freePort(tries = 100): Promise<number> {
  return new Promise((resolve, reject) => {
    const port = randomInt(15_000, 32_000)
    const server = createServer()
    server.once('error', error => (tries > 0 ? resolve(freePort(tries - 1)) : reject(error)))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)))
  })
}
