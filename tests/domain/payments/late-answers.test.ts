import { expect, it } from 'vitest'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import { callWithKey } from '#app/domain/payments/payments.server.ts'
import { sendTransfer } from '#app/domain/payouts/payouts.server.ts'
import { topUp } from '#scripts/story/hosted-pages.ts'
import { anApprovedSettlement } from '#tests/support/approved-settlement.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import { openTown } from '#tests/support/town.ts'

/** Proves that an answer which comes after somebody else has finished the same thing changes nothing. */

it('of a call that another hand finished: what was answered first stands', async () => {
  const world = await makeTestWorld()
  const call = (make: () => Promise<string>) =>
    callWithKey(world, {
      ...{ key: 'thing:1:make:1', purpose: 'make', request: {} },
      make: async () => ({ ok: true as const, value: await make() }),
      find: () => Promise.resolve(null),
      idOf: value => value,
    })
  await call(async () => {
    await call(() => Promise.resolve('first'))
    return 'late'
  })
  const kept = await world.db.read.selectFrom('stripe_call').select('response_id').executeTakeFirstOrThrow()
  expect(kept.response_id).toBe('first')
})

it('that refuses a transfer which was made meanwhile: no other is numbered', async () => {
  const town = await openTown()
  await topUp(town.sandbox, 100_00)
  await town.settle()
  const { settlementId } = await anApprovedSettlement(town)
  const refusal = { code: 'balance_insufficient', declineCode: null, adviceCode: null, paymentIntentId: null }
  const late: PaymentGateway = {
    ...town.world.gateway,
    transfer: async () => {
      await sendTransfer(town.world, settlementId)
      return { ok: false, refusal: { ...refusal, message: 'too late' } }
    },
  }
  await sendTransfer({ ...town.world, gateway: late }, settlementId)
  const settlement = await town.world.db.read.selectFrom('settlement').selectAll().executeTakeFirstOrThrow()
  expect(settlement).toMatchObject({ state: 'transferred', transfer_n: 1 })
  expect(town.sandbox.machine.look(draft => draft.all('transfer', ''))).toHaveLength(1)
})
