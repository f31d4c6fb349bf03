import { ensurePayoutAccount, onboardingLink, syncPayoutAccount } from '#app/domain/payouts/payouts.server.ts'
import { completeOnboarding, payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from './campaigns.ts'
import { pledgeTo } from './pledging.ts'
import type { Place } from './place.ts'
import type { Town } from './town.ts'

export interface SucceededCampaign {
  campaignId: string
  initiatorId: string
  /** Held pledges, in the order in which they were made. */
  pledgeIds: string[]
}

/** A campaign that took € 400 and € 20 by bank, with a tip of € 3, and succeeded; its initiator can be paid. */
export async function aSucceededCampaign(town: Town, initiatorId?: string): Promise<SucceededCampaign> {
  const { world } = town
  await topUp(town.sandbox, 100_00)
  const campaign = await aLiveCampaign(world, { deadline: '2026-11-24', initiatorId })
  await onboard(town, campaign.initiatorId)
  const pledgeIds: string[] = []
  for (const wanted of [{ amount: 400_00, tip: 300 }, { amount: 20_00 }]) {
    const { pledgeId, checkoutUrl } = await pledgeTo(world, campaign.campaignId, wanted)
    await payByBank(checkoutUrl)
    pledgeIds.push(pledgeId)
  }
  await town.pass('1d')
  return { ...campaign, pledgeIds }
}

/** Replaces the payout account by one that exists at Stripe, through Stripe's own pages. */
export async function onboard(
  { world, browser }: Pick<Place, 'world' | 'browser'>,
  userId: string,
): Promise<void> {
  await world.db.inTransaction(trx =>
    trx.deleteFrom('payout_account').where('user_id', '=', userId).execute(),
  )
  const initiator = { id: userId, email: 'i@example.test', name: 'Ine', language: 'nl' } as const
  const made = await ensurePayoutAccount(world, initiator)
  const stripeAccountId = made.ok ? made.account.stripe_account_id : null
  const link = stripeAccountId && (await onboardingLink(world, stripeAccountId))
  if (!stripeAccountId || !link) throw new Error('The initiator could not be onboarded.')
  await completeOnboarding(link, { name: 'Ine', iban: 'NL39RABO0300065264' }, browser)
  await syncPayoutAccount(world, stripeAccountId)
}
