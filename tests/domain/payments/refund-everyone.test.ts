import { describe, expect, it } from 'vitest'
import { refundByDecision, startRefundRun } from '#app/domain/payments/payments.server.ts'
import { refundRunOf } from '#app/domain/payments/refund-run-queries.server.ts'
import { balance } from '#app/domain/ledger/ledger.server.ts'
import { fundsHeld } from '#app/domain/ledger/account.ts'
import { cents } from '#app/domain/money.ts'
import { receiptsOfPledge } from '#app/domain/receipts/receipt-queries.server.ts'
import { doNextJob, workOff } from '#app/jobs/worker.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign, aUser } from '#tests/support/campaigns.ts'
import { Crash, planCrash } from '#tests/support/crash.ts'
import { pledgeTo, stateOf } from '#tests/support/pledging.ts'
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

const start = (town: Town, of: { campaignId: string; adminId: string }, typedTitle = TITLE) =>
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

  it('goes on where it stopped, wherever it is killed', async () => {
    const plan = planCrash()
    let moments = Number.POSITIVE_INFINITY
    for (let fatal = 1; fatal <= moments; fatal += 1) {
      const town = await openTown()
      const held = await aHeldCampaign(town)
      await start(town, held)
      plan.arm(fatal)
      const dying = plan.inside(town.world)
      await workThrough(() => doNextJob(dying))
      if (!plan.hasCrashed) moments = fatal
      // The lease of a job that died is over before it is taken again.
      await town.pass('1d')
      await town.pass('5d')
      for (const id of held.pledgeIds) expect(await stateOf(town.world, id)).toBe('refunded')
      const refunds = await town.world.db.read.selectFrom('refund').select('amount_cents').execute()
      expect(refunds).toHaveLength(3)
      expect(await balance(town.world.db.read, fundsHeld(held.campaignId))).toBe(0)
      expect(await balance(town.world.db.read, 'refunds_payable')).toBe(0)
      await town.close()
      if (fatal > 40) throw new Error('It never came through.')
      if (plan.hasCrashed) Object.assign(plan, planCrash())
    }
    expect(moments).toBeGreaterThan(5)
  }, 300_000)
})

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
