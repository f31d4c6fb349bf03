import { promiseJob } from '#app/domain/outbox/outbox.server.ts'
import type { JobKind } from '#app/domain/outbox/job-catalog.ts'
import { answerNearMiss, explainNearMiss } from '#app/domain/closings/closings.server.ts'
import { cents } from '#app/domain/money.ts'
import { startRefundRun, withdraw } from '#app/domain/payments/payments.server.ts'
import { approvePlatformPayout, proposePlatformPayout } from '#app/domain/payouts/payouts.server.ts'
import { recordDelivery } from '#app/domain/pledges/deliveries.server.ts'
import { doNextJob } from '#app/jobs/worker.server.ts'
import { payByBank, payByCard } from '#scripts/story/hosted-pages.ts'
import { randomIds } from '#app/domain/ids.ts'
import { aLiveCampaign, aMember } from '#tests/support/campaigns.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import type { Wanted } from '#tests/support/pledging.ts'
import { onboard } from '#tests/support/succeeded-campaign.ts'
import { approve, propose } from '#tests/support/approved-settlement.ts'
import type { Place } from '#tests/support/place.ts'
import { bookStatements, clearOldestLine } from './at-the-bank.ts'
import { confirmToClose, explainMonth, proposeToClose } from './month-ends.ts'

/**
 * A story that is told once for each moment at which the process may die in it. Each step may be done again as people
 * and workers do: the form is posted again, the button pressed again, the queue gone on with.
 */
export interface CrashStory {
  name: string
  /** Before the process may die. */
  prepare(town: Place): Promise<Step[]>
}

type Step = (town: Place) => Promise<void>

const DEADLINE = '2026-11-24'
const PAST_DEADLINE = '15h'

/** Delivers what Stripe tells, and does what is promised; not what the clock repeats, so that each moment counts. */
const work: Step = async town => {
  for (;;) {
    const { delivered, failed } = await town.sandbox.control.drain()
    let worked = false
    while (await doNextJob(town.world)) worked = true
    if (delivered + failed === 0 && !worked) return
  }
}

const doing =
  (kind: Extract<JobKind, 'close-due-campaigns' | 'find-discrepancies' | 'seal-journal'>): Step =>
  async ({ world }) => {
    const promise = { kind, key: 'scheduled', payload: {} }
    await world.db.inTransaction(trx => promiseJob(trx, world.clock.now(), promise))
  }

async function aCampaign(
  town: Place,
  wanted: Parameters<typeof aLiveCampaign>[1] = {},
): Promise<{ campaignId: string; initiatorId: string }> {
  await town.stripe.topups.create({ amount: 100_00, currency: 'eur', description: 'float' })
  await work(town)
  return aLiveCampaign(town.world, { deadline: DEADLINE, ...wanted })
}

async function paid(town: Place, campaignId: string, wanted: Wanted): Promise<string> {
  const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, wanted)
  if (wanted.method === 'card') await payByCard(checkoutUrl, '4242424242424242', town.browser)
  else await payByBank(checkoutUrl, 'authorise', 'ideal', town.browser)
  await work(town)
  return pledgeId
}

/** The backer posts the form, and pays where it leads. */
const pledging = async (
  town: Place,
  wanted: Wanted,
  click: (url: string) => Promise<string>,
): Promise<Step[]> => {
  const { campaignId } = await aCampaign(town)
  const pledgeId = randomIds.next()
  let checkout = ''
  return [
    async ({ world }) => {
      checkout = (await pledgeTo(world, campaignId, { ...wanted, pledgeId })).checkoutUrl
    },
    async () => void (await click(checkout)),
    work,
  ]
}

/** The campaign has the money of `backers`, its last day is over, and nobody has looked yet. */
const atTheDeadline = async (town: Place, backers: Wanted[]): Promise<void> => {
  const { campaignId } = await aCampaign(town)
  for (const wanted of backers) await paid(town, campaignId, wanted)
  await town.sandbox.control.advance(PAST_DEADLINE)
}

/** A campaign that has € 400 with a tip, and what else was pledged; it succeeded, and two people may pay it out. */
async function succeeded(town: Place, more: Wanted[] = []) {
  const conditions = { platformFeeBp: 500, costsPassedOn: false }
  const { campaignId, initiatorId } = await aCampaign(town, { conditions })
  await onboard(town, initiatorId)
  for (const wanted of [{ amount: 400_00, tip: 300 }, ...more]) await paid(town, campaignId, wanted)
  await town.sandbox.control.advance('3d')
  await doing('close-due-campaigns')(town)
  await work(town)
  const treasurer = await aMember(town.world, 'Thea', 'treasurer')
  const approver = await aMember(town.world, 'Aad', 'approver')
  return { campaignId, initiatorId, treasurer, approver }
}

/** A campaign that was paid out. */
async function settled(town: Place, more: Wanted[] = []) {
  const campaign = await succeeded(town, more)
  await propose(town.world, campaign.campaignId, campaign.treasurer)
  await approve(town.world, campaign.approver)
  await work(town)
  return campaign
}

/** The answer to a button that was pressed again after a crash is of no matter: what counts is the end. */
const pressing =
  (press: (town: Place) => Promise<unknown>): Step =>
  async town =>
    void (await press(town))

async function rewardOf({ world }: Place, campaignId: string): Promise<string> {
  const { id } = await world.db.read
    .selectFrom('reward')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('quantity', '=', 2)
    .executeTakeFirstOrThrow()
  return id
}

export const STORIES: readonly CrashStory[] = [
  {
    name: 'a pledge by iDEAL, from the form to the receipt',
    prepare: town =>
      pledging(town, { amount: 1_710, tip: 200 }, url => payByBank(url, 'authorise', 'ideal', town.browser)),
  },
  {
    name: 'a card that is saved',
    prepare: town =>
      pledging(town, { amount: 2_500, method: 'card' }, url =>
        payByCard(url, '4242424242424242', town.browser),
      ),
  },
  {
    name: 'the deadline of a campaign that made it, and a card that is charged',
    prepare: async town => {
      await atTheDeadline(town, [{ amount: 400_00 }, { amount: 2_500, method: 'card' }])
      return [doing('close-due-campaigns'), work]
    },
  },
  {
    name: 'the refund of one',
    prepare: async town => {
      const { campaignId } = await aCampaign(town)
      const pledgeId = await paid(town, campaignId, { amount: 1_710, tip: 200 })
      return [
        async ({ world }) =>
          void (await world.db.inTransaction(trx => withdraw(trx, world.clock.now(), pledgeId))),
        work,
      ]
    },
  },
  {
    name: 'the refund of all',
    prepare: async town => {
      await atTheDeadline(town, [
        { amount: 1_710, tip: 200 },
        { amount: 2_500 },
        { amount: 900, method: 'card' },
      ])
      return [doing('close-due-campaigns'), work]
    },
  },
  {
    name: 'a payout',
    prepare: async town => {
      const { campaignId, treasurer, approver } = await succeeded(town)
      return [
        pressing(({ world }) => propose(world, campaignId, treasurer)),
        pressing(({ world }) => approve(world, approver)),
        work,
      ]
    },
  },
  {
    name: 'the end of the 80 % conversation: who stays is charged, and who withdraws is paid back',
    prepare: async town => {
      const { campaignId, initiatorId } = await aCampaign(town)
      await paid(town, campaignId, { amount: 320_00 })
      const leaves = await paid(town, campaignId, { amount: 17_10, tip: 200 })
      await paid(town, campaignId, { amount: 25_00, method: 'card' })
      await town.sandbox.control.advance(PAST_DEADLINE)
      await doing('close-due-campaigns')(town)
      await work(town)
      const { db, clock } = town.world
      const plan = { campaignId, initiatorId, amounts: [cents(240_00), cents(100_00)] }
      const explanation = 'De drukker doet het voor minder, en wij bezorgen zelf, wijk voor wijk.'
      await db.inTransaction(trx => explainNearMiss(trx, clock.now(), { ...plan, explanation }))
      await work(town)
      await town.sandbox.control.advance('5d')
      return [
        pressing(({ world }) =>
          world.db.inTransaction(trx =>
            answerNearMiss(trx, world.clock.now(), { pledgeId: leaves, answer: 'withdraw' }),
          ),
        ),
        async ({ sandbox }) => void (await sandbox.control.advance('1d')),
        work,
      ]
    },
  },
  {
    name: 'everyone is paid back',
    prepare: async town => {
      const { campaignId, treasurer: startedBy } = await succeeded(town, [{ amount: 17_10, tip: 200 }])
      const wanted = { campaignId, startedBy, reason: 'De drukker is failliet.' }
      return [
        pressing(({ world }) =>
          world.db.inTransaction(trx =>
            startRefundRun(trx, world.clock.now(), { ...wanted, typedTitle: 'De Ziel van Leiden' }),
          ),
        ),
        work,
      ]
    },
  },
  {
    name: 'a withdrawal after the reward was delivered and the campaign was paid out',
    prepare: async town => {
      const conditions = { platformFeeBp: 500, costsPassedOn: false }
      const { campaignId, initiatorId } = await aCampaign(town, { conditions })
      await onboard(town, initiatorId)
      const rewardId = await rewardOf(town, campaignId)
      await paid(town, campaignId, { amount: 400_00 })
      const pledgeId = await paid(town, campaignId, { amount: 71_00, rewardId })
      await town.sandbox.control.advance('3d')
      await doing('close-due-campaigns')(town)
      await work(town)
      await propose(town.world, campaignId, await aMember(town.world, 'Thea', 'treasurer'))
      await approve(town.world, await aMember(town.world, 'Aad', 'approver'))
      await work(town)
      const day = '2026-11-27'
      return [
        pressing(({ world }) =>
          world.db.inTransaction(trx =>
            recordDelivery(trx, world.clock.now(), { campaignId, initiatorId, rewardId, pledgeId, day }),
          ),
        ),
        pressing(({ world }) => world.db.inTransaction(trx => withdraw(trx, world.clock.now(), pledgeId))),
        work,
      ]
    },
  },
  {
    name: 'our own payout, and its line on a statement of the bank',
    prepare: async town => {
      const { treasurer, approver } = await settled(town)
      const payout = { amount: cents(10_00), proposedBy: treasurer, booksHold: true }
      return [
        pressing(({ world }) =>
          world.db.inTransaction(trx => proposePlatformPayout(trx, world.clock.now(), payout)),
        ),
        pressing(({ world }) => approveOwnPayout(world, approver)),
        work,
        async ({ sandbox }) => void (await sandbox.control.advance('3d')),
        pressing(place => bookStatements(place, { treasurer })),
        work,
      ]
    },
  },
  {
    name: 'statements of the bank are booked, and a line is cleared',
    prepare: async town => {
      const { treasurer } = await settled(town)
      town.sandbox.control.trigger('bank/deposit', { amount: 5_000 })
      town.sandbox.control.trigger('bank/costs', { amount: 995 })
      await town.sandbox.control.advance('2d')
      return [
        pressing(place => bookStatements(place, { treasurer })),
        pressing(place => clearOldestLine(place, { treasurer })),
        work,
      ]
    },
  },
  {
    name: 'a month is closed, and its archive made',
    prepare: async town => {
      const { treasurer, approver } = await settled(town)
      await town.sandbox.control.advance('7d')
      await bookStatements(town, { treasurer })
      for (const kind of ['find-discrepancies', 'seal-journal'] as const) await doing(kind)(town)
      await work(town)
      await explainMonth(town, '2026-11', treasurer)
      return [
        pressing(place => proposeToClose(place, '2026-11', treasurer)),
        pressing(place => confirmToClose(place, '2026-11', approver)),
        work,
      ]
    },
  },
]

async function approveOwnPayout(world: Place['world'], approvedBy: string): Promise<unknown> {
  const payout = await world.db.read
    .selectFrom('platform_payout')
    .select(['id', 'approval_hash as hash'])
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  if (!payout) return null
  const request = { platformPayoutId: payout.id, approvedBy, hash: payout.hash, booksHold: true }
  return world.db.inTransaction(trx => approvePlatformPayout(trx, world.clock.now(), request))
}
