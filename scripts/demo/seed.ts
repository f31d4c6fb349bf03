import { setTimeout as pause } from 'node:timers/promises'
import {
  dayInCity,
  review,
  saveBudget,
  saveIdea,
  savePlace,
  saveRewards,
  startCampaign,
  submit,
} from '#app/domain/campaigns/campaigns.server.ts'
import { after, DAY_MS, HOUR_MS, instant } from '#app/domain/clock.ts'
import { randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'
import { openCheckout } from '#app/domain/payments/payments.server.ts'
import { ensurePayoutAccount, onboardingLink, syncPayoutAccount } from '#app/domain/payouts/payouts.server.ts'
import { startPledge } from '#app/domain/pledges/pledges.server.ts'
import { findOrMakeUser, grantRole } from '#app/domain/users/users.server.ts'
import { closeWorld, openWorld } from '#app/open-world.server.ts'
import type { World } from '#app/world.server.ts'
import { completeOnboarding, payByBank, payByCard, topUp } from '../story/hosted-pages.ts'
import { DEMO_CAMPAIGNS, NEARLY_MADE } from './campaigns.ts'
import type { DemoCampaign, DemoPledge } from './campaigns.ts'
import { beginFilling, endFilling } from './folder.ts'
import { advanceClock } from './forward.ts'
import { atRest } from './rest.ts'
import { DEMO_PEOPLE } from './people.ts'
import type { Demo } from './start-demo.ts'

const FLOAT_CENTS = 250_00

/** When the clock of a demonstration must start that is going to be filled, so that it tells the true time afterwards. */
export const startOfFilled = (): string => new Date(Date.now() - DAY_MS).toISOString()

/**
 * Fills a new demonstration: people, campaigns and pledges, through the same doors, Checkout and webhooks as
 * everything else. A demonstration that has its people is left as it is: half of one is never seen here, since its
 * folder was emptied when it was claimed. A day passes meanwhile, so that one campaign has had its last day.
 */
export async function seedDemo(demo: Demo, say: (line: string) => void): Promise<void> {
  const world = await openWorld(demo.config)
  try {
    if (await hasPeople(world)) return
    say('Filling the demonstration…')
    beginFilling(demo.folder)
    await seedPeople(world)
    await topUp({ url: demo.sandbox, apiKey: demo.config.STRIPE_API_KEY }, FLOAT_CENTS)
    await seedCampaign(world, NEARLY_MADE)
    await atRest(world, demo.sandbox)
    await advanceClock(demo.sandbox, DAY_MS / HOUR_MS)
    const since = instant(world.clock.now())
    for (const campaign of DEMO_CAMPAIGNS) await seedCampaign(world, campaign)
    await atRest(world, demo.sandbox, since)
    endFilling(demo.folder)
  } finally {
    await closeWorld(world)
  }
}

async function hasPeople(world: World): Promise<boolean> {
  const { email } = DEMO_PEOPLE.initiator
  return (
    (await world.db.read.selectFrom('user').select('id').where('email', '=', email).executeTakeFirst()) !==
    undefined
  )
}

/** The people with their roles; also all that a demonstration without campaigns needs. */
export async function seedPeople(world: World): Promise<void> {
  const now = world.clock.now()
  await world.db.inTransaction(async trx => {
    for (const { email, name, roles } of Object.values(DEMO_PEOPLE)) {
      const userId = await findOrMakeUser(trx, now, email, 'nl')
      await trx.updateTable('user').set({ name }).where('id', '=', userId).execute()
      for (const role of roles) await grantRole(trx, now, { userId, role, grantedBy: null })
    }
  })
}

async function seedCampaign(world: World, wanted: DemoCampaign): Promise<void> {
  const now = world.clock.now()
  const { initiator } = wanted
  const owned = await world.db.inTransaction(async trx => {
    const initiatorId = await findOrMakeUser(trx, now, initiator.email, 'nl')
    await trx.updateTable('user').set({ name: initiator.name }).where('id', '=', initiatorId).execute()
    const owned = { campaignId: randomIds.next(), initiatorId }
    await startCampaign(trx, now, { ...owned, title: wanted.title, language: 'nl' })
    await saveIdea(trx, now, owned, wanted)
    const deadline = dayInCity(new Date(after(now, wanted.daysLeft * DAY_MS)))
    await savePlace(trx, now, owned, {
      districtCode: wanted.districtCode,
      deadline,
      fundingModel: 'all_or_nothing',
    })
    const budget = wanted.budget.map(([label, euros, kind]) => ({
      label,
      amountCents: cents(euros * 100),
      kind,
    }))
    await saveBudget(trx, now, owned, budget)
    await saveRewards(trx, now, owned, {
      collectiveReturn: wanted.collectiveReturn,
      collectiveReturnPlanned: wanted.planned,
      rewards: wanted.rewards.map(([title, description, price, quantity]) => ({
        ...{ id: null, title, description, quantity },
        priceCents: cents(price),
      })),
    })
    await submit(trx, now, owned, {
      platformFeeBp: world.config.PLATFORM_FEE_BP,
      costsPassedOn: world.config.COSTS_PASSED_ON,
    })
    return owned
  })
  if (!wanted.pledges) return
  await onboard(world, owned.initiatorId, initiator)
  await approve(world, owned.campaignId)
  for (const pledge of wanted.pledges) await seedPledge(world, owned.campaignId, pledge)
}

async function onboard(
  world: World,
  id: string,
  { email, name, iban }: DemoCampaign['initiator'],
): Promise<void> {
  const made = await ensurePayoutAccount(world, { id, email, name, language: 'nl' })
  const account = made.ok ? made.account.stripe_account_id : null
  const link = account ? await onboardingLink(world, account) : null
  if (!account || !link) throw new Error('The payout account of the demonstration could not be made.')
  await completeOnboarding(link, { name, iban })
  await syncPayoutAccount(world, account)
}

async function approve(world: World, campaignId: string): Promise<void> {
  const { id: reviewerId } = await world.db.read
    .selectFrom('user')
    .select('id')
    .where('email', '=', DEMO_PEOPLE.reviewer.email)
    .executeTakeFirstOrThrow()
  const decision = {
    campaignId,
    reviewerId,
    decision: 'approved',
    reason: '',
    mayGoLive: { ok: true },
  } as const
  const reviewed = await world.db.inTransaction(trx => review(trx, world.clock.now(), decision))
  if (!reviewed.ok) throw new Error(`A campaign of the demonstration was not approved: ${reviewed.reason}`)
}

async function seedPledge(world: World, campaignId: string, pledge: DemoPledge): Promise<void> {
  const pledgeId = randomIds.next()
  const { config } = world
  const started = await world.db.inTransaction(trx =>
    startPledge(trx, world.clock.now(), {
      pledgeId,
      campaignId,
      language: 'nl',
      limits: {
        least: cents(config.PLEDGE_MIN_CENTS),
        most: cents(config.PLEDGE_MAX_CENTS),
        leastForReward: cents(config.REWARD_MIN_CENTS),
      },
      input: {
        amount: cents(pledge.cents),
        tip: cents(pledge.tip ?? 0),
        rewardId: null,
        method: pledge.method === 'card' ? 'card' : 'bank',
        email: pledge.email ?? `donateur-${pledgeId.slice(-6)}@stadmakers.example`,
        name: pledge.name,
        nameVisible: !pledge.isAnonymous,
        message: pledge.message ?? '',
      },
    }),
  )
  if (!started.ok) throw new Error(`A pledge of the demonstration was refused: ${started.reason}`)
  const opened = await openCheckout(world, pledgeId)
  if (!opened.ok) throw new Error(`A Checkout of the demonstration did not open: ${opened.reason}`)
  if (pledge.method === 'card') await payByCard(opened.url, '4242424242424242')
  else await payByBank(opened.url, 'authorise', pledge.method)
  // The wall lists who came last first; a moment between two pledges keeps their order.
  await pause(5)
}
