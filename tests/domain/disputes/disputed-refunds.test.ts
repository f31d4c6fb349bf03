import { beforeEach, expect, it } from 'vitest'
import type { Account } from '#app/domain/ledger/account.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { decideRefund, withdraw } from '#app/domain/payments/payments.server.ts'
import { proveBalance } from '#app/domain/reconciliation/balance-proof.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { decide, dispute } from '#tests/support/disputing.ts'
import { pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** A refund and a dispute of the same money (money.md 1.4, rows 15 and 17): a backer is paid back once, whichever is first. */

let town: Town
let pledgeId: string

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 2_000_00)
  const { campaignId } = await aLiveCampaign(town.world)
  const pledge = await pledgeTo(town.world, campaignId, { amount: 50_00, tip: 500 })
  pledgeId = pledge.pledgeId
  await payByBank(pledge.checkoutUrl)
  await town.settle()
})

const held = (account: Account) => balance(town.world.db.read, account)
const refundNow = () => town.world.db.read.selectFrom('refund').selectAll().executeTakeFirstOrThrow()
const atStripe = () => town.sandbox.machine.look(draft => draft.all('refund'))

it('R3 · D3 · a refund that comes back after its dispute was lost is not paid again: the backer’s bank has paid', async () => {
  await town.world.db.inTransaction(trx =>
    decideRefund(trx, town.world.clock.now(), { pledgeId, reason: 'by_admin', decidedBy: null }),
  )
  await town.settle()
  expect(await refundNow()).toMatchObject({ state: 'succeeded' })
  await decide(town, await dispute(town, pledgeId), 'lose')
  // The refund counted as paid, so that the dispute was the platform's loss.
  expect(await held('bad_debt')).toBe(55_00)
  town.sandbox.control.trigger(`refunds/${atStripe()[0]?.id}/fail`)
  await town.pass('9d')
  expect(await refundNow()).toMatchObject({ state: 'overtaken', attempt_n: 1 })
  expect(atStripe()).toHaveLength(1)
  expect(await held('refunds_payable')).toBe(0)
  expect(await held('bad_debt')).toBe(0)
  expect(await stateOf(town.world, pledgeId)).toBe('charged_back')
  const letters = await town.world.db.read
    .selectFrom('letter')
    .select('id')
    .where('name', '=', 'refund-needs-account')
    .execute()
  expect(letters).toEqual([])
  expect(await proveBalance(town.world)).toBe(0)
})

it('row 17 · Stripe is not even asked for a refund while its money is disputed, and is once the dispute is won', async () => {
  const id = await dispute(town, pledgeId)
  await town.world.db.inTransaction(trx => withdraw(trx, town.world.clock.now(), pledgeId))
  await town.pass('3d')
  const asked = () =>
    town.world.db.read.selectFrom('stripe_call').select('key').where('purpose', '=', 'refund').execute()
  expect(await asked()).toEqual([])
  expect(await refundNow()).toMatchObject({ state: 'decided', attempt_n: 1, failure: null })
  await decide(town, id, 'win')
  await town.pass('1d')
  expect(await asked()).toHaveLength(1)
  expect(await refundNow()).toMatchObject({ state: 'succeeded', attempt_n: 1 })
})
