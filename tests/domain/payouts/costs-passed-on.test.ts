import { expect, it } from 'vitest'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { cents } from '#app/domain/money.ts'
import { approve, propose } from '#tests/support/approved-settlement.ts'
import { aMember } from '#tests/support/campaigns.ts'
import { aSucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import { openTown } from '#tests/support/town.ts'

/** Costs that a campaign agreed to bear, when it is paid out in tranches. */

it('S2 · the tranches together pass on what Stripe kept, once: the last bears no costs of the first again', async () => {
  const town = await openTown()
  const { db } = town.world
  const { campaignId } = await aSucceededCampaign(town)
  await db.inTransaction(trx =>
    trx.updateTable('campaign').set({ costs_passed_on: 1 }).where('id', '=', campaignId).execute(),
  )
  await town.pass('2d')
  const { kept } = await db.read
    .selectFrom('balance_transaction')
    .select(eb => eb.fn.sum<number>('fee_cents').as('kept'))
    .where('payment_id', 'is not', null)
    .executeTakeFirstOrThrow()
  expect(kept).toBeGreaterThan(0)
  const borneBefore = await balance(db.read, 'stripe_fees')
  const treasurer = await aMember(town.world, 'Thea', 'treasurer')
  const approver = await aMember(town.world, 'Aad', 'approver')
  for (const wanted of [100_00, 320_00]) {
    expect(await propose(town.world, campaignId, treasurer, cents(wanted))).toMatchObject({ ok: true })
    expect(await approve(town.world, approver)).toEqual({ ok: true })
    await town.pass('3d')
  }
  const settlements = await db.read
    .selectFrom('settlement')
    .select(['costs_cents', 'payout_cents'])
    .orderBy('n')
    .execute()
  // The first takes as much of the costs as it takes of the money, rounded down; the last takes what is left.
  const first = Math.floor((kept * 100_00) / 420_00)
  expect(settlements).toEqual([
    { costs_cents: first, payout_cents: 100_00 - first },
    { costs_cents: kept - first, payout_cents: 320_00 - (kept - first) },
  ])
  expect(await balance(db.read, 'stripe_fees')).toBe(borneBefore - kept)
})
