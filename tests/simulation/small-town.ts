import { doAllThatIsDue, keepTime } from '#app/jobs/worker.server.ts'
import { HANDLED_CONNECT_EVENTS, HANDLED_EVENTS, HANDLED_THIN_EVENTS } from '#app/stripe/event-types.ts'
import { createStripe } from '#app/stripe/client.server.ts'
import { createStripeGateway } from '#app/stripe/gateway.server.ts'
import type { Endpoint } from '#app/stripe/inbox.server.ts'
import { answerPage } from '#scripts/sandbox/http-server.ts'
import type { Carrier } from '#scripts/sandbox/postman.ts'
import { openMachine } from '#scripts/sandbox/start-sandbox.ts'
import type { Browser } from '#scripts/story/hosted-pages.ts'
import { closeAfterTest } from '#tests/support/close-after-test.ts'
import { Crash } from '#tests/support/crash.ts'
import { passingTime } from '#tests/support/passing-time.ts'
import type { Place } from '#tests/support/place.ts'
import { makeSqliteDatabase } from '#tests/support/test-database.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld, TestWorldOverrides } from '#tests/support/test-world.ts'
import { DirectClient } from './direct-client.ts'
import { isOfTheDisk, openSky } from './sky.ts'
import type { Sky } from './sky.ts'

/**
 * A town in one process and without a single socket: the real services, worker and books; Stripe's own client, which
 * reaches the sandbox by function calls; webhooks that come to the inbox by function calls. Clock, network and
 * process are in the hands of the sky.
 */
export interface SmallTown extends Place {
  readonly sky: Sky
  /** How often a webhook reached the site, copies and repeats included. */
  readonly webhooks: number
}

interface SmallTownOptions {
  seed: string
  /** Puts something between every process and its world: a control puts something wrong there. */
  inside?: (world: TestWorld) => TestWorld
}

const START = '2026-11-24T09:00:00.000Z'
const STRIPE = 'https://stripe.test'
const SITE = 'https://stadmakers.test'
const API_KEY = 'sk_test_sandbox'

const ENDPOINTS = {
  stripe: 'platform',
  'stripe-connect': 'connect',
  'stripe-thin': 'thin',
} as const satisfies Record<string, Endpoint>

/** Opens a small town. */
export async function openSmallTown({ seed, inside = world => world }: SmallTownOptions): Promise<SmallTown> {
  const sky = openSky(seed)
  let webhooks = 0
  const carrier: Carrier = async webhook => {
    const copies = sky.copiesOf((JSON.parse(webhook.payload) as { id: string }).id)
    webhooks += copies
    const statuses = await Promise.all(Array.from({ length: copies }, () => receive(now, webhook)))
    return statuses[0] ?? 500
  }
  const machine = openMachine(
    { startAt: START, publicUrl: STRIPE, webhooks: 'calm', validate: 'off', seed },
    carrier,
  )
  const { core, control } = machine
  await control.freeze()
  tellEndpoints(control)
  const clock = {
    now: () => new Date(core.clock.now() - sky.clockIsBehindMs),
    set: unmoved,
    advance: unmoved,
  }
  /** As they were made: what stood between a dead process and them must not stand before the next. */
  let outlives: Pick<TestWorldOverrides, 'database' | 'postman' | 'files'> = {
    database: await makeSqliteDatabase(),
  }
  const begin = async (): Promise<TestWorld> => {
    const made = await makeTestWorld({
      clock,
      gateway: createStripeGateway({
        apiKey: API_KEY,
        apiBase: STRIPE,
        httpClient: new DirectClient(core, sky.network),
        retries: 0,
      }),
      ...outlives,
      settings: { PUBLIC_URL: SITE, LOG_LEVEL: 'warn' },
    })
    outlives = { database: made.database, postman: made.postman, files: made.files }
    return sky.inside(inside(made))
  }
  let now = await begin()
  let timekeeper = keepTime(now)
  let isOpen = true
  const calm = { there: async () => {}, back: async () => {} }
  const town: SmallTown = {
    get world() {
      return now
    },
    get webhooks() {
      return webhooks
    },
    sky,
    sandbox: { url: STRIPE, apiKey: API_KEY, machine: core, control },
    stripe: createStripe({
      apiKey: API_KEY,
      apiBase: STRIPE,
      httpClient: new DirectClient(core, calm),
      retries: 0,
    }),
    browser: browserOf(machine),
    ...passingTime(
      { control },
      () => now,
      async () => {
        await timekeeper.promiseWhatIsDue()
        await doAllThatIsDue(now)
      },
    ),
    restart: async () => {
      await now.db.close()
      sky.processBegins()
      now = await begin()
      timekeeper = keepTime(now)
    },
    close: async () => {
      if (!isOpen) return
      isOpen = false
      await machine.close()
      await now.close()
    },
  }
  closeAfterTest(town.close)
  return town
}

function unmoved(): never {
  throw new Error("The sandbox owns this town's clock: use pass().")
}

function tellEndpoints({ setWebhookEndpoint }: Place['sandbox']['control']): void {
  const to = (path: keyof typeof ENDPOINTS, events: readonly string[]) => ({
    url: `${SITE}/webhooks/${path}`,
    enabled_events: [...events],
  })
  setWebhookEndpoint({ ...to('stripe', HANDLED_EVENTS), secret: 'whsec_platform', kind: 'snapshot' })
  const connect = to('stripe-connect', HANDLED_CONNECT_EVENTS)
  setWebhookEndpoint({ ...connect, secret: 'whsec_connect', kind: 'snapshot', connect: true })
  setWebhookEndpoint({ ...to('stripe-thin', HANDLED_THIN_EVENTS), secret: 'whsec_thin', kind: 'thin' })
}

/** As the webhook routes answer. A site that has died gives no answer, and 500 is as good as none. */
async function receive(
  { inbox }: TestWorld,
  { url, payload, signature }: Parameters<Carrier>[0],
): Promise<number> {
  const endpoint = ENDPOINTS[new URL(url).pathname.split('/').at(-1) as keyof typeof ENDPOINTS]
  try {
    return (await inbox.receive(endpoint, payload, signature)).ok ? 200 : 400
  } catch (error) {
    if (error instanceof Crash || isOfTheDisk(error)) return 500
    throw error
  }
}

function browserOf({ core, panel }: ReturnType<typeof openMachine>): Browser {
  return async (url, fields) => {
    const address = new URL(url)
    const body = new URLSearchParams(fields).toString()
    const { status, headers } = await answerPage(core, panel, 'POST', address, body)
    return { status, location: headers.Location ?? null }
  }
}
