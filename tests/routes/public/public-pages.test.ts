import { describe, expect, it } from 'vitest'
import { publishUpdate } from '#app/domain/campaign-updates/campaign-updates.server.ts'
import { advanceCampaign } from '#app/domain/campaigns/campaigns.server.ts'
import { pictureFileName } from '#app/domain/campaigns/picture.ts'
import { randomIds } from '#app/domain/ids.ts'
import { aCompleteDraft, aLiveCampaign, aPledgeRow } from '#tests/support/campaigns.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'

const ENGLISH = { headers: { 'Accept-Language': 'en' } }

describe('the front page', () => {
  it('says what to do when nothing runs, in both languages', async () => {
    const visitor = (await openTestSite(await makeTestWorld())).visitor()
    const dutch = await visitor.get('/')
    expect(dutch.status).toBe(200)
    expect(dutch.text).toContain('<html lang="nl">')
    expect(dutch.text).toContain('Er loopt nu geen campagne')
    expect((await visitor.get('/', ENGLISH)).text).toContain('No campaign is running now')
  })

  it('opens with the campaign that ends first and shows the others', async () => {
    const world = await makeTestWorld()
    await aLiveCampaign(world, { title: 'Later klaar', deadline: '2027-01-10' })
    await aLiveCampaign(world, { title: 'Eerst klaar', deadline: '2026-12-01' })
    const { text } = await (await openTestSite(world)).visitor().get('/')
    expect(text.indexOf('id="opening-title"')).toBeGreaterThan(-1)
    expect(text.indexOf('href="/campaigns/eerst-klaar"')).toBeLessThan(text.indexOf('href="/campaigns/later-klaar"'))
  })
})

describe('the list of campaigns', () => {
  it('can be narrowed to a district and turned to what is undecided and what ended', async () => {
    const world = await makeTestWorld()
    await aLiveCampaign(world, { title: 'Bankje' })
    const { campaignId } = await aLiveCampaign(world, { title: 'Boekenkast' })
    const happens = (fact: 'deadline_passed' | 'minimum_nearly_reached' | 'minimum_missed') =>
      world.db.inTransaction(trx => advanceCampaign(trx, world.clock.now(), { campaignId, fact, actorId: null }))
    await happens('deadline_passed')
    await happens('minimum_nearly_reached')
    const visitor = (await openTestSite(world)).visitor()
    const live = await visitor.get('/campaigns')
    expect(live.text).toContain('/campaigns/bankje"')
    // Who looks for it does not know that its day is over: it stands under the live ones, and on the front page.
    const undecided = /id="undecided"[\s\S]*Net niet gehaald[\s\S]*\/campaigns\/boekenkast"/
    expect(live.text).toMatch(undecided)
    expect((await visitor.get('/')).text).toMatch(undecided)
    expect((await visitor.get('/campaigns?after=2026-12-12T23:00:00.000Z_x')).text).not.toContain('boekenkast')
    expect((await visitor.get('/campaigns?district=WK054609')).text).not.toContain('boekenkast')
    const shelf = await visitor.get('/campaigns?state=undecided', ENGLISH)
    expect(shelf.text).toContain('/campaigns/boekenkast"')
    expect(shelf.text).toContain('Just missed: can it be done with less?')
    expect(shelf.text).not.toContain('/campaigns/bankje"')
    expect((await visitor.get('/campaigns?state=ended')).text).not.toContain('boekenkast')
    await happens('minimum_missed')
    expect((await visitor.get('/campaigns')).text).not.toContain('boekenkast')
    expect((await visitor.get('/campaigns?district=WK054601')).text).toContain('/campaigns/bankje"')
    expect((await visitor.get('/campaigns?district=WK054609')).text).toContain('Hier staat niets')
    expect((await visitor.get('/campaigns?state=ended')).text).toContain('/campaigns/boekenkast"')
    expect((await visitor.get('/campaigns?district=%3Cscript%3E&after=%27&state=x')).status).toBe(200)
  })
})

describe('the page of a campaign', () => {
  it('shows story, gift, budget, shares, names and the way to give', async () => {
    const world = await makeTestWorld()
    const { campaignId, slug } = await aLiveCampaign(world)
    await aPledgeRow(world, { campaignId, email: 'ans@example.test', name: '<b>Ans</b>' })
    const { status, text } = await (await openTestSite(world)).visitor().get(`/campaigns/${slug}`)
    expect(status).toBe(200)
    for (const part of ['Een strip over Leiden', '50.000 strips op 50.000 deurmatten', 'Bezorgen', 'Een steen', '&lt;b&gt;Ans&lt;/b&gt;'])
      expect(text).toContain(part)
    expect(text).toContain(`href="/campaigns/${slug}/pledge"`)
    expect(text).toContain(`href="/campaigns/${slug}/ledger"`)
    expect(text).toContain('Alles of niets: halen we €\u00a0400 niet')
    expect(text).toContain('<title>De Ziel van Leiden · Stadmakers Leiden</title>')
    expect(text).not.toContain('ans@example.test')
  })

  it('takes no pledges any more once its last day is over, whatever the job did', async () => {
    const world = await makeTestWorld()
    const { slug } = await aLiveCampaign(world, { deadline: '2026-12-12' })
    world.clock.set('2026-12-12T22:59:59.999Z')
    const visitor = (await openTestSite(world)).visitor()
    expect((await visitor.get(`/campaigns/${slug}`, ENGLISH)).text).toContain(`href="/campaigns/${slug}/pledge"`)
    world.clock.set('2026-12-12T23:00:00.000Z')
    expect((await visitor.get(`/campaigns/${slug}`)).text).not.toContain(`/campaigns/${slug}/pledge`)
  })

  it('is not there for a draft, or for an address that is none', async () => {
    const world = await makeTestWorld()
    const { campaignId } = await aCompleteDraft(world)
    const visitor = (await openTestSite(world)).visitor()
    for (const slug of [campaignId, 'de-ziel-van-leiden', 'DE-ZIEL', '%00', "'or'1"])
      expect((await visitor.get(`/campaigns/${slug}`)).status).toBe(404)
  })

  it('leads to its updates, each on a page of its own', async () => {
    const world = await makeTestWorld()
    const { campaignId, initiatorId, slug } = await aLiveCampaign(world)
    const updateId = randomIds.next()
    const update = { updateId, title: 'De drukproef', body: '# Rood\n\nDe kaft is **rood**. <script>1</script>' }
    await world.db.inTransaction(trx => publishUpdate(trx, world.clock.now(), { ...update, campaignId, initiatorId }))
    const visitor = (await openTestSite(world)).visitor()
    expect((await visitor.get(`/campaigns/${slug}`)).text).toContain(`href="/campaigns/${slug}/updates/${updateId}"`)
    const page = await visitor.get(`/campaigns/${slug}/updates/${updateId}`)
    expect(page.text).toContain('<h3>Rood</h3>')
    expect(page.text).toContain('De kaft is <strong>rood</strong>. &lt;script&gt;')
    expect((await visitor.get(`/campaigns/${slug}/updates/${randomIds.next()}`)).status).toBe(404)
    expect((await visitor.get(`/campaigns/${slug}/updates/x`)).status).toBe(404)
  })
})

describe('how it works', () => {
  it('says what the settings say', async () => {
    const settings = { PLATFORM_FEE_BP: '250', COSTS_PASSED_ON: 'yes', PLEDGE_MIN_CENTS: '500' }
    const visitor = (await openTestSite(await makeTestWorld({ settings }))).visitor()
    const { text } = await visitor.get('/how-it-works')
    expect(text).toContain('Wij houden 2,5% in van wat er is opgehaald, en daarover 21% btw.')
    expect(text).toContain('Geven kan vanaf €\u00a05;')
    expect(text).toContain('gaan van de opbrengst af')
    const free = (await openTestSite(await makeTestWorld())).visitor()
    expect((await free.get('/how-it-works', ENGLISH)).text).toContain('We keep nothing.')
  })
})

describe('a picture', () => {
  it('is given by its name, for ever, as what it is', async () => {
    const world = await makeTestWorld()
    const name = pictureFileName('a'.repeat(64), 480)
    await world.files.put(name, new Uint8Array([1, 2, 3]))
    const visitor = (await openTestSite(world)).visitor()
    const { status, headers, bytes } = await visitor.get(`/pictures/${name}`)
    expect([status, headers['content-type'], headers['cache-control'], headers['x-content-type-options']]).toEqual([
      200, 'image/webp', 'public, max-age=31536000, immutable', 'nosniff',
    ])
    expect([...bytes]).toEqual([1, 2, 3])
    for (const other of [pictureFileName('b'.repeat(64), 480), 'x.webp', '..%2fstadmakers.sqlite', '%00'])
      expect((await visitor.get(`/pictures/${other}`)).status).toBe(404)
  })
})
