import { beforeEach, describe, expect, it } from 'vitest'
import type { WriteDb } from '#db/database.server.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { cents } from '#app/domain/money.ts'
import { ownIncome } from '#app/domain/payouts/platform-payout-queries.server.ts'
import {
  decideRefund,
  giveRefundAccount,
  refundExported,
  refundsByBank,
  refundsToPayByBank,
  retryRefund,
  syncRefund,
} from '#app/domain/payments/payments.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { chargeOf } from '#tests/support/disputing.ts'
import { lettersOf, pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { BANK_RULES, bookBankLines, exportBankFile } from '#tests/support/paying-by-bank.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** Refunds in part, refunds that fail and are tried again, and at last go by bank (money.md 1.4 rows 15 and 16; R1–R4). */

const AN_ACCOUNT = 'NL39RABO0300065264'

let town: Town
let campaignId: string
let pledgeId: string

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 500_00)
  campaignId = (await aLiveCampaign(town.world)).campaignId
  const pledge = await pledgeTo(town.world, campaignId, { amount: 50_00, tip: 500 })
  pledgeId = pledge.pledgeId
  await payByBank(pledge.checkoutUrl)
  await town.settle()
})

const inTransaction = <T>(work: (trx: WriteDb, now: Date) => Promise<T>) =>
  town.world.db.inTransaction(trx => work(trx, town.world.clock.now()))
const decide = (amount?: number) =>
  inTransaction((trx, now) =>
    decideRefund(trx, now, {
      pledgeId,
      reason: 'by_admin',
      decidedBy: null,
      ...(amount !== undefined && { amount: cents(amount) }),
    }),
  )
const refunds = () => town.world.db.read.selectFrom('refund').selectAll().orderBy('n').execute()
const held = (account: Parameters<typeof balance>[1]) => balance(town.world.db.read, account)
/** Says what becomes of the refunds of the pledge's charge. */
const course = async (name: 'arrives' | 'arrives_later' | 'fails_later') =>
  void town.sandbox.control.trigger(`charges/${await chargeOf(town, pledgeId)}/refund-course`, {
    course: name,
  })

describe('row 16 · a refund in part', () => {
  it('leaves the pledge held with less, and a share of the tip goes with it', async () => {
    expect(await decide(20_00)).toMatchObject({ ok: true, isWhole: false, tip: 200 })
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    expect(await refunds()).toMatchObject([{ amount_cents: 22_00, tip_cents: 200, state: 'succeeded' }])
    expect(await held(`campaign_funds_held:${campaignId}`)).toBe(30_00)
    expect(await held(`tips_held:${campaignId}`)).toBe(300)
    expect(await lettersOf(town.world, pledgeId)).toContain('pledge-refunded')
  })

  it('can be given again until all is back, and the tip is back whole', async () => {
    await decide(20_00)
    expect(await decide(30_01)).toEqual({ ok: false, reason: 'too-much' })
    expect(await decide(0)).toEqual({ ok: false, reason: 'nothing' })
    await decide(10_00)
    expect(await decide()).toMatchObject({ ok: true, isWhole: true, tip: 200 })
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('refunded')
    expect((await refunds()).reduce((total, refund) => total + refund.amount_cents, 0)).toBe(55_00)
    expect(await decide()).toEqual({ ok: false, reason: 'not-held' })
  })
})

describe('row 15 · a refund that fails', () => {
  it('R3 · is tried again a day later and three days after that, and arrives', async () => {
    await course('fails_later')
    await decide()
    await town.pass('3d')
    await course('arrives')
    await town.pass('6d')
    const [refund] = await refunds()
    expect(refund).toMatchObject({ state: 'succeeded' })
    expect(refund?.attempt_n).toBeGreaterThan(1)
    expect(await stateOf(town.world, pledgeId)).toBe('refunded')
    expect(await held('refunds_payable')).toBe(0)
    expect((await lettersOf(town.world, pledgeId)).filter(name => name === 'refund-needs-account')).toEqual(
      [],
    )
  })

  it('R3 · what is told late of an earlier attempt never touches the later one', async () => {
    await course('fails_later')
    await decide()
    await town.pass('1h')
    await town.pass('1h')
    const { stripe_refund_id: first } = await town.world.db.read
      .selectFrom('refund_attempt')
      .select('stripe_refund_id')
      .executeTakeFirstOrThrow()
    await course('arrives')
    await town.pass('3d')
    expect(await syncRefund(town.world, first ?? '')).toBe('nothing-new')
    expect(await refunds()).toMatchObject([{ state: 'succeeded', attempt_n: 2 }])
  })

  it('R3 · a retry that is worked off twice is one attempt: the next has a number and a day of its own', async () => {
    await course('fails_later')
    await decide()
    for (const span of ['1h', '1h', '1d', '1h', '1h']) await town.pass(span)
    const [refund] = await refunds()
    expect(refund).toMatchObject({ state: 'failed', attempt_n: 2 })
    const second = { refundId: refund?.id ?? '', attempt: 2 }
    expect(await inTransaction((trx, now) => retryRefund(trx, now, second))).toBe(false)
    expect(await refunds()).toEqual([refund])
    await course('arrives')
    await town.pass('3d')
    expect(await refunds()).toMatchObject([{ state: 'succeeded', attempt_n: 3 }])
  })

  it('R3 · what was given back at Stripe by hand is never paid a second time: a person must look', async () => {
    const { gateway, db } = town.world
    const [payment] = await db.read.selectFrom('payment').select('id').execute()
    const byHand = { key: 'by-hand', paymentIntentId: payment?.id ?? '', amount: cents(55_00), attempt: 1 }
    await gateway.refund({ ...byHand, refundId: 'by-hand', pledgeId })
    await decide()
    await town.pass('9d')
    expect(await refunds()).toMatchObject([
      { state: 'failed', attempt_n: 1, failure: 'charge_already_refunded' },
    ])
    const found = await db.read
      .selectFrom('discrepancy')
      .select('kind')
      .where('kind', '=', 'refund-failed')
      .execute()
    expect(found).toHaveLength(1)
    expect(await refundsByBank(db.read)).toEqual([])
  })

  it('R4 · goes by bank after three attempts, once its backer has said where', async () => {
    const refundId = await aRefundByBank()
    expect(await refundsToPayByBank(town.world.db.read)).toEqual([])
    const give = (name: string, iban: string) =>
      inTransaction((trx, now) =>
        giveRefundAccount(trx, now, { refundId, name, iban, givenBy: null }, BANK_RULES),
      )
    expect(await give(' ', AN_ACCOUNT)).toEqual({ ok: false, reason: 'name-missing' })
    expect(await give('Ans', 'NL91ABNA0417164301')).toEqual({ ok: false, reason: 'iban-invalid' })
    expect(await give('Ans', 'nl39 rabo 0300 0652 64')).toEqual({ ok: true })
    expect(await refundsToPayByBank(town.world.db.read)).toMatchObject([
      { refundId, pledgeId, campaignId, amount: 55_00, payee: { name: 'Ans', iban: AN_ACCOUNT } },
    ])
    const file = await exportBankFile(town.world)
    expect(file?.payments).toHaveLength(1)
    expect(await exportBankFile(town.world)).toBeNull()
    const again = { refundId, bankPaymentId: 'another payment' }
    expect(await inTransaction((trx, now) => refundExported(trx, now, again))).toBe(false)
    expect(await held('refunds_payable')).toBe(0)
    expect(await ownIncome(town.world.db.read)).toMatchObject({
      fronted: 55_00,
      available: 55_00 - (await held('stripe_fees')),
    })
    // The top-up of the float is under way from the bank as well.
    expect(await held('bank_in_transit')).toBe(500_00 + 55_00)
    expect(await give('Ans', AN_ACCOUNT)).toEqual({ ok: false, reason: 'no-such-refund' })
    await bookBankLines(town.world, { amount: -55_00, endToEndId: file?.payments[0]?.endToEndId })
    expect(await stateOf(town.world, pledgeId)).toBe('refunded')
    expect(await lettersOf(town.world, pledgeId)).toContain('pledge-refunded')
    expect(await openFailures()).toEqual([])
  })

  it('R4 · B3 · a payment that the bank sends back is owed again, and another account is asked', async () => {
    const refundId = await aRefundByBank()
    await inTransaction((trx, now) =>
      giveRefundAccount(trx, now, { refundId, name: 'Ans', iban: AN_ACCOUNT, givenBy: null }, BANK_RULES),
    )
    const endToEndId = (await exportBankFile(town.world))?.payments[0]?.endToEndId
    await bookBankLines(town.world, { amount: -55_00, endToEndId })
    await bookBankLines(town.world, { amount: 55_00, endToEndId, returnReason: 'AC04' })
    expect(await ownIncome(town.world.db.read)).toMatchObject({ fronted: 0, available: 0 })
    expect(await refundsByBank(town.world.db.read)).toMatchObject([{ state: 'by_bank', payee: null }])
    expect(await held('refunds_payable')).toBe(55_00)
    const asked = (await lettersOf(town.world, pledgeId)).filter(name => name === 'refund-needs-account')
    expect(asked).toHaveLength(2)
  })

  async function aRefundByBank(): Promise<string> {
    await course('fails_later')
    await decide()
    await town.pass('9d')
    const [refund] = await refunds()
    expect(refund).toMatchObject({ state: 'by_bank', attempt_n: 3 })
    expect(await openFailures()).toEqual([refund?.id])
    expect(await held('refunds_payable')).toBe(55_00)
    return refund?.id ?? ''
  }

  async function openFailures(): Promise<string[]> {
    const found = await town.world.db.read
      .selectFrom('discrepancy')
      .select('subject')
      .where('kind', '=', 'refund-failed')
      .where('resolved_at', 'is', null)
      .execute()
    return found.map(({ subject }) => subject)
  }
})
