import { beforeEach, describe, expect, it } from 'vitest'
import { answerNearMiss, cancelCampaign, explainNearMiss } from '#app/domain/closings/closings.server.ts'
import { randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'
import { beginPledge, openCheckout, withdraw, withdrawalOf } from '#app/domain/payments/payments.server.ts'
import { requirePledge } from '#app/domain/pledges/pledges.server.ts'
import type { NearMissAnswer } from '#db/schema.ts'
import { payByBank, payByCard, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { lettersOf, pledgeTo, stateOf } from '#tests/support/pledging.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** The 80 % conversation against the sandbox over HTTP. The minimum is € 400: € 300 to print and € 100 to deliver. */

let town: Town
let campaign: { campaignId: string; initiatorId: string; slug: string }

beforeEach(async () => {
  town = await openTown()
  await topUp(town.sandbox, 100_00)
  campaign = await aLiveCampaign(town.world, { deadline: '2026-11-24' })
})

const EXPLANATION = 'We drukken op dunner papier en bezorgen met de bakfiets in plaats van met een auto.'

async function paid(amount: number, method: 'bank' | 'card' = 'bank'): Promise<string> {
  const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaign.campaignId, { amount, method })
  await (method === 'bank' ? payByBank(checkoutUrl) : payByCard(checkoutUrl, '4242424242424242'))
  await town.settle()
  return pledgeId
}

async function stateOfCampaign(): Promise<string> {
  const { state } = await town.world.db.read
    .selectFrom('campaign')
    .select('state')
    .where('id', '=', campaign.campaignId)
    .executeTakeFirstOrThrow()
  return state
}

function explain(amounts = [260_00, 80_00], explanation = EXPLANATION, now = town.world.clock.now()) {
  const { campaignId, initiatorId } = campaign
  return town.world.db.inTransaction(trx =>
    explainNearMiss(trx, now, {
      campaignId,
      initiatorId,
      explanation,
      amounts: amounts.map(cents),
    }),
  )
}

function answer(pledgeId: string, choice: NearMissAnswer) {
  return town.world.db.inTransaction(trx =>
    answerNearMiss(trx, town.world.clock.now(), { pledgeId, answer: choice }),
  )
}

/** A second pledge, with or without the link of a letter. */
function add(amount: number, byInvitation = true, pledgeId = randomIds.next()) {
  const limits = { least: cents(500), most: cents(1_000_000), leastForReward: cents(200) }
  const input = {
    amount: cents(amount),
    tip: cents(0),
    rewardId: null,
    method: 'bank',
    email: 'meer@example.test',
    name: 'Ans',
    nameVisible: true,
    message: '',
  } as const
  return beginPledge(town.world, {
    pledgeId,
    campaignId: campaign.campaignId,
    language: 'nl',
    limits,
    input,
    byInvitation,
  })
}

async function payAdded(amount: number): Promise<string> {
  const pledgeId = randomIds.next()
  expect(await add(amount, true, pledgeId)).toMatchObject({ ok: true })
  const opened = await openCheckout(town.world, pledgeId)
  if (!opened.ok) throw new Error(opened.reason)
  await payByBank(opened.url)
  await town.settle()
  return pledgeId
}

describe('closing → near_miss', () => {
  it('at 80 % of the minimum: the initiator is asked, and what was pledged stays as it is', async () => {
    const held = await paid(200_00)
    const card = await paid(120_00, 'card')
    await town.pass('1d')
    expect(await stateOfCampaign()).toBe('near_miss')
    expect([await stateOf(town.world, held), await stateOf(town.world, card)]).toEqual(['held', 'committed'])
    const nearMiss = await town.world.db.read.selectFrom('near_miss').selectAll().executeTakeFirstOrThrow()
    // It closed in the night to Wednesday the 25th: Thursday, Friday and Monday are the three working days.
    expect(nearMiss).toMatchObject({ explain_by: '2026-11-30T23:00:00.000Z', answers_by: null })
    const letters = await town.world.db.read.selectFrom('letter').select(['name', 'to_email']).execute()
    expect(letters.filter(({ name }) => name === 'near-miss-began')).toHaveLength(1)
  })

  it('not with a cent less: closing → failed', async () => {
    await paid(319_99)
    await town.pass('1d')
    expect(await stateOfCampaign()).toBe('failed')
  })

  it('not for keep-what-you-raise: closing → succeeded', async () => {
    await town.world.db.inTransaction(trx =>
      trx
        .updateTable('campaign')
        .set({ funding_model: 'keep_it_all' })
        .where('id', '=', campaign.campaignId)
        .execute(),
    )
    await paid(320_00)
    await town.pass('1d')
    expect(await stateOfCampaign()).toBe('succeeded')
  })
})

describe('withdrawing while it is decided whether a campaign goes on', () => {
  const mayWithdraw = async (id: string) =>
    withdrawalOf(await requirePledge(town.world.db.read, id), town.world.clock.now())
  const takeBack = (id: string) =>
    town.world.db.inTransaction(trx => withdraw(trx, town.world.clock.now(), id))

  it('is possible before the explanation too, all through the holidays', async () => {
    await town.world.db.inTransaction(trx =>
      trx
        .updateTable('campaign')
        .set({ deadline: '2026-12-23', ends_at: '2026-12-23T23:00:00.000Z' })
        .where('id', '=', campaign.campaignId)
        .execute(),
    )
    const [held, card] = [await paid(330_00), await paid(20_00, 'card')]
    await town.pass('30d')
    expect(await stateOfCampaign()).toBe('near_miss')
    // Christmas and a weekend: it began on the 24th, so the initiator has until the 30th to explain.
    const { explain_by: explainBy } = await town.world.db.read
      .selectFrom('near_miss')
      .select('explain_by')
      .executeTakeFirstOrThrow()
    expect(explainBy).toBe('2026-12-30T23:00:00.000Z')
    for (let day = 0; day < 5; day += 1) {
      expect(await mayWithdraw(held)).toEqual({ ok: true, moneyComesBack: true })
      expect(await mayWithdraw(card)).toEqual({ ok: true, moneyComesBack: false })
      await town.pass('1d')
    }
    expect(await takeBack(held)).toEqual({ ok: true, moneyComesBack: true })
    expect(await takeBack(card)).toEqual({ ok: true, moneyComesBack: false })
    await town.settle()
    expect([await stateOf(town.world, held), await stateOf(town.world, card)]).toEqual([
      'refunded',
      'canceled',
    ])
    await town.pass('3d')
    expect(await stateOfCampaign()).toBe('failed')
  })

  it('is possible while it closes, and not of a card that is being charged', async () => {
    const [held, card] = [await paid(330_00), await paid(20_00, 'card')]
    const closing = async (id: string) =>
      ({ ...(await requirePledge(town.world.db.read, id)), campaign_state: 'closing' }) as const
    const now = town.world.clock.now()
    expect(withdrawalOf(await closing(held), now)).toEqual({ ok: true, moneyComesBack: true })
    expect(withdrawalOf(await closing(card), now)).toEqual({ ok: true, moneyComesBack: false })
    const charged = { ...(await closing(card)), state: 'collecting' } as const
    expect(withdrawalOf(charged, now)).toEqual({ ok: false, reason: 'too-late' })
  })

  it('has no gap between the last day and the closing, and ends with the answers', async () => {
    const held = await paid(350_00)
    const pledge = await requirePledge(town.world.db.read, held)
    const afterwards = new Date('2026-12-03T00:00:00.000Z')
    expect(withdrawalOf(pledge, afterwards)).toEqual({ ok: true, moneyComesBack: true })
    const asked = { ...pledge, campaign_state: 'near_miss', answers_by: '2026-12-02T23:00:00.000Z' } as const
    expect(withdrawalOf(asked, new Date('2026-12-02T22:59:59.999Z')).ok).toBe(true)
    expect(withdrawalOf(asked, afterwards)).toEqual({ ok: false, reason: 'too-late' })
    expect(withdrawalOf({ ...pledge, campaign_state: 'succeeded' }, afterwards).ok).toBe(false)
  })
})

describe('near_miss → failed', () => {
  it('when nobody explains within three working days: everybody is paid back', async () => {
    const pledgeId = await paid(350_00)
    const card = await paid(10_00, 'card')
    await town.pass('6d')
    expect(await stateOfCampaign()).toBe('near_miss')
    await town.pass('1d')
    expect(await stateOfCampaign()).toBe('failed')
    expect(await stateOf(town.world, pledgeId)).toBe('refunded')
    expect(await stateOf(town.world, card)).toBe('released')
    expect(await explain()).toEqual({ ok: false, reason: 'no-near-miss' })
  })

  it('when too many withdraw: what is there is less than what was explained', async () => {
    const [stays, goes] = [await paid(330_00), await paid(30_00)]
    await town.pass('1d')
    expect(await explain([300_00, 50_00])).toMatchObject({ ok: true })
    await town.settle()
    expect(await answer(goes, 'withdraw')).toEqual({ ok: true })
    await town.settle()
    expect(await stateOf(town.world, goes)).toBe('refunded')
    expect(await lettersOf(town.world, goes)).toEqual([
      'pledge-receipt',
      'near-miss-question',
      'pledge-withdrawn',
      'pledge-refunded',
    ])
    await town.pass('7d')
    expect(await stateOfCampaign()).toBe('failed')
    expect(await stateOf(town.world, stays)).toBe('refunded')
  })
})

describe('near_miss → succeeded', () => {
  it('when silence stays: cards are charged, and the closure keeps what was counted at the end', async () => {
    const [held, card] = [await paid(300_00), await paid(50_00, 'card')]
    await town.pass('1d')
    const explained = await explain([260_00, 80_00])
    expect(explained).toEqual({ ok: true, answersBy: '2026-11-30T23:00:00.000Z' })
    await town.pass('7d')
    expect(await stateOfCampaign()).toBe('succeeded')
    expect([await stateOf(town.world, held), await stateOf(town.world, card)]).toEqual(['held', 'held'])
    const closure = await town.world.db.read
      .selectFrom('campaign_closure')
      .selectAll()
      .executeTakeFirstOrThrow()
    expect(closure).toMatchObject({ outcome: 'succeeded', counted_cents: 350_00, counted_pledges: 2 })
    const letters = await town.world.db.read
      .selectFrom('letter')
      .select('props')
      .where('name', '=', 'campaign-succeeded')
      .execute()
    expect(letters.map(({ props }) => (JSON.parse(props) as { below?: string }).below)).toEqual([
      'with_less',
      'with_less',
    ])
  })

  it('when somebody adds what another takes away, and each may change their mind until the end', async () => {
    const [stays, goes] = [await paid(300_00), await paid(40_00)]
    await town.pass('1d')
    await explain([260_00, 80_00])
    await answer(goes, 'stay')
    await answer(goes, 'withdraw')
    expect(await answer(goes, 'stay')).toEqual({ ok: false, reason: 'already-ended' })
    expect(await answer(stays, 'add')).toEqual({ ok: true })
    const added = await payAdded(40_00)
    await town.pass('7d')
    expect(await stateOfCampaign()).toBe('succeeded')
    expect(await stateOf(town.world, added)).toBe('held')
    const answers = await town.world.db.read
      .selectFrom('near_miss_answer')
      .select(['answer'])
      .where('pledge_id', '=', goes)
      .orderBy('n')
      .execute()
    expect(answers.map(({ answer: given }) => given)).toEqual(['stay', 'withdraw'])
  })

  it('a payment that is under way when the answers end is waited for, and counts', async () => {
    const [, goes] = [await paid(300_00), await paid(40_00)]
    await town.pass('1d')
    await explain([260_00, 80_00])
    await answer(goes, 'withdraw')
    await town.pass('5d')
    await town.pass('13h')
    await town.pass('40m')
    const pledgeId = randomIds.next()
    await add(40_00, true, pledgeId)
    const opened = await openCheckout(town.world, pledgeId)
    if (!opened.ok) throw new Error(opened.reason)
    town.sandbox.machine.settings.webhooks.dropShare = 1
    town.sandbox.control.fault({ method: 'GET', path: '^/v1/events', kind: 'error_before', times: 1_000 })
    await payByBank(opened.url)
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('checkout_open')
    await town.pass('1d')
    expect(await stateOf(town.world, pledgeId)).toBe('held')
    expect(await stateOfCampaign()).toBe('succeeded')
  })
})

describe('near_miss → canceled', () => {
  it('by the initiator: everybody is paid back, with the reason', async () => {
    const [held, card] = [await paid(300_00), await paid(50_00, 'card')]
    await town.pass('1d')
    const request = {
      ...campaign,
      by: 'initiator',
      actorId: campaign.initiatorId,
      reason: 'De drukker stopt.',
    } as const
    await town.world.db.inTransaction(trx => cancelCampaign(trx, town.world.clock.now(), request))
    await town.settle()
    expect(await stateOfCampaign()).toBe('canceled')
    expect([await stateOf(town.world, held), await stateOf(town.world, card)]).toEqual([
      'refunded',
      'released',
    ])
    await town.pass('10d')
    expect(await stateOfCampaign()).toBe('canceled')
  })
})

describe('who may add, and until when', () => {
  it('only by invitation, only once it was explained, and not after the answers ended', async () => {
    await paid(320_00)
    await town.pass('1d')
    expect(await add(10_00)).toEqual({ ok: false, reason: 'campaign-not-open' })
    await explain()
    expect(await add(10_00, false)).toEqual({ ok: false, reason: 'campaign-not-open' })
    expect(await add(10_00)).toMatchObject({ ok: true })
    await town.pass('6d')
    expect(await add(10_00)).toEqual({ ok: false, reason: 'campaign-not-open' })
  })

  it('an answer comes in time or not at all', async () => {
    const pledgeId = await paid(320_00)
    await town.pass('1d')
    expect(await answer(pledgeId, 'stay')).toEqual({ ok: false, reason: 'not-asked' })
    await explain([240_00, 80_00])
    await town.sandbox.control.advance('6d')
    expect(await answer(pledgeId, 'withdraw')).toEqual({ ok: false, reason: 'too-late' })
    await town.settle()
  })
})

describe('an explanation', () => {
  beforeEach(async () => {
    await paid(350_00)
    await town.pass('1d')
  })

  it.each([
    ['too short', [260_00, 80_00], 'Minder.', 'explanation-too-short'],
    ['a line that grew', [310_00, 20_00], EXPLANATION, 'line-grew'],
    ['nothing less', [300_00, 100_00], EXPLANATION, 'nothing-less'],
    ['below 80 %', [219_99, 100_00], EXPLANATION, 'below-80-percent'],
  ])('is refused with %s', async (_, amounts, text, reason) => {
    expect(await explain(amounts, text)).toEqual({ ok: false, reason })
  })

  it('is refused once its three working days are over, also when nobody has ended them yet', async () => {
    // Until Monday the 30th is over, in Leiden.
    await town.sandbox.control.advance('5d')
    await town.sandbox.control.advance('13h')
    await town.sandbox.control.advance('59m')
    const inTime = town.world.clock.now()
    await town.sandbox.control.advance('1m')
    expect(await explain()).toEqual({ ok: false, reason: 'too-late' })
    expect(await explain([260_00, 80_00], EXPLANATION, inTime)).toMatchObject({ ok: true })
  })

  it('is given once, by the initiator alone', async () => {
    expect(await explain([220_00, 100_00])).toMatchObject({ ok: true })
    expect(await explain([220_00, 100_00])).toEqual({ ok: false, reason: 'already-explained' })
    campaign = { ...campaign, initiatorId: randomIds.next() }
    expect(await explain([220_00, 100_00])).toEqual({ ok: false, reason: 'no-such-campaign' })
  })
})
