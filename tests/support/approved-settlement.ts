import { approveSettlement, proposeSettlement } from '#app/domain/payouts/payouts.server.ts'
import { aUser } from './campaigns.ts'
import { aSucceededCampaign } from './succeeded-campaign.ts'
import type { SucceededCampaign } from './succeeded-campaign.ts'
import type { Town } from './town.ts'

const VAT_BP = 2100

/** A succeeded campaign whose money is available, and the settlement that two people agreed on. Nothing was sent yet. */
export async function anApprovedSettlement(
  town: Town,
): Promise<SucceededCampaign & { settlementId: string }> {
  const campaign = await aSucceededCampaign(town)
  await town.pass('2d')
  return { ...campaign, settlementId: await approvedSettlement(town, campaign.campaignId) }
}

/** Proposes and approves what can be paid to a campaign's initiator now, by two people. */
export async function approvedSettlement({ world }: Town, campaignId: string): Promise<string> {
  const proposedBy = await aUser(world, `Thea ${campaignId.slice(-6)}`)
  const approvedBy = await aUser(world, `Aad ${campaignId.slice(-6)}`)
  const now = world.clock.now()
  return world.db.inTransaction(async trx => {
    const asked = { campaignId, proposedBy, vatBp: VAT_BP, booksHold: true }
    const proposed = await proposeSettlement(trx, now, asked)
    if (!proposed.ok) throw new Error(`Not proposed: ${proposed.reason}`)
    const { settlementId } = proposed
    const { approval_hash: hash } = await trx
      .selectFrom('settlement')
      .select('approval_hash')
      .where('id', '=', settlementId)
      .executeTakeFirstOrThrow()
    const agreed = { settlementId, approvedBy, hash, vatBp: VAT_BP, booksHold: true }
    const approved = await approveSettlement(trx, now, agreed)
    if (!approved.ok) throw new Error(`Not approved: ${approved.reason}`)
    return settlementId
  })
}
