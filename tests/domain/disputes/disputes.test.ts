import { beforeEach, describe, expect, it } from 'vitest'
import { answerDispute } from '#app/domain/disputes/disputes.server.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import type { Account } from '#app/domain/ledger/account.ts'
import { cents } from '#app/domain/money.ts'
import { debtOf, writeOffDebt } from '#app/domain/debts/debts.server.ts'
import { decideRefund, withdraw } from '#app/domain/payments/payments.server.ts'
import { decideReversal, payableOf } from '#app/domain/payouts/payouts.server.ts'
import { proveBalance } from '#app/domain/reconciliation/balance-proof.server.ts'
import { payByBank, payByCard, topUp } from '#scripts/story/hosted-pages.ts'
import { approve, propose } from '#tests/support/approved-settlement.ts'
import { aLiveCampaign, aMember } from '#tests/support/campaigns.ts'
import { aTreasurer, chargeOf, decide, dispute } from '#tests/support/disputing.ts'
import { pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { aSucceededCampaign, onboard } from '#tests/support/succeeded-campaign.ts'
import type { SucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/**
 * Disputes through the sandbox (money.md 1.4 row 17; 3.3 D0–D4, N1, T2): each outcome, before and after the payout, of
 * a pledge that stands and of one that was refunded. When the town closes the invariants must hold, among them that the
 * reserve is exactly what is disputed.
 */

let town: Town

beforeEach(async () => {
  town = await openTown()
  // The platform's own float bears fees and what initiators owe.
  await topUp(town.sandbox, 2_000_00)
})

const held = (account: Account) => balance(town.world.db.read, account)
const reserve = (campaignId: string) => held(`dispute_reserve:${campaignId}`)
const rowOf = (id: string) =>
  town.world.db.read.selectFrom('dispute').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const inTransaction = <T>(
  work: (trx: Parameters<Parameters<Town['world']['db']['inTransaction']>[0]>[0], now: Date) => Promise<T>,
) => town.world.db.inTransaction(trx => work(trx, town.world.clock.now()))

/** A pledge of € 50 with a tip of € 5, held in a campaign that goes on. */
async function aHeldPledge(): Promise<{ campaignId: string; pledgeId: string }> {
  const { campaignId } = await aLiveCampaign(town.world)
  const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, { amount: 50_00, tip: 500 })
  await payByBank(checkoutUrl)
  await town.settle()
  return { campaignId, pledgeId }
}

/** The campaign of € 420 and € 3 tips was settled, and what remains after the payout is nothing. */
async function aPaidOutCampaign(): Promise<SucceededCampaign & { settlementId: string }> {
  const campaign = await aSucceededCampaign(town)
  await town.pass('2d')
  const settlementId = await settleAll(campaign.campaignId)
  await town.pass('3d')
  return { ...campaign, settlementId }
}

let settled = 0

async function settleAll(campaignId: string): Promise<string> {
  const proposed = await propose(
    town.world,
    campaignId,
    await aMember(town.world, `Thea ${(settled += 1)}`, 'treasurer'),
  )
  if (!proposed.ok) throw new Error(proposed.reason)
  const approved = await approve(town.world, await aMember(town.world, `Aad ${settled}`, 'approver'))
  if (!approved?.ok) throw new Error(approved?.reason)
  return proposed.settlementId
}

const lettersNamed = async (name: string) =>
  town.world.db.read.selectFrom('letter').selectAll().where('name', '=', name).orderBy('id').execute()

describe('before the payout', () => {
  it('D0 · an inquiry moves no money, and its pledge may be refunded, which ends it', async () => {
    const { campaignId, pledgeId } = await aHeldPledge()
    const id = await dispute(town, pledgeId, { kind: 'inquiry' })
    expect(await rowOf(id)).toMatchObject({ state: 'inquiry', amount_cents: 5500 })
    expect(await reserve(campaignId)).toBe(0)
    expect(
      await inTransaction((trx, now) =>
        decideRefund(trx, now, { pledgeId, reason: 'by_admin', decidedBy: null }),
      ),
    ).toMatchObject({ ok: true })
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('refunded')
    expect((await rowOf(id)).state).toBe('withdrawn')
  })

  it('D1 · an opened dispute takes its amount and its fee, and every treasurer is told', async () => {
    await aTreasurer(town)
    await aTreasurer(town, 'Truus Treasurer')
    const { campaignId, pledgeId } = await aHeldPledge()
    const id = await dispute(town, pledgeId)
    expect(await rowOf(id)).toMatchObject({ state: 'open', reason: 'fraudulent' })
    expect(await reserve(campaignId)).toBe(5500)
    expect(await held('dispute_fees')).toBe(2000)
    expect(await held(`campaign_funds_held:${campaignId}`)).toBe(50_00)
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    expect(await lettersNamed('dispute-opened')).toHaveLength(2)
    expect(await proveBalance(town.world)).toBe(0)
  })

  it('D1 · an inquiry can become a dispute, and is told of twice', async () => {
    await aTreasurer(town)
    const { campaignId, pledgeId } = await aHeldPledge()
    const id = await dispute(town, pledgeId, { kind: 'inquiry' })
    await decide(town, id, 'escalate')
    expect((await rowOf(id)).state).toBe('open')
    expect(await reserve(campaignId)).toBe(5500)
    expect(await lettersNamed('dispute-opened')).toHaveLength(2)
  })

  it.each([
    ['returned', 0],
    ['kept', 2000],
  ])('D2 · a dispute that is won brings the money back, its fee %s', async (fee, left) => {
    const { campaignId, pledgeId } = await aHeldPledge()
    const id = await dispute(town, pledgeId)
    await decide(town, id, 'win', { fee })
    expect((await rowOf(id)).state).toBe('won')
    expect(await reserve(campaignId)).toBe(0)
    expect(await held('dispute_fees')).toBe(left)
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    expect(await proveBalance(town.world)).toBe(0)
  })

  it('D2 · a dispute that is prevented leaves everything as it was', async () => {
    const { campaignId, pledgeId } = await aHeldPledge()
    const id = await dispute(town, pledgeId)
    await decide(town, id, 'prevent')
    expect((await rowOf(id)).state).toBe('prevented')
    expect(await reserve(campaignId)).toBe(0)
    expect(await held('dispute_fees')).toBe(0)
    expect(await stateOf(town.world, pledgeId)).toBe('held')
  })

  it('D3 · row 17 · a lost dispute takes the pledge and its tip out of what is held', async () => {
    const { campaignId, pledgeId } = await aHeldPledge()
    await decide(town, await dispute(town, pledgeId), 'lose')
    expect(await stateOf(town.world, pledgeId)).toBe('charged_back')
    for (const account of ['campaign_funds_held', 'tips_held', 'dispute_reserve'] as const)
      expect(await held(`${account}:${campaignId}`)).toBe(0)
    expect(await debtOf(town.world.db.read, campaignId)).toBe(0)
    const total = await town.world.db.read
      .selectFrom('campaign_total')
      .select(['held_cents', 'held_count'])
      .where('campaign_id', '=', campaignId)
      .executeTakeFirst()
    expect(total).toEqual({ held_cents: 0, held_count: 0 })
    expect(await proveBalance(town.world)).toBe(0)
  })

  it('D3 · row 17 · a lost dispute of a part leaves the pledge held, with less', async () => {
    const { campaignId, pledgeId } = await aHeldPledge()
    await decide(town, await dispute(town, pledgeId, { amount: 1100 }), 'lose')
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    expect(await held(`campaign_funds_held:${campaignId}`)).toBe(40_00)
    expect(await held(`tips_held:${campaignId}`)).toBe(400)
  })

  it('D3 · several disputes of one charge take it once; the rest is the platform’s loss', async () => {
    const { campaignId, pledgeId } = await aHeldPledge()
    const ids = [await dispute(town, pledgeId), await dispute(town, pledgeId)]
    for (const id of ids) await decide(town, id, 'lose')
    expect(await stateOf(town.world, pledgeId)).toBe('charged_back')
    expect(await held(`campaign_funds_held:${campaignId}`)).toBe(0)
    expect(await held('bad_debt')).toBe(5500)
  })
})

describe('of a pledge that was refunded', () => {
  it('D3 · row 17 · a lost dispute is the platform’s loss', async () => {
    const { campaignId, pledgeId } = await aHeldPledge()
    await refund(pledgeId)
    await decide(town, await dispute(town, pledgeId), 'lose')
    expect(await stateOf(town.world, pledgeId)).toBe('charged_back')
    expect(await held('bad_debt')).toBe(5500)
    expect(await held('refunds_payable')).toBe(0)
    expect(await reserve(campaignId)).toBe(0)
  })

  it('D3 · of a part that was refunded, the rest goes off the pledge', async () => {
    const { campaignId, pledgeId } = await aHeldPledge()
    await refund(pledgeId, 20_00)
    await decide(town, await dispute(town, pledgeId), 'lose')
    expect(await stateOf(town.world, pledgeId)).toBe('charged_back')
    expect(await held('bad_debt')).toBe(22_00)
    expect(await held(`campaign_funds_held:${campaignId}`)).toBe(0)
  })

  it('D3 · a refund that was decided and could not leave is paid by the dispute', async () => {
    const { campaignId, pledgeId } = await aHeldPledge()
    const id = await dispute(town, pledgeId)
    await withdrawn(pledgeId)
    await town.settle()
    expect(town.sandbox.machine.look(draft => draft.all('refund'))).toHaveLength(0)
    await decide(town, id, 'lose')
    expect(await stateOf(town.world, pledgeId)).toBe('charged_back')
    expect(await held('refunds_payable')).toBe(0)
    expect(await held('bad_debt')).toBe(0)
    expect(await reserve(campaignId)).toBe(0)
    await town.pass('2d')
    expect(town.sandbox.machine.look(draft => draft.all('refund'))).toHaveLength(0)
  })

  it('D2 · a refund that waited for a dispute is sent once that is won', async () => {
    const { pledgeId } = await aHeldPledge()
    const id = await dispute(town, pledgeId)
    await withdrawn(pledgeId)
    await decide(town, id, 'win')
    await town.pass('2d')
    expect(await stateOf(town.world, pledgeId)).toBe('refunded')
    expect(await held('refunds_payable')).toBe(0)
  })

  it('row 17 · an open dispute blocks the refund of its pledge', async () => {
    const { pledgeId } = await aHeldPledge()
    await dispute(town, pledgeId)
    expect(
      await inTransaction((trx, now) =>
        decideRefund(trx, now, { pledgeId, reason: 'by_admin', decidedBy: null }),
      ),
    ).toEqual({ ok: false, reason: 'disputed' })
  })

  async function refund(pledgeId: string, amount?: number): Promise<void> {
    const part = amount === undefined ? {} : { amount: cents(amount) }
    const decided = await inTransaction((trx, now) =>
      decideRefund(trx, now, { pledgeId, reason: 'by_admin', decidedBy: null, ...part }),
    )
    if (!decided.ok) throw new Error(decided.reason)
    await town.settle()
  }

  async function withdrawn(pledgeId: string): Promise<void> {
    expect(await inTransaction((trx, now) => withdraw(trx, now, pledgeId))).toMatchObject({ ok: true })
    await town.settle()
  }
})

describe('around the payout', () => {
  it('S1 · an open dispute keeps its amount out of the settlement', async () => {
    const { campaignId, pledgeIds } = await aSucceededCampaign(town)
    await town.pass('2d')
    await dispute(town, pledgeIds[1] ?? '')
    const payable = await payableOf(town.world.db.read, campaignId, {
      vatBp: 0,
      wanted: null,
      now: town.world.clock.now(),
    })
    expect(payable).toMatchObject({ ok: true, amounts: { funds: 400_00, tips: 300 } })
  })

  it('S1 · a proposal is void when a dispute is opened before it is approved', async () => {
    const { campaignId, pledgeIds } = await aSucceededCampaign(town)
    await town.pass('2d')
    await propose(town.world, campaignId, await aMember(town.world, 'Thea', 'treasurer'))
    await dispute(town, pledgeIds[1] ?? '')
    expect(await approve(town.world, await aMember(town.world, 'Aad', 'approver'))).toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    })
  })

  it('D3 · a dispute lost after the payout is the initiator’s debt, and they are told', async () => {
    const { campaignId, pledgeIds } = await aPaidOutCampaign()
    await decide(town, await dispute(town, pledgeIds[0] ?? ''), 'lose')
    expect(await debtOf(town.world.db.read, campaignId)).toBe(400_00)
    expect(await held('tip_income')).toBe(0)
    const [letter] = await lettersNamed('initiator-debt')
    expect(JSON.parse(letter?.props ?? '{}')).toMatchObject({ debtCents: 400_00, owedCents: 400_00 })
  })

  it('D4 · a debt is written off by a treasurer with a reason, never more than is owed', async () => {
    const { campaignId, pledgeIds } = await aPaidOutCampaign()
    await decide(town, await dispute(town, pledgeIds[1] ?? ''), 'lose')
    const by = await aTreasurer(town)
    const writeOff = (amount: number, reason: string) =>
      inTransaction((trx, now) =>
        writeOffDebt(trx, now, { campaignId, amount: cents(amount), decidedBy: by, reason }),
      )
    expect(await writeOff(20_00, ' ')).toEqual({ ok: false, reason: 'reason-missing' })
    expect(await writeOff(20_01, 'Failliet')).toEqual({ ok: false, reason: 'no-such-debt' })
    expect(await writeOff(20_00, 'Failliet')).toEqual({ ok: true })
    expect(await debtOf(town.world.db.read, campaignId)).toBe(0)
    expect(await held('bad_debt')).toBe(20_00)
  })

  it('N1 · a debt is set off against the next payout', async () => {
    const { campaignId, pledgeIds } = await aPaidOutCampaign()
    await decide(town, await dispute(town, pledgeIds[1] ?? ''), 'lose')
    await payLate(campaignId, 50_00)
    const payable = await payableOf(town.world.db.read, campaignId, {
      vatBp: 0,
      wanted: null,
      now: town.world.clock.now(),
    })
    expect(payable).toMatchObject({ ok: true, amounts: { funds: 50_00, debt: 20_00, payout: 30_00 } })
    await settleAll(campaignId)
    await town.pass('3d')
    expect(await debtOf(town.world.db.read, campaignId)).toBe(0)
    expect(await held(`initiator_payable:${campaignId}`)).toBe(0)
    expect(await proveBalance(town.world)).toBe(0)
  })

  it('N1 · a debt larger than the payout takes all of it, and nothing is transferred', async () => {
    const { campaignId, pledgeIds } = await aPaidOutCampaign()
    await decide(town, await dispute(town, pledgeIds[0] ?? ''), 'lose')
    await payLate(campaignId, 50_00)
    const settlementId = await settleAll(campaignId)
    await town.pass('3d')
    const settlement = await town.world.db.read
      .selectFrom('settlement')
      .select(['state', 'transfer_id', 'payout_cents'])
      .where('id', '=', settlementId)
      .executeTakeFirst()
    expect(settlement).toEqual({ state: 'paid_out', transfer_id: null, payout_cents: 0 })
    expect(await debtOf(town.world.db.read, campaignId)).toBe(350_00)
  })

  it('T2 · a debt is taken back from the transfer, as far as there is a debt', async () => {
    const { campaignId, pledgeIds } = await aSucceededCampaign(town)
    await town.pass('2d')
    const settlementId = await settleAll(campaignId)
    await town.settle()
    const by = await aTreasurer(town)
    expect(await takeBack(settlementId, by)).toEqual({ ok: false, reason: 'no-debt' })
    await decide(town, await dispute(town, pledgeIds[1] ?? ''), 'lose')
    expect(await takeBack(settlementId, by)).toMatchObject({ ok: true, amount: 20_00 })
    await town.settle()
    expect(await debtOf(town.world.db.read, campaignId)).toBe(0)
    expect(await held(`initiator_payable:${campaignId}`)).toBe(0)
    expect(await proveBalance(town.world)).toBe(0)
  })

  it('T2 · what the initiator’s account does not have any more is refused, and a person must look', async () => {
    const { campaignId, pledgeIds, settlementId } = await aPaidOutCampaign()
    await decide(town, await dispute(town, pledgeIds[1] ?? ''), 'lose')
    await takeBack(settlementId, await aTreasurer(town))
    await town.settle()
    expect(await debtOf(town.world.db.read, campaignId)).toBe(20_00)
    const found = await town.world.db.read
      .selectFrom('discrepancy')
      .select(['subject', 'amount_cents'])
      .where('kind', '=', 'reversal-refused')
      .execute()
    expect(found).toEqual([{ subject: settlementId, amount_cents: 20_00 }])
  })

  const takeBack = (settlementId: string, decidedBy: string) =>
    inTransaction((trx, now) =>
      decideReversal(trx, now, { settlementId, purpose: 'debt', decidedBy, reason: 'Betwist' }),
    )

  /** Money that comes in after the first payout, as from a refused card that is paid in its week. */
  async function payLate(campaignId: string, amount: number): Promise<void> {
    await town.world.db.inTransaction(trx =>
      trx.updateTable('campaign').set({ state: 'live' }).where('id', '=', campaignId).execute(),
    )
    await town.world.db.inTransaction(trx =>
      trx
        .updateTable('campaign')
        .set({ ends_at: '2027-06-01T00:00:00.000Z' })
        .where('id', '=', campaignId)
        .execute(),
    )
    const { checkoutUrl } = await pledgeTo(town.world, campaignId, { amount })
    await payByBank(checkoutUrl)
    await town.settle()
    await town.world.db.inTransaction(trx =>
      trx.updateTable('campaign').set({ state: 'succeeded' }).where('id', '=', campaignId).execute(),
    )
    await town.pass('2d')
  }
})

describe('answered by a treasurer', () => {
  const answer = (disputeId: string, kind: 'contested' | 'accepted', evidence = 'winning_evidence') =>
    inTransaction(async (trx, now) =>
      answerDispute(trx, now, {
        disputeId,
        answeredBy: treasurer,
        answer: kind === 'accepted' ? { kind } : { kind, evidence },
      }),
    )
  let treasurer: string
  beforeEach(async () => {
    treasurer = await aTreasurer(town)
  })

  it('D2 · evidence is sent once, and wins', async () => {
    const { pledgeId } = await aHeldPledge()
    const id = await dispute(town, pledgeId)
    expect(await answer(id, 'contested', '  ')).toEqual({ ok: false, reason: 'evidence-missing' })
    expect(await answer(id, 'contested')).toEqual({ ok: true })
    expect(await answer(id, 'accepted')).toEqual({ ok: false, reason: 'answered' })
    await town.settle()
    await town.pass('1h')
    expect(await rowOf(id)).toMatchObject({ state: 'won', answer: 'contested', answered_by: treasurer })
    expect((await rowOf(id)).told_at).not.toBeNull()
  })

  it('D3 · a dispute that is accepted is lost at once', async () => {
    const { pledgeId } = await aHeldPledge()
    const id = await dispute(town, pledgeId)
    await answer(id, 'accepted')
    await town.settle()
    expect((await rowOf(id)).state).toBe('lost')
    expect(await stateOf(town.world, pledgeId)).toBe('charged_back')
    expect(await answer(id, 'contested')).toEqual({ ok: false, reason: 'decided' })
  })

  it('D0 · an inquiry is not accepted: it took nothing', async () => {
    const { pledgeId } = await aHeldPledge()
    const id = await dispute(town, pledgeId, { kind: 'inquiry' })
    expect(await answer(id, 'accepted')).toEqual({ ok: false, reason: 'decided' })
  })

  it('D3 · a dispute that nobody answers is lost after its last day', async () => {
    const { pledgeId } = await aHeldPledge()
    const id = await dispute(town, pledgeId)
    await town.pass('11d')
    expect((await rowOf(id)).state).toBe('lost')
  })
})

describe('row 15 · an early fraud warning', () => {
  const warn = async (pledgeId: string) => {
    const made = town.sandbox.control.trigger(`charges/${await chargeOf(town, pledgeId)}/warn`)
    await town.settle()
    return (made as { id: string }).id
  }
  const cardPledge = async () => {
    const { campaignId } = await aLiveCampaign(town.world)
    await town.world.db.inTransaction(trx =>
      trx
        .updateTable('campaign')
        .set({ funding_model: 'keep_it_all' })
        .where('id', '=', campaignId)
        .execute(),
    )
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, {
      amount: 50_00,
      tip: 500,
      method: 'card',
    })
    await payByCard(checkoutUrl, '4242424242424242')
    await town.settle()
    return { campaignId, pledgeId }
  }

  /** Another card payment for a pledge, of which our site knows nothing before it is made. */
  const payBeside = async (pledgeId: string, amount: number) => {
    const answer = await fetch(`${town.sandbox.url}/v1/payment_intents`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${town.sandbox.apiKey}` },
      body: new URLSearchParams({
        ...{ amount: String(amount), currency: 'eur', confirm: 'true', payment_method: 'pm_card_visa' },
        'metadata[pledge_id]': pledgeId,
      }),
    })
    await town.settle()
    return (await answer.json()) as { id: string; latest_charge: string }
  }

  it('gives the pledge back by itself, once, and tells the treasurers', async () => {
    await aTreasurer(town)
    const { campaignId, pledgeId } = await cardPledge()
    await warn(pledgeId)
    expect(await stateOf(town.world, pledgeId)).toBe('refunded')
    expect(await held(`campaign_funds_held:${campaignId}`)).toBe(0)
    const [refund, ...others] = await town.world.db.read.selectFrom('refund').selectAll().execute()
    expect(others).toEqual([])
    expect(refund).toMatchObject({ reason: 'fraud_warning', amount_cents: 5500, decided_by: null })
    const [letter] = await lettersNamed('fraud-warning')
    expect(JSON.parse(letter?.props ?? '{}')).toMatchObject({ outcome: 'given-back', amountCents: 5500 })
  })

  it('after the payout makes the initiator a debtor', async () => {
    const { campaignId, pledgeId } = await cardPledge()
    await town.world.db.inTransaction(trx =>
      trx.updateTable('campaign').set({ state: 'succeeded' }).where('id', '=', campaignId).execute(),
    )
    const { initiator_id } = await town.world.db.read
      .selectFrom('campaign')
      .select('initiator_id')
      .where('id', '=', campaignId)
      .executeTakeFirstOrThrow()
    await onboard(town, initiator_id)
    await town.pass('8d')
    await settleAll(campaignId)
    await town.pass('1d')
    await warn(pledgeId)
    expect(await stateOf(town.world, pledgeId)).toBe('refunded')
    expect(await debtOf(town.world.db.read, campaignId)).toBe(50_00)
    expect(await held('tip_income')).toBe(0)
  })

  it('of a payment that came beside the pledge’s own gives back that one alone: the pledge stays held', async () => {
    await aTreasurer(town)
    const { campaignId, pledgeId } = await cardPledge()
    const beside = await payBeside(pledgeId, 30_00)
    town.sandbox.control.trigger(`charges/${beside.latest_charge}/warn`)
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    expect(await held(`campaign_funds_held:${campaignId}`)).toBe(50_00)
    const refunds = await town.world.db.read
      .selectFrom('refund')
      .select(['payment_id', 'amount_cents', 'reason', 'state'])
      .execute()
    expect(refunds).toEqual([
      { payment_id: beside.id, amount_cents: 30_00, reason: 'surplus', state: 'succeeded' },
    ])
    const [letter] = await lettersNamed('fraud-warning')
    expect(JSON.parse(letter?.props ?? '{}')).toMatchObject({ outcome: 'nothing-left', amountCents: 30_00 })
  })

  it('does nothing to money that is disputed already', async () => {
    const { pledgeId } = await cardPledge()
    await dispute(town, pledgeId)
    await warn(pledgeId)
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    const warnings = await town.world.db.read.selectFrom('fraud_warning').select('outcome').execute()
    expect(warnings).toEqual([{ outcome: 'disputed' }])
  })
})
