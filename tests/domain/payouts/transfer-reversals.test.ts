import { beforeEach, expect, it } from 'vitest'
import { debtOf } from '#app/domain/debts/debts.server.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { decideReversal } from '#app/domain/payouts/payouts.server.ts'
import { proveBalance } from '#app/domain/reconciliation/balance-proof.server.ts'
import { topUp } from '#scripts/story/hosted-pages.ts'
import { approve, propose } from '#tests/support/approved-settlement.ts'
import { aMember } from '#tests/support/campaigns.ts'
import { aTreasurer, decide, dispute } from '#tests/support/disputing.ts'
import { aSucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import type { SucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/**
 * A transfer that is taken back more than once: together never more than it was. The platform kept its fee of € 420, so
 * that the initiator can come to owe more than was transferred: € 394,59 (5 %, and 21 % VAT on it).
 */

const TRANSFERRED = 394_59

let town: Town
let campaign: SucceededCampaign
let settlementId: string
let treasurer: string

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 2_000_00)
  campaign = await aSucceededCampaign(town)
  await town.world.db.inTransaction(trx =>
    trx.updateTable('campaign').set({ platform_fee_bp: 500 }).where('id', '=', campaign.campaignId).execute(),
  )
  await town.pass('2d')
  const proposed = await propose(
    town.world,
    campaign.campaignId,
    await aMember(town.world, 'Thea', 'treasurer'),
  )
  if (!proposed.ok) throw new Error(proposed.reason)
  settlementId = proposed.settlementId
  expect(await approve(town.world, await aMember(town.world, 'Aad', 'approver'))).toEqual({ ok: true })
  await town.settle()
  treasurer = await aTreasurer(town)
})

const takeBack = (purpose: 'debt' | 'wrong') =>
  town.world.db.inTransaction(trx =>
    decideReversal(trx, town.world.clock.now(), {
      ...{ settlementId, purpose, decidedBy: treasurer, reason: 'Betwist' },
    }),
  )

/** The bank of who made the nth pledge takes it back: the initiator, who was paid, owes it. */
async function lose(nth: number): Promise<void> {
  await decide(town, await dispute(town, campaign.pledgeIds[nth] ?? ''), 'lose')
}

it('T2 · a second debt takes what is left of the transfer, and the rest of it stays a debt', async () => {
  const { campaignId } = campaign
  await lose(1)
  expect(await takeBack('debt')).toMatchObject({ ok: true, amount: 20_00 })
  await town.settle()
  await lose(0)
  expect(await debtOf(town.world.db.read, campaignId)).toBe(400_00)
  expect(await takeBack('debt')).toMatchObject({ ok: true, amount: TRANSFERRED - 20_00 })
  await town.settle()
  expect(await debtOf(town.world.db.read, campaignId)).toBe(420_00 - TRANSFERRED)
  expect(await takeBack('debt')).toEqual({ ok: false, reason: 'no-debt' })
  expect(await proveBalance(town.world)).toBe(0)
})

it('T3 · after a part was taken back for a debt the transfer is not taken back as a wrong one', async () => {
  await lose(1)
  await takeBack('debt')
  await town.settle()
  expect(await takeBack('wrong')).toEqual({ ok: false, reason: 'under-way' })
  await town.settle()
  expect(await balance(town.world.db.read, `initiator_payable:${campaign.campaignId}`)).toBe(0)
})
