import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import { openDebtOf } from '../debts/debts.server.ts'
import { cents, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { mayBeSettled, owedAgain } from './settleable.server.ts'
import { settle, trancheOf } from './settlement.ts'
import { settlementRefusal } from './settlement-terms.ts'
import type { SettlementAmounts } from './settlement.ts'

/** What a payout would be now; or why there can be none. */
export type Payable =
  | { ok: true; amounts: SettlementAmounts; stripeAccountId: string; initiatorId: string }
  | {
      ok: false
      reason:
        | 'campaign-not-succeeded'
        | 'campaign-suspended'
        | 'too-early'
        | 'too-little'
        | 'account-not-active'
        | 'nothing-to-pay'
        | 'more-than-held'
    }

/**
 * Computes what could be paid to a campaign's initiator now: all that is held and not disputed, or a part of it. While
 * a campaign goes on its tips stay held: they are the platform's only when it succeeded (money.md, decision 9). Of a
 * suspended campaign nothing is paid until somebody lets it go on.
 *
 * @param of.vatBp VAT on the platform's fee
 * @param of.wanted how much of what is held; null for all of it
 */
export async function payableOf(
  db: ReadDb,
  campaignId: string,
  { vatBp, wanted, now }: { vatBp: number; wanted: Cents | null; now: Date },
): Promise<Payable> {
  const campaign = await db
    .selectFrom('campaign')
    .leftJoin('payout_account', 'payout_account.user_id', 'campaign.initiator_id')
    .select([
      'campaign.state',
      'campaign.initiator_id',
      'campaign.platform_fee_bp',
      'campaign.costs_passed_on',
      'campaign.funding_model',
      'campaign.live_at',
    ])
    .select(['payout_account.state as account_state', 'payout_account.stripe_account_id'])
    .where('campaign.id', '=', campaignId)
    .executeTakeFirst()
  if (!campaign) return { ok: false, reason: 'campaign-not-succeeded' }
  if (await isSuspended(db, campaignId)) return { ok: false, reason: 'campaign-suspended' }
  const { state, funding_model: model, live_at: liveAt } = campaign
  const { funds, tips } = await mayBeSettled(db, campaignId)
  const refusal = settlementRefusal({ state, model, liveAt }, wanted ?? funds, instant(now))
  if (refusal) return { ok: false, reason: refusal }
  if (campaign.account_state !== 'active' || !campaign.stripe_account_id)
    return { ok: false, reason: 'account-not-active' }
  const whole = {
    funds,
    tips: state === 'succeeded' ? tips : ZERO,
    costs: campaign.costs_passed_on ? await costsNotYetPassedOn(db, campaignId) : ZERO,
  }
  if (wanted !== null && wanted > whole.funds) return { ok: false, reason: 'more-than-held' }
  const amounts = settle({
    ...trancheOf(whole, wanted),
    debt: await openDebtOf(db, campaignId),
    owed: await owedAgain(db, campaignId),
    feeBp: campaign.platform_fee_bp ?? 0,
    vatBp,
  })
  if (!amounts) return { ok: false, reason: 'nothing-to-pay' }
  return {
    ok: true,
    amounts,
    stripeAccountId: campaign.stripe_account_id,
    initiatorId: campaign.initiator_id,
  }
}

async function isSuspended(db: ReadDb, campaignId: string): Promise<boolean> {
  const suspension = await db
    .selectFrom('campaign_suspension')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst()
  return suspension !== undefined
}

/** The fees that Stripe kept of the campaign's held payments, less what earlier settlements passed on. */
async function costsNotYetPassedOn(db: ReadDb, campaignId: string): Promise<Cents> {
  const { fees } = await db
    .selectFrom('payment')
    .innerJoin('pledge', 'pledge.id', 'payment.pledge_id')
    .innerJoin('balance_transaction', 'balance_transaction.payment_id', 'payment.id')
    .select(sql<number>`coalesce(sum(balance_transaction.fee_cents), 0)`.as('fees'))
    .where('pledge.campaign_id', '=', campaignId)
    .where('pledge.state', '=', 'held')
    .where('payment.purpose', '=', 'pledge')
    .executeTakeFirstOrThrow()
  const { passed } = await db
    .selectFrom('settlement')
    .select(sql<number>`coalesce(sum(costs_cents), 0)`.as('passed'))
    .where('campaign_id', '=', campaignId)
    .where('approved_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return cents(Math.max(0, fees - passed))
}
