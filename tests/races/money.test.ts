import { describe, expect, it } from 'vitest'
import { closeDueCampaigns, decideCampaign } from '#app/domain/closings/closings.server.ts'
import { DAY_MS, instant } from '#app/domain/clock.ts'
import { randomIds } from '#app/domain/ids.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { doNextJob } from '#app/jobs/worker.server.ts'
import { payByBank, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { createFakeGateway } from '#tests/support/fake-gateway.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { aSucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import { openTown } from '#tests/support/town.ts'
import { openWebProcesses, otherProcess } from '#tests/support/web-processes.ts'

/** Money where two hands reach for the same thing at once: it moves once, on either engine. */

const times = <T>(count: number, act: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => act(n)))

describe('one form that is posted fifty times at once, to whichever web process', () => {
  it('makes one pledge, which has one Checkout', async () => {
    const gateway = createFakeGateway()
    const world = await makeTestWorld({ gateway })
    const { slug } = await aLiveCampaign(world)
    const siteOf = await openWebProcesses(world)
    const pledge = randomIds.next()
    const token = world.links.token('pledge-form', pledge)
    const form = { pledge, token, amount: '1710', method: 'bank', email: 'ans@example.test', name: 'Ans' }
    const answers = await times(50, n => siteOf(n).visitor().post(`/campaigns/${slug}/pledge`, form))
    const [first] = gateway.checkouts
    expect(new Set(answers.map(({ headers }) => headers.location))).toEqual(new Set([first?.url]))
    expect(gateway.checkouts).toHaveLength(1)
    const pledges = await world.db.read.selectFrom('pledge').select('state').execute()
    expect(pledges).toEqual([{ state: 'checkout_open' }])
    const sessions = await world.db.read.selectFrom('checkout_session').select('state').execute()
    expect(sessions).toEqual([{ state: 'open' }])
  }, 120_000)
})

describe('twenty deliveries of each event at once, and many hands that handle them', () => {
  it('book each payment once and write each receipt once', async () => {
    const town = await openTown()
    const { world, sandbox } = town
    await topUp(sandbox, 100_00)
    const { campaignId } = await aLiveCampaign(world)
    const pledgeIds: string[] = []
    for (const amount of [10_00, 20_00, 30_00]) {
      const { pledgeId, checkoutUrl } = await pledgeTo(world, campaignId, { amount })
      await payByBank(checkoutUrl)
      pledgeIds.push(pledgeId)
    }
    const receive = world.inbox.receive
    let deliveries = 0
    world.inbox.receive = async (...delivery) => {
      deliveries += 1
      const answers = await times(20, () => receive(...delivery))
      expect(answers.filter(answer => answer.ok && answer.isNew).length).toBeLessThanOrEqual(1)
      return answers[0] ?? { ok: false, reason: 'not-an-event' }
    }
    for (let round = 0; round < 20; round += 1) {
      const { delivered } = await sandbox.control.drain()
      const hands = [world, otherProcess(world)]
      await times(6, async n => {
        while (await doNextJob(hands[n % 2] ?? world));
      })
      if (delivered === 0) break
    }
    await town.settle()
    expect(deliveries).toBeGreaterThan(0)
    const payments = await world.db.read.selectFrom('payment').select('pledge_id').execute()
    expect(payments.map(payment => payment.pledge_id).toSorted()).toEqual(pledgeIds.toSorted())
    const receipts = await world.db.read
      .selectFrom('letter')
      .select('dedup_key')
      .where('name', '=', 'pledge-receipt')
      .execute()
    expect(receipts).toHaveLength(3)
    const total = await world.db.read.selectFrom('campaign_total').selectAll().executeTakeFirstOrThrow()
    expect(total).toMatchObject({ held_cents: 60_00, held_count: 3 })
  }, 120_000)
})

describe('two approvers who sign the same payout at once', () => {
  it('pay it out once, and one of them hears that it was decided', async () => {
    const town = await openTown()
    const { world } = town
    const { campaignId } = await aSucceededCampaign(town)
    const treasurer = await town.site.signIn('thea@example.test', ['treasurer'])
    const proposed = await treasurer.post(`/admin/campaigns/${campaignId}`, { deed: 'propose' })
    const path = proposed.headers.location ?? ''
    const otherSite = await openTestSite(otherProcess(world))
    const approvers = [
      await town.site.signIn('aad@example.test', ['approver']),
      await otherSite.signIn('bo@example.test', ['approver']),
    ]
    const { approval_hash: hash } = await world.db.read
      .selectFrom('settlement')
      .select('approval_hash')
      .executeTakeFirstOrThrow()
    const answers = await Promise.all(
      approvers.map(approver => approver.post(path, { deed: 'approve', hash })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    const booked = await world.db.read
      .selectFrom('journal_entry')
      .select('id')
      .where('kind', '=', 'settlement-approved')
      .execute()
    expect(booked).toHaveLength(1)
    await town.pass('2d')
    const transfers = town.sandbox.machine.look(draft => draft.all('transfer', ''))
    expect(transfers).toHaveLength(1)
  }, 120_000)
})

describe('two workers that close one campaign at once', () => {
  it('close and decide it once', async () => {
    const gateway = createFakeGateway()
    const world = await makeTestWorld({ gateway })
    const { campaignId } = await aLiveCampaign(world, { deadline: '2026-11-24' })
    await pledgeTo(world, campaignId, { amount: 400_00 })
    gateway.complete('cs_1')
    world.clock.advance(DAY_MS)
    const hands = [world, otherProcess(world)]
    await times(2, n => closeDueCampaigns(hands[n] ?? world))
    await times(2, n => decideCampaign(hands[n] ?? world, campaignId))
    const closures = await world.db.read.selectFrom('campaign_closure').selectAll().execute()
    expect(closures).toMatchObject([
      {
        outcome: 'succeeded',
        counted_cents: 400_00,
        counted_pledges: 1,
        decided_at: instant(world.clock.now()),
      },
    ])
    const jobs = await world.db.read
      .selectFrom('job')
      .select('kind')
      .where('kind', 'in', ['decide-campaign', 'wind-up-campaign'])
      .orderBy('kind')
      .execute()
    expect(jobs.map(({ kind }) => kind)).toEqual(['decide-campaign', 'wind-up-campaign'])
    expect((await verifyLedger(world.db.read)).holds).toBe(true)
  }, 120_000)
})
