import { describe, expect, it } from 'vitest'
import { windingUpOf } from '#app/domain/closings/closings.server.ts'
import { DAY_MS, HOUR_MS } from '#app/domain/clock.ts'
import { hintCheckout, refundByDecision, startRefundRun } from '#app/domain/payments/payments.server.ts'
import { refundRunOf } from '#app/domain/payments/refund-run-queries.server.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { fundsHeld } from '#app/domain/ledger/account.ts'
import { cents } from '#app/domain/money.ts'
import { receiptsOfPledge } from '#app/domain/receipts/receipt-queries.server.ts'
import { doNextJob, workOff } from '#app/jobs/worker.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign, aUser } from '#tests/support/campaigns.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { Crash, planCrash } from '#tests/support/crash.ts'
import { pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

const TITLE = 'De Ziel van Leiden'

/** A campaign that succeeded with three pledges that are held, and an admin. */
async function aHeldCampaign(town: Town) {
  await topUp(town.sandbox, 100_00)
  const { campaignId } = await aLiveCampaign(town.world, { deadline: '2026-11-24' })
  const pledgeIds: string[] = []
  for (const wanted of [{ amount: 400_00, tip: 300 }, { amount: 20_00 }, { amount: 17_10, tip: 100 }]) {
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, wanted)
    await payByBank(checkoutUrl)
    pledgeIds.push(pledgeId)
  }
  await town.pass('1d')
  return { campaignId, pledgeIds, adminId: await aUser(town.world, 'Ada') }
}

const start = (town: Pick<Town, 'world'>, of: { campaignId: string; adminId: string }, typedTitle = TITLE) =>
  town.world.db.inTransaction(trx =>
    startRefundRun(trx, town.world.clock.now(), {
      campaignId: of.campaignId,
      startedBy: of.adminId,
      reason: 'De drukker is failliet.',
      typedTitle,
    }),
  )

describe('everybody is paid back', () => {
  it('tells true figures on the way, and sends each backer the reason', async () => {
    const town = await openTown()
    const held = await aHeldCampaign(town)
    expect(await start(town, held, 'Een andere')).toEqual({ ok: false, reason: 'title-differs' })
    expect(await start(town, held)).toMatchObject({ ok: true })
    expect(await start(town, held)).toEqual({ ok: false, reason: 'under-way' })
    const before = await refundRunOf(town.world.db.read, held.campaignId)
    expect(before).toMatchObject({
      finishedAt: null,
      toDo: { pledges: 3, amount: 441_10 },
      decided: { pledges: 0 },
    })
    while ((await refundRunOf(town.world.db.read, held.campaignId))?.decided.pledges === 0)
      expect(await doNextJob(town.world)).toBe(true)
    const decided = await refundRunOf(town.world.db.read, held.campaignId)
    expect(decided).toMatchObject({ toDo: { pledges: 0 }, decided: { pledges: 3, amount: 441_10 } })
    await town.pass('5d')
    const after = await refundRunOf(town.world.db.read, held.campaignId)
    expect(after).toMatchObject({
      succeeded: { pledges: 3, amount: 441_10 },
      sent: { pledges: 0 },
      failed: { pledges: 0 },
    })
    expect(after?.finishedAt).not.toBeNull()
    for (const id of held.pledgeIds) expect(await stateOf(town.world, id)).toBe('refunded')
    const letters = town.world.postman.sent.filter(({ text }) => text.includes('De drukker is failliet.'))
    expect(letters).toHaveLength(3)
  })

  it('what our bank paid, and what the backer’s own bank took, is done: a step of its own, and nothing is owed', async () => {
    const { world, campaignId, pledgeIds, adminId } = await aHeldCampaignInMemory()
    await start({ world }, { campaignId, adminId })
    await workOff(world)
    const [byBank, taken] = pledgeIds
    for (const [pledgeId, state] of [
      [byBank, 'paid_by_bank'],
      [taken, 'overtaken'],
    ] as const)
      await world.db.inTransaction(trx =>
        trx
          .updateTable('refund')
          .set({ state, payee_name: 'Ans', payee_iban: 'NL91ABNA0417164300' })
          .where('pledge_id', '=', pledgeId ?? '')
          .execute(),
      )
    expect(await refundRunOf(world.db.read, campaignId)).toMatchObject({
      decided: { pledges: 3, amount: 441_10 },
      succeeded: { pledges: 1, amount: 18_10 },
      byBank: { pledges: 0 },
      paidByBank: { pledges: 1, amount: 403_00 },
      overtaken: { pledges: 1, amount: 20_00 },
    })
    expect(await windingUpOf(world.db, campaignId)).toMatchObject({
      refundsOpen: 0,
      refundsDone: 3,
      owedCents: 0,
    })
  })

  it.each(['live', 'closing', 'near_miss'] as const)(
    'not while money may still come in (%s): such a campaign is canceled',
    async state => {
      const world = await makeTestWorld()
      const { campaignId } = await aLiveCampaign(world, { title: TITLE })
      await world.db.inTransaction(trx =>
        trx.updateTable('campaign').set({ state }).where('id', '=', campaignId).execute(),
      )
      const adminId = await aUser(world, 'Ada')
      expect(await start({ world }, { campaignId, adminId })).toEqual({ ok: false, reason: 'still-open' })
    },
  )

  it('goes on from page to page', async () => {
    const { world, campaignId, pledgeIds, adminId } = await aHeldCampaignInMemory(52)
    await start({ world }, { campaignId, adminId })
    await workOff(world)
    expect(await refundRunOf(world.db.read, campaignId)).toMatchObject({ succeeded: { pledges: 55 } })
    for (const id of pledgeIds) expect(await stateOf(world, id)).toBe('refunded')
  })

  it('goes on where it stopped, at whichever step it is killed', async () => {
    for (let fatal = 1; ; fatal += 1) {
      const { world, campaignId, pledgeIds, adminId } = await aHeldCampaignInMemory()
      const plan = planCrash()
      await start({ world }, { campaignId, adminId })
      plan.arm(fatal)
      const dying = plan.inside(world)
      await workThrough(() => doNextJob(dying))
      // The lease of a job that died is over before it is taken again.
      for (let hours = 0; hours < 3; hours += 1) {
        world.clock.advance(HOUR_MS)
        await workOff(world)
      }
      for (const id of pledgeIds) expect(await stateOf(world, id)).toBe('refunded')
      expect(await world.db.read.selectFrom('refund').select('id').execute()).toHaveLength(3)
      expect(await balance(world.db.read, fundsHeld(campaignId))).toBe(0)
      expect(await refundRunOf(world.db.read, campaignId)).toMatchObject({
        succeeded: { pledges: 3, amount: 441_10 },
        toDo: { pledges: 0 },
      })
      if (plan.hasCrashed) continue
      expect(fatal).toBeGreaterThan(20)
      return
    }
  }, 300_000)
})

/** The same, with a payment provider in memory: told once for every moment at which the process may die. */
async function aHeldCampaignInMemory(more = 0) {
  const gateway = createFakeGateway()
  const world = await makeTestWorld({ gateway })
  const { campaignId } = await aLiveCampaign(world, { deadline: '2026-11-24' })
  const pledgeIds: string[] = []
  const further = Array.from({ length: more }, () => ({ amount: 5_00 }))
  const first = [{ amount: 400_00, tip: 300 }, { amount: 20_00 }, { amount: 17_10, tip: 100 }]
  for (const wanted of [...first, ...further]) {
    const { pledgeId } = await pledgeTo(world, campaignId, wanted)
    const sessionId = gateway.checkouts.at(-1)?.reading.sessionId ?? ''
    gateway.complete(sessionId)
    await world.db.inTransaction(trx => hintCheckout(trx, world.clock.now(), { pledgeId, sessionId }))
    pledgeIds.push(pledgeId)
  }
  await workOff(world)
  world.clock.advance(DAY_MS)
  await workOff(world)
  return { world, campaignId, pledgeIds, adminId: await aUser(world, 'Ada') }
}

async function workThrough(next: () => Promise<boolean>): Promise<void> {
  try {
    while (await next());
  } catch (error) {
    if (!(error instanceof Crash)) throw error
  }
}

describe('R1 · a part is given back by a person', () => {
  it('leaves the pledge held with less, credits the receipt for that part, and the rest for what is left', async () => {
    const town = await openTown()
    const { campaignId, pledgeIds, adminId } = await aHeldCampaign(town)
    const [pledgeId = ''] = pledgeIds
    const refund = (amount?: number) =>
      town.world.db.inTransaction(trx =>
        refundByDecision(trx, town.world.clock.now(), {
          campaignId,
          pledgeId,
          decidedBy: adminId,
          reason: 'Te veel overgemaakt.',
          amount: amount === undefined ? undefined : cents(amount),
        }),
      )
    expect(await refund(500_00)).toEqual({ ok: false, reason: 'too-much' })
    expect(await refund(100_00)).toEqual({ ok: true })
    await workOff(town.world)
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    expect(await refund()).toEqual({ ok: true })
    const [receipt, part, rest] = await receiptsOfPledge(town.world.db.read, pledgeId)
    expect(receipt?.parts).toEqual({ gift: 400_00, reward: 0, vat: 0, tip: 300 })
    expect(part?.parts).toEqual({ gift: 100_00, reward: 0, vat: 0, tip: 75 })
    expect(rest?.parts).toEqual({ gift: 300_00, reward: 0, vat: 0, tip: 225 })
    expect(receipt?.creditedBy).toEqual([part?.number, rest?.number])
    await town.pass('5d')
    expect(await stateOf(town.world, pledgeId)).toBe('refunded')
  })
})
