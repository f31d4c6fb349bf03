import { describe, expect, it } from 'vitest'
import { publishUpdate } from '#app/domain/campaign-updates/campaign-updates.server.ts'
import { campaignUpdateInput } from '#app/domain/campaign-updates/campaign-update-input.ts'
import { updateOf } from '#app/domain/campaign-updates/campaign-update-queries.server.ts'
import { randomIds } from '#app/domain/ids.ts'
import { aCompleteDraft, aLiveCampaign, aPledgeRow, aUser } from '#tests/support/campaigns.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

describe('publishing an update', () => {
  it('promises one letter to each address of a pledge that stands, and to nobody else', async () => {
    const world = await makeTestWorld()
    const { campaignId, initiatorId, slug } = await aLiveCampaign(world)
    const other = await aLiveCampaign(world, { title: 'Iets anders' })
    await aPledgeRow(world, { campaignId, email: 'ans@example.test' })
    await aPledgeRow(world, { campaignId, email: 'ans@example.test', state: 'committed' })
    await aPledgeRow(world, { campaignId, email: 'wim@example.test', state: 'collecting' })
    await aPledgeRow(world, { campaignId, email: 'weg@example.test', state: 'refunded' })
    await aPledgeRow(world, { campaignId, email: 'open@example.test', state: 'checkout_open' })
    await aPledgeRow(world, { campaignId: other.campaignId, email: 'elders@example.test' })
    const update = {
      updateId: randomIds.next(),
      title: 'De drukproef',
      body: 'De kaft is **rood**.',
      campaignId,
      initiatorId,
    }
    const publish = () => world.db.inTransaction(trx => publishUpdate(trx, world.clock.now(), update))
    expect(await publish()).toEqual({ ok: true, slug, letters: 2 })
    expect(await publish()).toEqual({ ok: true, slug, letters: 0 })
    const letters = await world.db.read
      .selectFrom('letter')
      .select(['to_email', 'props'])
      .where('name', '=', 'campaign-update')
      .orderBy('to_email')
      .execute()
    expect(letters.map(letter => letter.to_email)).toEqual(['ans@example.test', 'wim@example.test'])
    expect(JSON.parse(letters[0]?.props ?? '')).toMatchObject({
      updateTitle: 'De drukproef',
      campaignSlug: slug,
    })
    expect(await updateOf(world.db.read, slug, update.updateId)).toMatchObject({
      title: 'De drukproef',
      campaignSlug: slug,
    })
    expect(await updateOf(world.db.read, other.slug, update.updateId)).toBeNull()
  })

  it('is for the initiator of a campaign that is on the street', async () => {
    const world = await makeTestWorld()
    const draft = await aCompleteDraft(world)
    const live = await aLiveCampaign(world, { title: 'Bankje' })
    const update = { updateId: randomIds.next(), title: 'a', body: 'b' }
    const publish = (owned: { campaignId: string; initiatorId: string }) =>
      world.db.inTransaction(trx => publishUpdate(trx, world.clock.now(), { ...update, ...owned }))
    expect(await publish(draft)).toEqual({ ok: false, reason: 'not-in-this-state' })
    const stranger = { campaignId: live.campaignId, initiatorId: await aUser(world, 'Vreemde') }
    expect(await publish(stranger)).toEqual({ ok: false, reason: 'no-such-campaign' })
    expect((await publish(live)).ok).toBe(true)
    const second = await aLiveCampaign(world, { title: 'Nog een', initiatorId: live.initiatorId })
    expect(await publish(second)).toEqual({ ok: false, reason: 'id-taken' })
  })

  it('asks for a title and a text, and takes nothing else', () => {
    const update = { updateId: randomIds.next(), title: 'De drukproef', body: 'Hij is er.' }
    expect(campaignUpdateInput(update)).toEqual({ ok: true, value: update })
    expect(campaignUpdateInput({ ...update, title: '', body: ' \n ' })).toEqual({
      ok: false,
      problems: { title: 'empty', body: 'empty' },
    })
    expect(campaignUpdateInput({ ...update, authorId: 'x' })).toEqual({
      ok: false,
      problems: { form: 'not-asked-for' },
    })
  })
})
