import { approveSettlement, proposeSettlement } from '#app/domain/payouts/payouts.server.ts'
import type { Approved, Proposed } from '#app/domain/payouts/payouts.server.ts'
import type { Cents } from '#app/domain/money.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { aMember } from './campaigns.ts'
import { aSucceededCampaign } from './succeeded-campaign.ts'
import type { SucceededCampaign } from './succeeded-campaign.ts'
import type { TestWorld } from './test-world.ts'
import type { Town } from './town.ts'

const VAT_BP = 2_100

/** Proposes what can be paid now, as the page does: the books are looked at first. */
export async function propose(
  world: TestWorld,
  campaignId: string,
  proposedBy: string,
  wanted: Cents | null = null,
): Promise<Proposed> {
  const { holds: booksHold } = await verifyLedger(world.db.read)
  const request = { campaignId, proposedBy, vatBp: VAT_BP, booksHold, wanted }
  return world.db.inTransaction(trx => proposeSettlement(trx, world.clock.now(), request))
}

/** Approves the proposal that waits for a second person; null when none does. */
export async function approve(world: TestWorld, approvedBy: string): Promise<Approved | null> {
  const proposed = await world.db.read
    .selectFrom('settlement')
    .select(['id', 'approval_hash'])
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  if (!proposed) return null
  const { holds: booksHold } = await verifyLedger(world.db.read)
  const { id: settlementId, approval_hash: hash } = proposed
  const request = { settlementId, approvedBy, hash, vatBp: VAT_BP, booksHold }
  return world.db.inTransaction(trx => approveSettlement(trx, world.clock.now(), request))
}

/** A succeeded campaign whose money is available, and what two people agreed to pay. Nothing was sent yet. */
export async function anApprovedSettlement(
  town: Town,
): Promise<SucceededCampaign & { settlementId: string }> {
  const campaign = await aSucceededCampaign(town)
  await town.pass('2d')
  const { world } = town
  const proposed = await propose(
    world,
    campaign.campaignId,
    await aMember(world, 'Thea Treasurer', 'treasurer'),
  )
  if (!proposed.ok) throw new Error(`Not proposed: ${proposed.reason}`)
  const approved = await approve(world, await aMember(world, 'Aad Approver', 'approver'))
  if (!approved?.ok) throw new Error(`Not approved: ${approved?.reason}`)
  return { ...campaign, settlementId: proposed.settlementId }
}
