import { beforeEach, describe, expect, it } from 'vitest'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import {
  decideReversal,
  payableOf,
  sendTransfer,
  syncPayoutAccount,
  syncPayouts,
} from '#app/domain/payouts/payouts.server.ts'
import type { PaymentGateway, PayoutReading } from '#app/domain/payments/gateway.ts'
import { cents } from '#app/domain/money.ts'
import { proveBalance } from '#app/domain/reconciliation/balance-proof.server.ts'
import { anApprovedSettlement, approve, propose } from '#tests/support/approved-settlement.ts'
import { aMember } from '#tests/support/campaigns.ts'
import { aTreasurer } from '#tests/support/disputing.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** Accounts that are locked, payouts that fail after they were paid, and transfers that are taken back. */

let town: Town
let campaignId: string
let settlementId: string
let account: string

beforeEach(async () => {
  town = await openTown()
  const settlement = await anApprovedSettlement(town)
  campaignId = settlement.campaignId
  settlementId = settlement.settlementId
  account = (await settlementNow()).stripe_account_id
})

async function settlementNow() {
  return town.world.db.read
    .selectFrom('settlement')
    .selectAll()
    .where('id', '=', settlementId)
    .executeTakeFirstOrThrow()
}

const lettersNamed = async (name: string) =>
  town.world.db.read.selectFrom('letter').selectAll().where('name', '=', name).orderBy('id').execute()

describe('T1 · an account that is locked', () => {
  it('lets the transfer wait, tells the initiator, and sends it when the account is open again', async () => {
    town.sandbox.control.trigger(`accounts/${account}/restrict`)
    await syncPayoutAccount(town.world, account)
    await town.settle()
    expect((await settlementNow()).state).toBe('approved')
    const [letter, ...others] = await lettersNamed('payout-account-restricted')
    expect(others).toEqual([])
    expect(JSON.parse(letter?.props ?? '{}')).toEqual({ waitingCents: 420_00 })
    town.sandbox.control.trigger(`accounts/${account}/clear`)
    await town.settle()
    expect((await settlementNow()).state).toBe('transferred')
    expect(await proveBalance(town.world)).toBe(0)
  })

  it('that Stripe refuses before we knew makes the transfer wait, not fail', async () => {
    town.sandbox.control.trigger(`accounts/${account}/restrict`)
    await town.settle()
    expect((await settlementNow()).state).toBe('approved')
    town.sandbox.control.trigger(`accounts/${account}/clear`)
    await town.pass('1d')
    expect(['transferred', 'paid_out']).toContain((await settlementNow()).state)
    expect(town.sandbox.machine.look(draft => draft.all('transfer'))).toHaveLength(1)
  })
})

describe('T1 · a transfer that Stripe would refuse is not even asked for', () => {
  /** A gateway by which a transfer that is asked for fails the test. */
  const asksFor = (changes: Partial<PaymentGateway> = {}): PaymentGateway => ({
    ...town.world.gateway,
    transfer: () => {
      throw new Error('A transfer was asked for.')
    },
    ...changes,
  })

  it('while we know that the account cannot receive', async () => {
    town.sandbox.control.trigger(`accounts/${account}/restrict`)
    await syncPayoutAccount(town.world, account)
    expect(await sendTransfer({ ...town.world, gateway: asksFor() }, settlementId)).toBe('waits-for-account')
    expect(await settlementNow()).toMatchObject({ state: 'approved', transfer_n: 1 })
    town.sandbox.control.trigger(`accounts/${account}/clear`)
    await town.settle()
    expect((await settlementNow()).state).toBe('transferred')
  })

  it('while a cent of the balance is not available', async () => {
    const short = asksFor({ availableBalance: async () => cents(419_99) })
    expect(await sendTransfer({ ...town.world, gateway: short }, settlementId)).toBe('waits-for-balance')
    expect(await settlementNow()).toMatchObject({ state: 'approved', transfer_n: 1 })
    const justEnough = { ...town.world.gateway, availableBalance: async () => cents(420_00) }
    expect(await sendTransfer({ ...town.world, gateway: justEnough }, settlementId)).toBe('transferred')
  })
})

describe('C1 · the initiator’s own payout', () => {
  it('that fails after it was paid is told of, and is paid by the payout that carries it on', async () => {
    await town.pass('1d')
    const { destination_payment_id: payment } = await settlementNow()
    const payouts: PayoutReading[] = [
      {
        id: 'po_1',
        state: 'paid',
        amount: cents(420_00),
        arrivalDate: new Date(),
        paymentIds: [payment ?? ''],
      },
    ]
    const look = () => {
      const gateway = new Proxy(town.world.gateway, {
        get: (target, name) =>
          name === 'payoutsOfAccount' ? async () => [...payouts] : Reflect.get(target, name),
      }) as PaymentGateway
      return syncPayouts({ ...town.world, gateway }, account)
    }
    await town.world.db.inTransaction(trx =>
      trx
        .updateTable('settlement')
        .set({ state: 'transferred', stripe_payout_id: null, paid_out_at: null })
        .where('id', '=', settlementId)
        .execute(),
    )
    expect(await look()).toBe(1)
    payouts[0] = { ...payouts[0]!, state: 'failed' }
    expect(await look()).toBe(1)
    expect(await look()).toBe(0)
    expect(await settlementNow()).toMatchObject({ state: 'payout_failed', paid_out_at: null })
    expect(await lettersNamed('payout-failed')).toHaveLength(1)
    payouts.unshift({
      id: 'po_2',
      state: 'paid',
      amount: cents(420_00),
      arrivalDate: new Date(),
      paymentIds: ['po_1'],
    })
    expect(await look()).toBe(1)
    expect(await settlementNow()).toMatchObject({ state: 'paid_out', stripe_payout_id: 'po_2' })
    expect(await look()).toBe(0)
  })
})

describe('T3 · a transfer that is taken back because it was wrong', () => {
  it('is owed again, and goes out whole with the next settlement', async () => {
    await town.settle()
    const by = await aTreasurer(town)
    const takeBack = (reason: string) =>
      town.world.db.inTransaction(trx =>
        decideReversal(trx, town.world.clock.now(), {
          settlementId,
          purpose: 'wrong',
          decidedBy: by,
          reason,
        }),
      )
    expect(await takeBack(' ')).toEqual({ ok: false, reason: 'reason-missing' })
    expect(await takeBack('Verkeerde rekening')).toMatchObject({ ok: true, amount: 420_00 })
    expect(await takeBack('Verkeerde rekening')).toEqual({ ok: false, reason: 'under-way' })
    await town.settle()
    expect((await settlementNow()).state).toBe('reversed')
    expect(await balance(town.world.db.read, `initiator_payable:${campaignId}`)).toBe(420_00)
    expect(
      await payableOf(town.world.db.read, campaignId, {
        vatBp: 2_100,
        wanted: null,
        now: town.world.clock.now(),
      }),
    ).toMatchObject({
      ok: true,
      amounts: { funds: 0, fee: 0, owed: 420_00, payout: 420_00 },
    })
    await propose(town.world, campaignId, await aMember(town.world, 'Ties', 'treasurer'))
    expect(await approve(town.world, await aMember(town.world, 'Anke', 'approver'))).toEqual({ ok: true })
    await town.pass('1d')
    expect(await balance(town.world.db.read, `initiator_payable:${campaignId}`)).toBe(0)
    expect(
      await payableOf(town.world.db.read, campaignId, {
        vatBp: 2_100,
        wanted: null,
        now: town.world.clock.now(),
      }),
    ).toEqual({
      ok: false,
      reason: 'nothing-to-pay',
    })
    expect(await proveBalance(town.world)).toBe(0)
  })
})
