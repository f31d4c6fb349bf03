import {
  review,
  saveBudget,
  saveIdea,
  savePlace,
  saveRewards,
  startCampaign,
  submit,
} from '#app/domain/campaigns/campaigns.server.ts'
import { instant } from '#app/domain/clock.ts'
import { randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'
import { grantRole } from '#app/domain/users/users.server.ts'
import type { FundingModel, PledgeState, Role } from '#db/schema.ts'
import type { World } from '#app/world.server.ts'

/** What making them needs of a world. */
type Here = Pick<World, 'db' | 'clock'>

/** People and campaigns for tests, made through the same doors as in the product. */

export interface OwnedCampaign {
  campaignId: string
  initiatorId: string
}

/** A person; `name` also makes the address. */
export async function aUser(world: Here, name: string): Promise<string> {
  const id = randomIds.next()
  await world.db.inTransaction(trx =>
    trx
      .insertInto('user')
      .values({
        id,
        email: `${name.toLowerCase().replaceAll(' ', '.')}@example.test`,
        name,
        language: 'nl',
        created_at: instant(world.clock.now()),
      })
      .execute(),
  )
  return id
}

/** A member of the team, with roles. */
export async function aMember(world: Here, name: string, ...roles: Role[]): Promise<string> {
  const userId = await aUser(world, name)
  await world.db.inTransaction(async trx => {
    for (const role of roles) await grantRole(trx, world.clock.now(), { userId, role, grantedBy: null })
  })
  return userId
}

export const STORY =
  'Een strip over Leiden, gemaakt met Leidenaren en betaald door wie kan. Hij is niet te koop. Hij valt op de mat, in elke wijk.'

/** What a campaign is to be; what is left out is as in `aCompleteDraft`. */
interface WantedCampaign {
  title?: string
  deadline?: string
  initiatorId?: string
  model?: FundingModel
  /** As they are fixed when it is submitted; no fee and no costs passed on when left out. */
  conditions?: { platformFeeBp: number; costsPassedOn: boolean }
}

/** A draft in which nothing is missing: a minimum of 400 euros, an optimum of 520, two rewards. */
export async function aCompleteDraft(world: Here, wanted: WantedCampaign = {}): Promise<OwnedCampaign> {
  const initiatorId = wanted.initiatorId ?? (await aUser(world, `Initiatief ${randomIds.next().slice(-6)}`))
  const owned = { campaignId: randomIds.next(), initiatorId }
  const title = wanted.title ?? 'De Ziel van Leiden'
  const now = world.clock.now()
  await world.db.inTransaction(async trx => {
    await startCampaign(trx, now, { ...owned, title, language: 'nl' })
    await saveIdea(trx, now, owned, {
      title,
      intro: 'Gratis op elke deurmat.',
      story: STORY,
      drawing: 'door',
    })
    await savePlace(trx, now, owned, {
      districtCode: 'WK054601',
      deadline: wanted.deadline ?? '2026-12-12',
      fundingModel: wanted.model ?? 'all_or_nothing',
    })
    await saveBudget(trx, now, owned, [
      { label: 'Drukken', amountCents: cents(300_00), kind: 'must_have' },
      { label: 'Bezorgen', amountCents: cents(100_00), kind: 'must_have' },
      { label: 'Lespakket', amountCents: cents(120_00), kind: 'nice_to_have' },
    ])
    await saveRewards(trx, now, owned, {
      collectiveReturn: '50.000 strips op 50.000 deurmatten',
      collectiveReturnPlanned: 50_000,
      rewards: [
        {
          id: null,
          title: 'Een steen',
          description: 'Je naam in de strip',
          priceCents: cents(17_10),
          quantity: null,
        },
        { id: null, title: 'Een raam', description: 'Gesigneerd', priceCents: cents(71_00), quantity: 2 },
      ],
    })
  })
  return owned
}

export async function submitted(
  world: Here,
  owned: OwnedCampaign,
  conditions = { platformFeeBp: 0, costsPassedOn: false },
): Promise<OwnedCampaign> {
  const result = await world.db.inTransaction(trx => submit(trx, world.clock.now(), owned, conditions))
  if (!result.ok) throw new Error(`Not submitted: ${JSON.stringify(result)}`)
  return owned
}

/** Lets the initiator be paid. */
export async function activePayoutAccount(world: Here, userId: string): Promise<void> {
  const now = instant(world.clock.now())
  await world.db.inTransaction(trx =>
    trx
      .insertInto('payout_account')
      .values({
        id: randomIds.next(),
        user_id: userId,
        stripe_account_id: `acct_${userId.slice(-12)}`,
        state: 'active',
        created_at: now,
        updated_at: now,
      })
      .onConflict(conflict => conflict.column('user_id').doNothing())
      .execute(),
  )
}

export async function aLiveCampaign(
  world: Here,
  wanted: WantedCampaign = {},
): Promise<OwnedCampaign & { slug: string }> {
  const owned = await submitted(world, await aCompleteDraft(world, wanted), wanted.conditions)
  await activePayoutAccount(world, owned.initiatorId)
  const reviewerId = await aUser(world, `Reviewer ${randomIds.next().slice(-6)}`)
  const decision = { campaignId: owned.campaignId, reviewerId, decision: 'approved', reason: '' } as const
  const result = await world.db.inTransaction(trx =>
    review(trx, world.clock.now(), { ...decision, mayGoLive: { ok: true } }),
  )
  if (!result.ok) throw new Error(`Not approved: ${result.reason}`)
  const { slug } = await world.db.read
    .selectFrom('campaign')
    .select('slug')
    .where('id', '=', owned.campaignId)
    .executeTakeFirstOrThrow()
  return { ...owned, slug: slug ?? '' }
}

/** A pledge as a row only, for what other modules read of pledges: no money moves. */
export async function aPledgeRow(
  world: Here,
  pledge: { campaignId: string; email: string; state?: PledgeState; name?: string; isNameVisible?: boolean },
): Promise<string> {
  const id = randomIds.next()
  const now = instant(world.clock.now())
  await world.db.inTransaction(trx =>
    trx
      .insertInto('pledge')
      .values({
        id,
        campaign_id: pledge.campaignId,
        state: pledge.state ?? 'held',
        amount_cents: cents(17_10),
        tip_cents: cents(0),
        method: 'bank',
        collection: 'now',
        email: pledge.email,
        name: pledge.name ?? 'Ans',
        name_visible: pledge.isNameVisible === false ? 0 : 1,
        message: '',
        language: 'nl',
        created_at: now,
        accepted_at: now,
        reward_reserved: 0,
      })
      .execute(),
  )
  return id
}
