import { beforeEach, describe, expect, it } from 'vitest'
import { randomIds } from '#app/domain/ids.ts'
import { liftStop } from '#app/domain/brakes/brakes.server.ts'
import { MINUTE_MS } from '#app/domain/clock.ts'
import { payByBank, payByCard, topUp } from '#scripts/story/hosted-pages.ts'
import { aLiveCampaign, aUser } from '#tests/support/campaigns.ts'
import { stateOf } from '#tests/support/pledging.ts'
import type { Visit } from '#tests/support/test-site.ts'
import { openTown } from '#tests/support/town.ts'
import type { Town } from '#tests/support/town.ts'

/** T15: a robot tries stolen cards, over HTTP, against Checkout as it is; whoever means well is not hindered. */

const REFUSED_CARD = '4000000000000002'
const GOOD_CARD = '4242424242424242'
const SAVED_THEN_REFUSED = '4000000000000341'
const ROBOT = '10.6.6.6'
const NEIGHBOUR = '10.0.0.1'

let town: Town
let campaignId: string
let slug: string

beforeEach(async () => {
  town = await openTown({ settings: { TRUSTED_PROXIES: '1' } })
  await topUp(town.sandbox, 100_00)
  await town.settle()
  ;({ campaignId, slug } = await aLiveCampaign(town.world))
  await town.site.signIn('thea@example.test', ['treasurer'])
})

function send(
  network: string,
  method: 'card' | 'bank',
  at = slug,
  pledge = randomIds.next(),
): Promise<Visit> {
  const token = town.world.links.token('pledge-form', pledge)
  const form = { pledge, token, amount: '1710', method, email: 'ans@example.test', name: 'Ans' }
  return town.site
    .visitor()
    .post(`/campaigns/${at}/pledge`, form, { headers: { 'X-Forwarded-For': network } })
}

/** Checkout shows the page again, with the refusal, as often as it is tried. */
async function tryCards(checkoutUrl: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1)
    await expect(payByCard(checkoutUrl, REFUSED_CARD)).rejects.toThrow('answered 402')
}

/** Posts to a page of a pledge, with its signed link, as the robot. */
function postTo(path: string, pledgeId: string, fields: Record<string, string> = {}): Promise<Visit> {
  const k = town.world.links.token('manage-pledge', pledgeId)
  return town.site.visitor().post(`${path}?k=${k}`, fields, { headers: { 'X-Forwarded-For': ROBOT } })
}

/** A pledge whose saved card was refused when its campaign had succeeded. */
async function refusedAtTheDeadline(): Promise<string> {
  const pledge = randomIds.next()
  const visit = await send(ROBOT, 'card', slug, pledge)
  await payByCard(visit.headers.location ?? '', SAVED_THEN_REFUSED)
  await town.settle()
  await town.world.db.inTransaction(trx =>
    trx
      .updateTable('campaign')
      .set({ minimum_cents: 1 as never })
      .where('id', '=', campaignId)
      .execute(),
  )
  await town.pass('19d')
  expect(await stateOf(town.world, pledge)).toBe('action_required')
  return pledge
}

const triedCards = async () =>
  (await town.world.db.read.selectFrom('failed_card').select('event_id').execute()).length

const alarms = () => town.world.postman.sent.filter(({ to }) => to === 'thea@example.test')

describe('T15 · card testing by bots', () => {
  it('a robot of 2,000 attempts opens at most 20 Checkouts; a neighbour pays by card, and by bank anybody does', async () => {
    const started = town.world.clock.now().getTime()
    let opened = 0
    let refused = 0
    for (let attempt = 0; attempt < 2_000; attempt += 1) {
      const visit = await send(ROBOT, 'card')
      if (visit.status === 429) refused += 1
      if (visit.status !== 303) continue
      opened += 1
      await tryCards(visit.headers.location ?? '', 1)
      await town.settle()
    }
    expect(opened).toBeLessThanOrEqual(20)
    expect(opened).toBeGreaterThan(0)
    expect(refused).toBe(2_000 - opened)
    expect(alarms()).toHaveLength(1)
    expect(town.world.clock.now().getTime() - started).toBeLessThanOrEqual(MINUTE_MS)
    const card = await send(NEIGHBOUR, 'card')
    expect(card.status).toBe(303)
    await payByCard(card.headers.location ?? '', GOOD_CARD)
    const bank = await send(ROBOT, 'bank')
    expect(bank.status).toBe(303)
    await payByBank(bank.headers.location ?? '')
    await town.settle()
    const pledges = await town.world.db.read.selectFrom('pledge').select('state').execute()
    const counted = pledges.filter(({ state }) => state === 'held' || state === 'committed')
    expect(counted).toHaveLength(2)
  }, 240_000)

  it('many networks, few cards each: after the 31st refusal the campaign takes no cards, staff are told at once, bank goes on', async () => {
    const other = await aLiveCampaign(town.world, { title: 'Een tuin' })
    for (let network = 0; network < 16; network += 1) {
      const visit = await send(`10.7.0.${network}`, 'card')
      expect(visit.status).toBe(303)
      await tryCards(visit.headers.location ?? '', 2)
      await town.settle()
    }
    const stopped = await send(NEIGHBOUR, 'card')
    expect(stopped.status).toBe(429)
    expect(stopped.text).toContain('Kaarten staan hier even stil')
    expect(stopped.text).toContain('value="ans@example.test"')
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0)
    expect(alarms()).toHaveLength(1)
    expect(alarms()[0]?.subject).toContain('De Ziel van Leiden')
    expect((await send(NEIGHBOUR, 'bank')).status).toBe(303)
    expect((await send(NEIGHBOUR, 'card', other.slug)).status).toBe(303)
  })

  it('a stop ends the Checkouts in which cards were tried, and no other', async () => {
    const honest = await send(NEIGHBOUR, 'card')
    const tried = [await send(ROBOT, 'card'), await send(ROBOT, 'card')]
    for (const { headers } of tried) await tryCards(headers.location ?? '', 3)
    await town.settle()
    expect(await town.world.db.read.selectFrom('card_stop').select('scope').execute()).toEqual([
      { scope: 'network' },
    ])
    for (const { headers } of tried)
      await expect(payByCard(headers.location ?? '', GOOD_CARD)).rejects.toThrow('answered 410')
    await payByCard(honest.headers.location ?? '', GOOD_CARD)
    await town.settle()
    const pledges = await town.world.db.read.selectFrom('pledge').select('state').orderBy('id').execute()
    expect(pledges.map(({ state }) => state)).toEqual(['committed', 'abandoned', 'abandoned'])
  })

  it('a stop ends by itself after its hour, or when a treasurer lifts it, and does not begin again by what was counted', async () => {
    const visit = await send(ROBOT, 'card')
    await tryCards(visit.headers.location ?? '', 6)
    await town.settle()
    expect((await send(ROBOT, 'card')).status).toBe(429)
    const { id } = await town.world.db.read.selectFrom('card_stop').select('id').executeTakeFirstOrThrow()
    const liftedBy = await aUser(town.world, 'Tom')
    const lift = () =>
      town.world.db.inTransaction(trx =>
        liftStop(trx, town.world.clock.now(), { stopId: id, liftedBy, reason: 'Dat was een school.' }),
      )
    expect(await lift()).toEqual({ ok: true })
    expect(await lift()).toEqual({ ok: false, reason: 'over' })
    await town.sandbox.control.advance('10s')
    const again = await send(ROBOT, 'card')
    expect(again.status).toBe(303)
    await tryCards(again.headers.location ?? '', 5)
    await town.settle()
    expect((await send(ROBOT, 'card')).status).toBe(303)
    await tryCards((await send(ROBOT, 'card')).headers.location ?? '', 1)
    await town.settle()
    expect((await send(ROBOT, 'card')).status).toBe(429)
    await town.pass('61m')
    expect((await send(ROBOT, 'card')).status).toBe(303)
  })

  it('cards that are tried in a recovery Checkout count: a robot is stopped there as well, staff are told, and a bank still pays', async () => {
    const pledgeId = await refusedAtTheDeadline()
    const recover = (fields = {}) => postTo(`/pledges/${pledgeId}/recovery`, pledgeId, fields)
    const first = await recover()
    expect(first.status).toBe(303)
    const checkout = first.headers.location ?? ''
    await tryCards(checkout, 6)
    // At a bank no card can be tried, whatever the pledge was made with.
    await payByBank(checkout, 'fail')
    await town.settle()
    expect(await triedCards()).toBe(6)
    expect(alarms()).toHaveLength(1)
    await expect(payByCard(checkout, GOOD_CARD), 'the Checkout has been ended').rejects.toThrow()
    const stopped = await recover()
    expect(stopped.status).toBe(429)
    expect(stopped.text).toContain('Met een kaart kan het hier nu even niet')
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0)
    const byBank = await recover({ method: 'bank' })
    expect(byBank.status).toBe(303)
    await expect(payByCard(byBank.headers.location ?? '', GOOD_CARD), 'no cards').rejects.toThrow()
    await payByBank(byBank.headers.location ?? '')
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('held')
  })

  it('a recovery Checkout that is open does not go round a stop: asked for a bank, another takes its place', async () => {
    const pledgeId = await refusedAtTheDeadline()
    const recover = (fields = {}) => postTo(`/pledges/${pledgeId}/recovery`, pledgeId, fields)
    const open = (await recover()).headers.location ?? ''
    const byBank = (await recover({ method: 'bank' })).headers.location ?? ''
    expect(byBank).not.toBe(open)
    await expect(payByCard(open, GOOD_CARD), 'the first has ended').rejects.toThrow()
    await payByBank(byBank)
    await town.settle()
    expect(await stateOf(town.world, pledgeId)).toBe('held')
  })

  it('cards that are tried as another card count: a robot is stopped there, and the first card stays', async () => {
    const pledge = randomIds.next()
    const visit = await send(ROBOT, 'card', slug, pledge)
    await payByCard(visit.headers.location ?? '', GOOD_CARD)
    await town.settle()
    const another = () => postTo(`/pledges/${pledge}/card`, pledge)
    await tryCards((await another()).headers.location ?? '', 6)
    await town.settle()
    expect(await triedCards()).toBe(6)
    const stopped = await another()
    expect(stopped.status).toBe(429)
    expect(stopped.text).toContain('je eerste kaart blijft gewoon staan')
    expect(await stateOf(town.world, pledge)).toBe('committed')
  })

  it('cards that were tried before the one that paid count as well, however late that is told', async () => {
    const { slug: keepsAll } = await aLiveCampaign(town.world, { model: 'keep_it_all', title: 'Een tuin' })
    const visit = await send(ROBOT, 'card', keepsAll)
    await tryCards(visit.headers.location ?? '', 6)
    await payByCard(visit.headers.location ?? '', GOOD_CARD)
    await town.settle()
    expect(await triedCards()).toBe(6)
    expect((await send(ROBOT, 'card')).status).toBe(429)
  })

  it('saved cards that are refused at the deadline are no tries, and neither is a bank that says no', async () => {
    const cards = []
    for (let n = 0; n < 8; n += 1) {
      const visit = await send(NEIGHBOUR, 'card')
      await payByCard(visit.headers.location ?? '', SAVED_THEN_REFUSED)
      cards.push(visit)
    }
    const bank = await send(NEIGHBOUR, 'bank')
    for (let n = 0; n < 8; n += 1) await payByBank(bank.headers.location ?? '', 'fail')
    await town.settle()
    await town.world.db.inTransaction(trx =>
      trx
        .updateTable('campaign')
        .set({ minimum_cents: 1 as never })
        .where('id', '=', campaignId)
        .execute(),
    )
    await town.pass('20d')
    const [first] = await town.world.db.read.selectFrom('pledge').select('id').orderBy('id').execute()
    expect(await stateOf(town.world, first?.id ?? '')).toBe('action_required')
    expect(await town.world.db.read.selectFrom('failed_card').selectAll().execute()).toEqual([])
    expect(await town.world.db.read.selectFrom('card_stop').selectAll().execute()).toEqual([])
  })
})
