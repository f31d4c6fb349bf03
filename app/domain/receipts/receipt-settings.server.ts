import type { WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import { recordAudit } from '../users/users.server.ts'
import type { RewardWorth } from './receipt.ts'

/** What staff state for the receipts of a campaign. It counts for documents that are issued from then on. */

interface Stated {
  campaignId: string
  actorId: string
}

/** States the ANBI that a campaign's gifts go to, found in the list of the tax office; null: there is none. */
export async function setAnbi(
  trx: WriteDb,
  now: Date,
  { campaignId, actorId }: Stated,
  anbi: { name: string; rsin: string } | null,
): Promise<void> {
  await trx.deleteFrom('campaign_anbi').where('campaign_id', '=', campaignId).execute()
  if (anbi)
    await trx
      .insertInto('campaign_anbi')
      .values({ campaign_id: campaignId, ...anbi, checked_by: actorId, checked_at: instant(now) })
      .execute()
  await recordAudit(trx, now, {
    actorId,
    action: 'campaign.anbi-stated',
    subject: { type: 'campaign', id: campaignId },
    detail: { rsin: anbi?.rsin ?? null },
  })
}

/** States what a reward of the campaign is worth and the rate of its VAT. @returns whether there is such a reward */
export async function setRewardTax(
  trx: WriteDb,
  now: Date,
  { campaignId, actorId }: Stated,
  { rewardId, value, vatBp }: RewardWorth & { rewardId: string },
): Promise<boolean> {
  const reward = await trx
    .selectFrom('reward')
    .select('id')
    .where('id', '=', rewardId)
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst()
  if (!reward) return false
  const stated = { value_cents: value, vat_bp: vatBp, set_by: actorId, set_at: instant(now) }
  await trx
    .insertInto('reward_tax')
    .values({ reward_id: rewardId, ...stated })
    .onConflict(conflict => conflict.column('reward_id').doUpdateSet(stated))
    .execute()
  await recordAudit(trx, now, {
    actorId,
    action: 'reward.tax-stated',
    subject: { type: 'campaign', id: campaignId },
    detail: { rewardId, valueCents: value, vatBp },
  })
  return true
}
