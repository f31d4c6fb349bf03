import { describe, expect, it } from 'vitest'
import {
  advanceCampaign,
  attachPicture,
  describePicture,
  review,
  saveBudget,
  saveIdea,
  savePlace,
  saveRewards,
  startCampaign,
  submit,
} from '#app/domain/campaigns/campaigns.server.ts'
import type { Review } from '#app/domain/campaigns/campaigns.server.ts'
import { campaignBySlug, campaignForEdit, reviewsOf } from '#app/domain/campaigns/campaign-queries.server.ts'
import {
  campaignsOf,
  campaignsOnShelf,
  campaignsToReview,
} from '#app/domain/campaigns/campaign-list-queries.server.ts'
import { MOST_PICTURES } from '#app/domain/campaigns/picture.ts'
import { DAY_MS } from '#app/domain/clock.ts'
import { randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'
import {
  aCompleteDraft,
  activePayoutAccount,
  aLiveCampaign,
  aPledgeRow,
  aUser,
  STORY,
  submitted,
} from '#tests/support/campaigns.ts'
import type { OwnedCampaign } from '#tests/support/campaigns.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** Runs one verb in a transaction of its own, at the clock's time. */
function act<T>(world: TestWorld, verb: (trx: Parameters<typeof startCampaign>[0], now: Date) => Promise<T>) {
  return world.db.inTransaction(trx => verb(trx, world.clock.now()))
}

function rowOf(world: TestWorld, { campaignId }: { campaignId: string }) {
  return world.db.read
    .selectFrom('campaign')
    .selectAll()
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow()
}

function decide(world: TestWorld, owned: OwnedCampaign, reviewerId: string, change: Partial<Review> = {}) {
  const decision = { campaignId: owned.campaignId, reviewerId, decision: 'approved', reason: '' } as const
  return act(world, (trx, now) => review(trx, now, { ...decision, mayGoLive: { ok: true }, ...change }))
}

describe('starting a campaign', () => {
  it('twice with one id is one draft, and the id of somebody else is refused', async () => {
    const world = await makeTestWorld()
    const start = {
      campaignId: randomIds.next(),
      title: 'Bankje',
      initiatorId: await aUser(world, 'Ans'),
      language: 'nl' as const,
    }
    expect(await act(world, (trx, now) => startCampaign(trx, now, start))).toEqual({
      ok: true,
      campaignId: start.campaignId,
    })
    expect(await act(world, (trx, now) => startCampaign(trx, now, start))).toEqual({
      ok: true,
      campaignId: start.campaignId,
    })
    const other = { ...start, initiatorId: await aUser(world, 'Wim') }
    expect(await act(world, (trx, now) => startCampaign(trx, now, other))).toEqual({
      ok: false,
      reason: 'id-taken',
    })
    expect(await campaignsOf(world.db.read, start.initiatorId)).toHaveLength(1)
    expect(await campaignsOf(world.db.read, other.initiatorId)).toHaveLength(0)
  })
})

describe('saving', () => {
  it('by somebody else finds no campaign, whatever the step', async () => {
    const world = await makeTestWorld()
    const { campaignId } = await aCompleteDraft(world)
    const owned = { campaignId, initiatorId: await aUser(world, 'Iemand anders') }
    const nothing = { ok: false, reason: 'no-such-campaign' }
    const idea = { title: 'Van mij', intro: '', story: '', drawing: 'houses' as const }
    const place = { districtCode: null, deadline: null, fundingModel: null }
    const gift = { collectiveReturn: '', collectiveReturnPlanned: null, rewards: [] }
    const picture = { contentHash: 'a'.repeat(64), width: 480, height: 300, alt: 'Een hond' }
    expect(await act(world, (trx, now) => saveIdea(trx, now, owned, idea))).toEqual(nothing)
    expect(await act(world, (trx, now) => savePlace(trx, now, owned, place))).toEqual(nothing)
    expect(await act(world, (trx, now) => saveBudget(trx, now, owned, []))).toEqual(nothing)
    expect(await act(world, (trx, now) => saveRewards(trx, now, owned, gift))).toEqual(nothing)
    expect(await act(world, (trx, now) => attachPicture(trx, now, owned, picture))).toEqual(nothing)
    expect(await act(world, (trx, now) => describePicture(trx, now, owned, 'x'))).toEqual(nothing)
    expect(
      await act(world, (trx, now) => submit(trx, now, owned, { platformFeeBp: 0, costsPassedOn: false })),
    ).toEqual(nothing)
    expect(await campaignForEdit(world.db.read, world.clock.now(), owned)).toBeNull()
  })

  it('keeps the id of a reward when its place changes, and drops the ones that were taken out', async () => {
    const world = await makeTestWorld()
    const owned = await aCompleteDraft(world)
    const before = await campaignForEdit(world.db.read, world.clock.now(), owned)
    const [stone, window] = before?.campaign.rewards ?? []
    const words = { description: '', quantity: null }
    const rewards = [
      { id: window?.id ?? '', title: 'Raam', priceCents: cents(71_00), ...words },
      { id: stone?.id ?? '', title: 'Steen', priceCents: cents(17_10), ...words },
      { id: null, title: 'Klinker', priceCents: cents(7_10), ...words },
    ]
    const gift = { collectiveReturn: 'Strips', collectiveReturnPlanned: null }
    expect(await act(world, (trx, now) => saveRewards(trx, now, owned, { ...gift, rewards }))).toEqual({
      ok: true,
    })
    const after = await campaignForEdit(world.db.read, world.clock.now(), owned)
    expect(after?.campaign.rewards.map(({ id, title }) => [id, title])).toEqual([
      [window?.id, 'Raam'],
      [stone?.id, 'Steen'],
      [expect.any(String), 'Klinker'],
    ])
    await act(world, (trx, now) => saveRewards(trx, now, owned, { ...gift, rewards: rewards.slice(1, 2) }))
    const last = await campaignForEdit(world.db.read, world.clock.now(), owned)
    expect(last?.campaign.rewards.map(({ id }) => id)).toEqual([stone?.id])
  })

  it('refuses a reward of another campaign, and one reward twice', async () => {
    const world = await makeTestWorld()
    const owned = await aCompleteDraft(world)
    const other = await campaignForEdit(world.db.read, world.clock.now(), await aCompleteDraft(world))
    const foreign = other?.campaign.rewards[0]?.id ?? ''
    const reward = {
      id: foreign,
      title: 'Van een ander',
      description: '',
      priceCents: cents(5_00),
      quantity: null,
    }
    const gift = { collectiveReturn: '', collectiveReturnPlanned: null }
    const refused = { ok: false, reason: 'no-such-reward' }
    expect(
      await act(world, (trx, now) => saveRewards(trx, now, owned, { ...gift, rewards: [reward] })),
    ).toEqual(refused)
    const own =
      (await campaignForEdit(world.db.read, world.clock.now(), owned))?.campaign.rewards[0]?.id ?? ''
    const twice = [
      { ...reward, id: own },
      { ...reward, id: own },
    ]
    expect(await act(world, (trx, now) => saveRewards(trx, now, owned, { ...gift, rewards: twice }))).toEqual(
      refused,
    )
  })

  it('takes at most so many pictures', async () => {
    const world = await makeTestWorld()
    const owned = await aCompleteDraft(world)
    const picture = { contentHash: 'a'.repeat(64), width: 480, height: 300, alt: 'Een deur' }
    for (let n = 1; n <= MOST_PICTURES; n += 1)
      expect((await act(world, (trx, now) => attachPicture(trx, now, owned, picture))).ok).toBe(true)
    expect(await act(world, (trx, now) => attachPicture(trx, now, owned, picture))).toEqual({
      ok: false,
      reason: 'too-many-pictures',
    })
    expect(await act(world, (trx, now) => describePicture(trx, now, owned, 'Een groene deur'))).toEqual({
      ok: true,
    })
    const found = await campaignForEdit(world.db.read, world.clock.now(), owned)
    expect(found?.campaign.picture?.alt).toBe('Een groene deur')
  })
})

describe('submitting', () => {
  it('says everything that is missing and changes nothing', async () => {
    const world = await makeTestWorld()
    const owned = { campaignId: randomIds.next(), initiatorId: await aUser(world, 'Ans') }
    await act(world, (trx, now) => startCampaign(trx, now, { ...owned, title: 'Bankje', language: 'nl' }))
    const result = await act(world, (trx, now) =>
      submit(trx, now, owned, { platformFeeBp: 0, costsPassedOn: false }),
    )
    expect(result).toMatchObject({ ok: false, reason: 'incomplete' })
    expect(result.ok === false && result.reason === 'incomplete' && result.missing).toHaveLength(7)
    expect(await rowOf(world, owned)).toMatchObject({
      state: 'draft',
      minimum_cents: null,
      submitted_at: null,
    })
  })

  it('takes the goals from the budget and fixes what the platform asks', async () => {
    const world = await makeTestWorld()
    const owned = await aCompleteDraft(world)
    const conditions = { platformFeeBp: 250, costsPassedOn: true }
    expect(await act(world, (trx, now) => submit(trx, now, owned, conditions))).toEqual({ ok: true })
    expect(await rowOf(world, owned)).toMatchObject({
      state: 'in_review',
      minimum_cents: 400_00,
      optimum_cents: 520_00,
      platform_fee_bp: 250,
      costs_passed_on: 1,
    })
    expect(await campaignsToReview(world.db.read)).toMatchObject([
      { id: owned.campaignId, payoutAccount: 'none' },
    ])
    expect(await act(world, (trx, now) => submit(trx, now, owned, conditions))).toEqual({
      ok: false,
      reason: 'not-in-this-state',
    })
  })

  it('shuts the campaign for changes until the reviewer has decided', async () => {
    const world = await makeTestWorld()
    const owned = await submitted(world, await aCompleteDraft(world))
    const idea = { title: 'Anders', intro: '', story: '', drawing: 'houses' as const }
    expect(await act(world, (trx, now) => saveIdea(trx, now, owned, idea))).toEqual({
      ok: false,
      reason: 'not-editable',
    })
    expect(await act(world, (trx, now) => saveBudget(trx, now, owned, []))).toEqual({
      ok: false,
      reason: 'not-editable',
    })
  })
})

describe('a review', () => {
  it('approves: live at once, with an address, an end, a total of nothing, a letter and a note', async () => {
    const world = await makeTestWorld()
    const owned = await submitted(world, await aCompleteDraft(world))
    await activePayoutAccount(world, owned.initiatorId)
    const reviewerId = await aUser(world, 'Reviewer')
    expect(await decide(world, owned, reviewerId)).toEqual({ ok: true, state: 'live' })
    expect(await rowOf(world, owned)).toMatchObject({
      state: 'live',
      slug: 'de-ziel-van-leiden',
      ends_at: '2026-12-12T23:00:00.000Z',
      live_at: '2026-11-24T09:00:00.000Z',
    })
    const page = await campaignBySlug(world.db.read, 'de-ziel-van-leiden')
    expect(page).toMatchObject({
      minimum: 400_00,
      raised: { total: 0, backers: 0 },
      districtName: 'Binnenstad-Noord',
    })
    const letters = await world.db.read.selectFrom('letter').select(['name', 'props', 'language']).execute()
    expect(letters).toMatchObject([{ name: 'review-result', language: 'nl' }])
    expect(JSON.parse(letters[0]?.props ?? '')).toMatchObject({
      decision: 'approved',
      campaignTitle: 'De Ziel van Leiden',
    })
    const notes = await world.db.read
      .selectFrom('audit_entry')
      .select(['action', 'actor_id'])
      .orderBy('id')
      .execute()
    expect(notes).toEqual([
      { action: 'campaign.started', actor_id: owned.initiatorId },
      { action: 'campaign.submitted', actor_id: owned.initiatorId },
      { action: 'campaign.approved', actor_id: reviewerId },
    ])
    expect(await decide(world, owned, reviewerId)).toEqual({ ok: false, reason: 'not-in-this-state' })
  })

  it('sends back or refuses only with a reason, and the initiator can read it', async () => {
    const world = await makeTestWorld()
    const owned = await submitted(world, await aCompleteDraft(world))
    const reviewerId = await aUser(world, 'Reviewer')
    const needsWork = { decision: 'needs_work', reason: '  ' } as const
    expect(await decide(world, owned, reviewerId, needsWork)).toEqual({ ok: false, reason: 'reason-missing' })
    expect(await decide(world, owned, reviewerId, { ...needsWork, reason: 'Wie bezorgt?' })).toEqual({
      ok: true,
      state: 'needs_work',
    })
    expect(await reviewsOf(world.db.read, owned.campaignId)).toMatchObject([
      { decision: 'needs_work', reason: 'Wie bezorgt?' },
    ])
    await submitted(world, owned)
    const refusal = { decision: 'refused', reason: 'Dit is een lening.' } as const
    expect(await decide(world, owned, reviewerId, refusal)).toEqual({ ok: true, state: 'refused' })
    expect(
      await act(world, (trx, now) => submit(trx, now, owned, { platformFeeBp: 0, costsPassedOn: false })),
    ).toEqual({
      ok: false,
      reason: 'not-in-this-state',
    })
    expect(await world.db.read.selectFrom('letter').select('name').execute()).toHaveLength(2)
  })

  it('approves nothing whose initiator cannot be paid, nor while the platform cannot bear it, nor ones own', async () => {
    const world = await makeTestWorld()
    const owned = await submitted(world, await aCompleteDraft(world))
    const reviewerId = await aUser(world, 'Reviewer')
    expect(await decide(world, owned, reviewerId)).toEqual({ ok: false, reason: 'payout-account-not-active' })
    await activePayoutAccount(world, owned.initiatorId)
    const mayGoLive = { ok: false, reason: 'float-too-small' } as const
    expect(await decide(world, owned, reviewerId, { mayGoLive })).toEqual({
      ok: false,
      reason: 'float-too-small',
    })
    expect(await decide(world, owned, owned.initiatorId)).toEqual({ ok: false, reason: 'own-campaign' })
    expect(await rowOf(world, owned)).toMatchObject({ state: 'in_review', slug: null })
    expect(await world.db.read.selectFrom('campaign_review').selectAll().execute()).toEqual([])
  })

  it('counts the deadline again on the day of going live', async () => {
    const world = await makeTestWorld()
    const owned = await submitted(world, await aCompleteDraft(world, { deadline: '2026-11-25' }))
    await activePayoutAccount(world, owned.initiatorId)
    const reviewerId = await aUser(world, 'Reviewer')
    world.clock.advance(2 * DAY_MS)
    expect(await decide(world, owned, reviewerId)).toEqual({ ok: false, reason: 'deadline-passed' })
  })

  it('numbers an address that is taken', async () => {
    const world = await makeTestWorld()
    const slugs = []
    for (let n = 1; n <= 3; n += 1) slugs.push((await aLiveCampaign(world, { title: 'Bankje' })).slug)
    slugs.push((await aLiveCampaign(world, { title: 'Bankje op het plein' })).slug)
    expect(slugs).toEqual(['bankje', 'bankje-2', 'bankje-3', 'bankje-op-het-plein'])
  })
})

describe('after the first pledge', () => {
  async function pledged() {
    const world = await makeTestWorld()
    const owned = await aLiveCampaign(world)
    await aPledgeRow(world, { campaignId: owned.campaignId, email: 'ans@example.test' })
    return { world, owned }
  }

  const lines = [
    { label: 'Drukken', amountCents: cents(300_00), kind: 'must_have' as const },
    { label: 'Bezorgen', amountCents: cents(100_00), kind: 'must_have' as const },
    { label: 'Lespakket', amountCents: cents(120_00), kind: 'nice_to_have' as const },
  ]

  it('words may change, and what they were stays to be read', async () => {
    const { world, owned } = await pledged()
    const idea = {
      title: 'De Ziel',
      intro: 'Gratis op elke deurmat.',
      story: `${STORY} En meer.`,
      drawing: 'door' as const,
    }
    expect(await act(world, (trx, now) => saveIdea(trx, now, owned, idea))).toEqual({ ok: true })
    const relabelled = lines.map((line, index) =>
      index === 0 ? { ...line, label: '50.000 strips drukken' } : line,
    )
    expect(await act(world, (trx, now) => saveBudget(trx, now, owned, relabelled))).toEqual({ ok: true })
    const page = await campaignBySlug(world.db.read, owned.slug)
    expect(page).toMatchObject({ title: 'De Ziel', slug: 'de-ziel-van-leiden', minimum: 400_00 })
    expect(page?.changes.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['budget', 'Drukken\nBezorgen\nLespakket', '50.000 strips drukken\nBezorgen\nLespakket'],
      ['story', STORY, `${STORY} En meer.`],
      ['title', 'De Ziel van Leiden', 'De Ziel'],
    ])
  })

  it('goal, deadline, model and prices may not', async () => {
    const { world, owned } = await pledged()
    const frozen = { ok: false, reason: 'frozen' }
    const cheaper = lines.map((line, index) => (index === 0 ? { ...line, amountCents: cents(1) } : line))
    expect(await act(world, (trx, now) => saveBudget(trx, now, owned, cheaper))).toEqual(frozen)
    expect(await act(world, (trx, now) => saveBudget(trx, now, owned, lines.slice(0, 2)))).toEqual(frozen)
    const kinder = lines.map(line => ({ ...line, kind: 'nice_to_have' as const }))
    expect(await act(world, (trx, now) => saveBudget(trx, now, owned, kinder))).toEqual(frozen)
    const place = {
      districtCode: 'WK054603',
      deadline: '2026-12-12',
      fundingModel: 'all_or_nothing' as const,
    }
    expect(
      await act(world, (trx, now) => savePlace(trx, now, owned, { ...place, deadline: '2026-12-13' })),
    ).toEqual(frozen)
    expect(
      await act(world, (trx, now) => savePlace(trx, now, owned, { ...place, fundingModel: 'keep_it_all' })),
    ).toEqual(frozen)
    expect(await act(world, (trx, now) => savePlace(trx, now, owned, place))).toEqual({ ok: true })
    expect(await rowOf(world, owned)).toMatchObject({
      minimum_cents: 400_00,
      deadline: '2026-12-12',
      district_code: 'WK054603',
    })
  })

  it('a reward keeps its price and stays, and its limit stays above what was chosen', async () => {
    const { world, owned } = await pledged()
    const page = await campaignBySlug(world.db.read, owned.slug)
    const [stone, window] = page?.rewards ?? []
    await world.db.inTransaction(trx =>
      trx
        .updateTable('reward')
        .set({ taken: 2 })
        .where('id', '=', window?.id ?? '')
        .execute(),
    )
    const kept = [stone, window].map(reward => ({
      id: reward?.id ?? '',
      title: reward?.title ?? '',
      description: '',
      priceCents: reward?.price ?? cents(0),
      quantity: reward?.quantity ?? null,
    }))
    const gift = { collectiveReturn: '50.000 strips op 50.000 deurmatten', collectiveReturnPlanned: 50_000 }
    const save = (rewards: typeof kept) =>
      act(world, (trx, now) => saveRewards(trx, now, owned, { ...gift, rewards }))
    expect(await save(kept.slice(0, 1))).toEqual({ ok: false, reason: 'frozen' })
    expect(await save(kept.map(reward => ({ ...reward, priceCents: cents(5_00) })))).toEqual({
      ok: false,
      reason: 'frozen',
    })
    expect(await save(kept.map(reward => ({ ...reward, quantity: 1 })))).toEqual({
      ok: false,
      reason: 'fewer-than-taken',
    })
    expect(await save(kept.map(reward => ({ ...reward, quantity: 3 })))).toEqual({ ok: true })
  })
})

describe('a live campaign nobody pledged to', () => {
  it('may still change its goal and its deadline, counted from the day it went live', async () => {
    const world = await makeTestWorld()
    const owned = await aLiveCampaign(world)
    const one = [{ label: 'Alles', amountCents: cents(1_000_00), kind: 'must_have' as const }]
    expect(await act(world, (trx, now) => saveBudget(trx, now, owned, one))).toEqual({ ok: true })
    expect(await act(world, (trx, now) => saveBudget(trx, now, owned, []))).toEqual({
      ok: false,
      reason: 'frozen',
    })
    world.clock.advance(10 * DAY_MS)
    const place = { districtCode: null, fundingModel: 'all_or_nothing' as const }
    const save = (deadline: string | null) =>
      act(world, (trx, now) => savePlace(trx, now, owned, { ...place, deadline }))
    expect(await save('2027-01-24')).toEqual({ ok: false, reason: 'deadline-too-far' })
    expect(await save('2026-12-03')).toEqual({ ok: false, reason: 'deadline-passed' })
    expect(await save(null)).toEqual({ ok: false, reason: 'frozen' })
    expect(await save('2027-01-23')).toEqual({ ok: true })
    expect(await rowOf(world, owned)).toMatchObject({
      minimum_cents: 1_000_00,
      ends_at: '2027-01-23T23:00:00.000Z',
      district_code: 'WK054601',
    })
    expect((await campaignBySlug(world.db.read, owned.slug))?.changes).toEqual([])
  })
})

describe('the course of a campaign after going live', () => {
  it('follows the facts and refuses the ones that mean nothing', async () => {
    const world = await makeTestWorld()
    const { campaignId } = await aLiveCampaign(world)
    const advance = (fact: 'deadline_passed' | 'minimum_reached' | 'canceled') =>
      act(world, (trx, now) => advanceCampaign(trx, now, { campaignId, fact, actorId: null }))
    expect(await advance('minimum_reached')).toEqual({ ok: false, reason: 'not-in-this-state' })
    expect(await advance('deadline_passed')).toEqual({ ok: true, state: 'closing' })
    expect(await advance('deadline_passed')).toEqual({ ok: false, reason: 'not-in-this-state' })
    expect(await advance('minimum_reached')).toEqual({ ok: true, state: 'succeeded' })
    expect(await advance('deadline_passed')).toEqual({ ok: false, reason: 'not-in-this-state' })
    expect(await advance('canceled')).toEqual({ ok: true, state: 'canceled' })
    expect(await advance('canceled')).toEqual({ ok: false, reason: 'not-in-this-state' })
  })
})

describe('the list of campaigns', () => {
  it('shows live ones in pages, those that end first in front, and nothing twice', async () => {
    const world = await makeTestWorld()
    const deadlines = ['2026-12-20', '2026-12-01', '2026-12-20', '2026-12-10', '2026-12-20']
    for (const [n, deadline] of deadlines.entries())
      await aLiveCampaign(world, { title: `Plan ${n}`, deadline })
    await submitted(world, await aCompleteDraft(world, { title: 'Nog niet te zien' }))
    const titles: string[] = []
    let after: string | null = null
    do {
      const page = await campaignsOnShelf(world.db.read, 'live', { after, limit: 2 })
      titles.push(...page.campaigns.map(campaign => campaign.title))
      after = page.next
    } while (after !== null)
    expect(titles).toEqual(['Plan 1', 'Plan 3', 'Plan 0', 'Plan 2', 'Plan 4'])
    const elsewhere = await campaignsOnShelf(world.db.read, 'live', { districtCode: 'WK054609', limit: 9 })
    expect(elsewhere).toEqual({ campaigns: [], next: null })
    const nonsense = await campaignsOnShelf(world.db.read, 'live', { after: "x' or 1=1_", limit: 9 })
    expect(nonsense.campaigns).toHaveLength(5)
  })

  it('moves a campaign from the live ones when its day is over, and to the ended ones when it is decided', async () => {
    const world = await makeTestWorld()
    const { campaignId } = await aLiveCampaign(world)
    await act(world, (trx, now) =>
      advanceCampaign(trx, now, { campaignId, fact: 'deadline_passed', actorId: null }),
    )
    const shelves = async () => {
      const found: Record<string, string[]> = {}
      for (const shelf of ['live', 'undecided', 'ended'] as const)
        found[shelf] = (await campaignsOnShelf(world.db.read, shelf, { limit: 9 })).campaigns.map(
          ({ id }) => id,
        )
      return found
    }
    expect(await shelves()).toEqual({ live: [], undecided: [campaignId], ended: [] })
    const decide = (fact: 'minimum_nearly_reached' | 'minimum_missed') =>
      act(world, (trx, now) => advanceCampaign(trx, now, { campaignId, fact, actorId: null }))
    await decide('minimum_nearly_reached')
    expect(await shelves()).toEqual({ live: [], undecided: [campaignId], ended: [] })
    await decide('minimum_missed')
    expect(await shelves()).toEqual({ live: [], undecided: [], ended: [campaignId] })
  })
})

describe('the page of a campaign', () => {
  it('shows the newest names, and nobody who wants to be without one', async () => {
    const world = await makeTestWorld()
    const { campaignId, slug } = await aLiveCampaign(world)
    await aPledgeRow(world, { campaignId, email: 'a@example.test', name: 'Ans' })
    world.clock.advance(1000)
    await aPledgeRow(world, {
      campaignId,
      email: 'b@example.test',
      name: 'Geheim',
      isNameVisible: false,
      state: 'committed',
    })
    world.clock.advance(1000)
    await aPledgeRow(world, { campaignId, email: 'c@example.test', name: '', state: 'collecting' })
    await aPledgeRow(world, { campaignId, email: 'd@example.test', name: 'Weg', state: 'refunded' })
    const page = await campaignBySlug(world.db.read, slug)
    expect(page?.names).toEqual([null, null, 'Ans'])
    expect(JSON.stringify(page)).not.toMatch(/Geheim|Weg|example\.test/)
  })

  it('is not there for an address that cannot be one, nor for a draft', async () => {
    const world = await makeTestWorld()
    await aCompleteDraft(world)
    for (const slug of ['de-ziel-van-leiden', "' or 1=1", '../etc', '', 'null'])
      expect(await campaignBySlug(world.db.read, slug)).toBeNull()
  })
})
