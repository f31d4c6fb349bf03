import { campaignForTeam } from '#app/domain/campaigns/campaign-queries.server.ts'
import { toldStateOf } from '#app/domain/campaigns/public-campaign.ts'
import type { CampaignForTeam } from '#app/domain/campaigns/campaign-queries.server.ts'
import { closureOf } from '#app/domain/closings/closing-queries.server.ts'
import { windingUpOf } from '#app/domain/closings/closings.server.ts'
import { isId } from '#app/domain/ids.ts'
import { campaignSums } from '#app/domain/ledger/ledger-queries.server.ts'
import { effectOfRefund } from '#app/domain/payments/payments.server.ts'
import { payoutsOfCampaign } from '#app/domain/payouts/payout-queries.server.ts'
import { payableOf } from '#app/domain/payouts/payouts.server.ts'
import { pledgesByState, pledgesForDesk } from '#app/domain/pledges/desk-pledge-queries.server.ts'
import { findPledge } from '#app/domain/pledges/pledges.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { notFound } from '#app/http/responses.server.ts'
import type { UserActor } from '#app/http/visitor.server.ts'
import type { World } from '#app/world.server.ts'
import { readState } from './campaign-deeds.ts'

const PLEDGES_SHOWN = 50

/** @throws Response 404 when there is no such campaign */
export async function findCampaign({ db, clock }: World, campaignId = ''): Promise<CampaignForTeam> {
  const found = isId(campaignId) ? await campaignForTeam(db.read, clock.now(), campaignId) : null
  if (!found) throw notFound()
  return found
}

/**
 * A campaign in figures, as far as this member of the team may see them: names and addresses only for who decides
 * about refunds.
 *
 * @param query `state` and `before` choose the pledges; `refund` asks for the second step of giving one back
 */
export async function readCampaign(
  world: World,
  actor: UserActor,
  campaignId: string | undefined,
  query: URLSearchParams,
) {
  const { db, config, clock } = world
  const found = await findCampaign(world, campaignId)
  const { campaign, initiator } = found
  const mayRefund = can(actor, 'refund.decide', null)
  const state = readState(query.get('state'))
  const pledges = await pledgesForDesk(db.read, campaign.id, {
    state,
    withPeople: mayRefund,
    before: query.get('before'),
    limit: PLEDGES_SHOWN,
  })
  return {
    campaign: {
      id: campaign.id,
      title: campaign.title,
      slug: campaign.slug,
      state: campaign.state,
      told: toldStateOf(campaign),
    },
    payoutAccount: found.payoutAccount,
    sums: await campaignSums(db.read, campaign.id),
    closure: await closureOf(db.read, campaign.id),
    windingUp: await windingUpOf(db, campaign.id),
    payouts: await payoutsOfCampaign(db.read, campaign.id),
    payable: await payableOf(db.read, campaign.id, {
      vatBp: config.FEE_VAT_BP,
      wanted: null,
      now: clock.now(),
    }),
    mayPropose: can(actor, 'settlement.propose', { initiatorId: initiator.id }),
    email: actor.email,
    mayReview: can(actor, 'campaign.review', { initiatorId: initiator.id }),
    mayRefund,
    mayStop: can(actor, 'campaign.stop', null),
    byState: await pledgesByState(db.read, campaign.id),
    state,
    ...pledges,
    isNewest: !query.has('before'),
    toRefund: mayRefund ? await pledgeToRefund(world, campaign.id, query.get('refund')) : null,
  }
}

async function pledgeToRefund({ db }: World, campaignId: string, pledgeId: string | null) {
  const pledge = pledgeId && isId(pledgeId) ? await findPledge(db.read, pledgeId) : null
  if (pledge?.campaign_id !== campaignId || pledge.state !== 'held') return null
  const effect = await effectOfRefund(db.read, pledge)
  return { id: pledge.id, name: pledge.name, email: pledge.email, ...effect }
}

export type CampaignRead = Awaited<ReturnType<typeof readCampaign>>
