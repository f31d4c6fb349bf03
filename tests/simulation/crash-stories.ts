import { promiseJob } from '#app/domain/outbox/outbox.server.ts'
import type { JobKind } from '#app/domain/outbox/job-catalog.ts'
import { withdraw } from '#app/domain/payments/payments.server.ts'
import { doNextJob } from '#app/jobs/worker.server.ts'
import { payByBank, payByCard } from '#scripts/story/hosted-pages.ts'
import { randomIds } from '#app/domain/ids.ts'
import { aLiveCampaign, aMember } from '#tests/support/campaigns.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import type { Wanted } from '#tests/support/pledging.ts'
import { onboard } from '#tests/support/succeeded-campaign.ts'
import { approve, propose } from '#tests/support/approved-settlement.ts'
import type { Place } from '#tests/support/place.ts'

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
  (kind: Extract<JobKind, 'close-due-campaigns'>): Step =>
  async ({ world }) => {
    const promise = { kind, key: 'scheduled', payload: {} }
    await world.db.inTransaction(trx => promiseJob(trx, world.clock.now(), promise))
  }

async function aCampaign(town: Place): Promise<{ campaignId: string; initiatorId: string }> {
  await town.stripe.topups.create({ amount: 100_00, currency: 'eur', description: 'float' })
  await work(town)
  return aLiveCampaign(town.world, { deadline: DEADLINE })
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
      const { campaignId, initiatorId } = await aCampaign(town)
      await onboard(town, initiatorId)
      await paid(town, campaignId, { amount: 400_00, tip: 300 })
      await town.sandbox.control.advance('3d')
      await doing('close-due-campaigns')(town)
      await work(town)
      const treasurer = await aMember(town.world, 'Thea', 'treasurer')
      const approver = await aMember(town.world, 'Aad', 'approver')
      return [
        async ({ world }) => void (await propose(world, campaignId, treasurer)),
        async ({ world }) => void (await approve(world, approver)),
        work,
      ]
    },
  },
]
