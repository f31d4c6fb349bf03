import fc from 'fast-check'
import { doNextJob } from '#app/jobs/worker.server.ts'
import { act } from '../act.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const path = fc.constantFrom(
  '/v1/checkout/sessions',
  '/v1/customers',
  '/v1/refunds',
  '/v1/payment_intents',
  '/v1/transfers',
)
const nothing = fc.constant({})
const anyTime = (weight: number) => ({ before: weight, afterwards: weight })

/** So many pages more of the database fit on the disk. */
export const FILL_DISK = act(
  'the disk is nearly full',
  anyTime(1),
  fc.record({ pages: fc.integer({ min: 0, max: 4 }) }),
  (stage, { pages }) => stage.fillDisk(pages),
)

export const MAKE_ROOM = act('there is room again', anyTime(1), nothing, stage => stage.makeRoom())

/** What the worker, the network, the clock and the machine do. */
export const WEATHER = [
  act('do some jobs', anyTime(3), fc.record({ jobs: fc.integer({ min: 1, max: 12 }) }), async (stage, of) => {
    for (let done = 0; done < of.jobs; done += 1) await doNextJob(stage.world)
  }),
  act(
    'two workers at once',
    anyTime(2),
    fc.record({ jobs: fc.integer({ min: 2, max: 8 }) }),
    async (stage, of) => {
      const work = async () => {
        for (let done = 0; done < of.jobs; done += 1) await doNextJob(stage.world)
      }
      await Promise.all([work(), work()])
    },
  ),
  // Its lease runs out and another takes its job; then it goes on, and must be too late.
  act(
    'a worker hangs in a request',
    anyTime(1),
    fc.record({ where: fc.constantFrom('there', 'back') }),
    (stage, { where }) => stage.hang(() => doNextJob(stage.world), where),
  ),
  act('a worker goes on', anyTime(1), nothing, stage => stage.letGo()),
  act('deliver webhooks', anyTime(2), nothing, stage => stage.town.sandbox.control.drain()),
  act('lose webhooks', anyTime(1), fc.record({ share: fc.constantFrom(0, 0.5, 1) }), async (stage, of) => {
    stage.town.sandbox.machine.settings.webhooks.dropShare = of.share
  }),
  act(
    'webhooks come late, twice and out of order',
    anyTime(2),
    fc.record({
      late: fc.constantFrom(0, 60_000, HOUR_MS, 3 * DAY_MS),
      copies: fc.integer({ min: 1, max: 5 }),
    }),
    async ({ town }, { late, copies }) => {
      const { webhooks } = town.sandbox.machine.settings
      webhooks.longestDelayMs = late
      webhooks.parallel = copies > 1 ? 8 : 1
      if (town.sky) town.sky.mostCopies = copies
    },
  ),
  act(
    'Stripe breaks',
    anyTime(2),
    fc.record({ path, kind: fc.constantFrom('error_before', 'error_after', 'cut', '429') }),
    async (stage, of) =>
      stage.town.sandbox.control.fault({ path: `^${of.path}`, kind: of.kind, method: 'POST' }),
  ),
  act(
    'a request is lost',
    anyTime(2),
    fc.record({ path, lost: fc.constantFrom('request', 'answer') }),
    async ({ town }, { path: of, lost }) => town.sky?.loseRequest(new RegExp(`^(GET|POST) ${of}`), lost),
  ),
  act(
    'the process dies',
    anyTime(2),
    fc.record({ nth: fc.integer({ min: 1, max: 30 }) }),
    async (stage, of) => stage.town.sky?.dieAt(of.nth),
  ),
  act(
    'a transaction is cut off',
    anyTime(2),
    fc.record({
      nth: fc.integer({ min: 1, max: 40 }),
      how: fc.constantFrom('the process dies', 'the process dies', 'the disk fails'),
    }),
    async (stage, of) => stage.town.sky?.failInStatement(of.nth, of.how),
  ),
  FILL_DISK,
  MAKE_ROOM,
  act('restart', anyTime(1), nothing, stage => stage.town.restart()),
  act(
    'the clock is set back',
    anyTime(1),
    fc.record({ byMs: fc.constantFrom(0, 90_000, HOUR_MS) }),
    async ({ town }, { byMs }) => {
      if (town.sky) town.sky.clockIsBehindMs = byMs
    },
  ),
  // Time passes, and nobody works.
  act(
    'wait',
    { before: 3, afterwards: 0 },
    fc.record({ span: fc.constantFrom('20s', '90s', '20m', '40m', '5h') }),
    (stage, of) => stage.wait(of.span),
  ),
  act(
    'wait long',
    { before: 0, afterwards: 2 },
    fc.record({ span: fc.constantFrom('5h', '24h', '72h') }),
    (stage, of) => stage.wait(of.span),
  ),
  // Time passes, and everything that is due is done.
  act(
    'live',
    { before: 4, afterwards: 0 },
    fc.record({ span: fc.constantFrom('1m', '5m', '20m', '2h') }),
    (stage, of) => stage.live(of.span),
  ),
  // A campaign that keeps what it raises may be paid out after two weeks; any other is over by then.
  act('live for two weeks', { before: 1, afterwards: 0 }, nothing, async stage => {
    if (stage.isLong) await stage.live('14d')
  }),
  act(
    'live long',
    { before: 0, afterwards: 4 },
    fc.record({ span: fc.constantFrom('2h', '1d', '3d') }),
    (stage, of) => stage.live(of.span),
  ),
]

/** The last day is over, perhaps before anybody has done what was due. */
export const DEADLINE_PASSES = act(
  'the deadline passes',
  { before: 0, afterwards: 0 },
  fc.record({ works: fc.boolean() }),
  async (stage, { works }) => {
    await stage.waitUntil(stage.pastDeadline)
    if (works) await stage.town.settle()
  },
)
