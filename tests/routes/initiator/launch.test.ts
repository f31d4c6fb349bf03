import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { review } from '#app/domain/campaigns/campaigns.server.ts'
import { randomIds } from '#app/domain/ids.ts'
import { activePayoutAccount, aLiveCampaign, aPledgeRow, aUser, STORY } from '#tests/support/campaigns.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import type { Visitor } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

const ANS = 'ans@example.test'

/** A signed-in person with a campaign that has only a title. */
async function started(world: TestWorld) {
  const site = await openTestSite(world)
  const ans = await site.signIn(ANS)
  const campaignId = randomIds.next()
  const answer = await ans.post('/start', { campaignId, title: 'De Ziel van Leiden' })
  expect([answer.status, answer.headers.location]).toEqual([303, `/my/campaigns/${campaignId}/edit/idea`])
  return { site, ans, campaignId, at: (path: string) => `/my/campaigns/${campaignId}${path}` }
}

function rowOf(world: TestWorld, campaignId: string) {
  return world.db.read
    .selectFrom('campaign')
    .selectAll()
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow()
}

const IDEA = { title: 'De Ziel van Leiden', intro: 'Gratis op elke deurmat.', story: STORY, drawing: 'door' }
const PLACE = { district: 'WK054601', deadline: '2026-12-12', fundingModel: 'all_or_nothing' }
const BUDGET = {
  rows: '3',
  'label-1': 'Drukken',
  'amount-1': '24500',
  'kind-1': 'must_have',
  'label-2': 'Lespakket',
  'amount-2': '4.800,50',
  'kind-2': 'nice_to_have',
  'label-3': '',
  'amount-3': '',
  'kind-3': 'must_have',
}
const REWARDS = {
  rows: '3',
  gift: '50.000 strips op 50.000 deurmatten',
  giftPlanned: '50.000',
  'id-1': '',
  'title-1': 'Een steen',
  'price-1': '17,10',
  'quantity-1': '',
  'description-1': 'Je naam in de strip',
}

describe('a launch', () => {
  it('goes from the first question to the street, saved at every step', async () => {
    const world = await makeTestWorld()
    const { ans, campaignId, at } = await started(world)
    const steps = [
      ['idea', IDEA, 'place'],
      ['place', PLACE, 'budget'],
      ['budget', BUDGET, 'rewards'],
      ['rewards', REWARDS, 'review'],
    ] as const
    for (const [step, fields, next] of steps) {
      expect((await ans.get(at(`/edit/${step}`))).status).toBe(200)
      const saved = await ans.post(at(`/edit/${step}`), fields)
      expect([step, saved.status, saved.headers.location]).toEqual([step, 303, at(`/edit/${next}`)])
    }
    expect(await rowOf(world, campaignId)).toMatchObject({
      title: IDEA.title,
      story: STORY,
      district_code: 'WK054601',
      deadline: '2026-12-12',
      collective_return_planned: 50_000,
    })
    const preview = await ans.get(at('/preview'))
    expect(preview.text).toContain('Zo ziet iedereen je campagne')
    expect(preview.text).toContain('€\u00a024.500')
    expect(preview.text).not.toContain('/pledge"')
    const last = await ans.get(at('/edit/review'))
    expect(last.text).toContain('Alles staat erop')
    expect(last.text).toContain('Regel je uitbetaalrekening')
    const sent = await ans.post(at('/submission'))
    expect([sent.status, sent.headers.location]).toEqual([303, at('?sent')])
    expect((await ans.get(at('?sent'))).text).toContain('Je plan is ingestuurd')
    expect(await rowOf(world, campaignId)).toMatchObject({
      state: 'in_review',
      minimum_cents: 24_500_00,
      optimum_cents: 29_300_50,
    })
    await activePayoutAccount(world, ans.userId)
    const reviewerId = await aUser(world, 'Reviewer')
    const decision = {
      campaignId,
      reviewerId,
      decision: 'approved',
      reason: '',
      mayGoLive: { ok: true },
    } as const
    await world.db.inTransaction(trx => review(trx, world.clock.now(), decision))
    expect((await ans.get('/my')).text).toContain('Live')
    expect((await ans.get(at(''))).text).toContain('href="/campaigns/de-ziel-van-leiden"')
  })

  it('shows in the fields of a step what was saved, written as people type it', async () => {
    const { ans, at } = await started(await makeTestWorld())
    await ans.post(at('/edit/budget'), BUDGET)
    await ans.post(at('/edit/rewards'), REWARDS)
    const budget = (await ans.get(at('/edit/budget'))).text
    expect(budget).toMatch(/name="amount-1"[^>]*value="24500"/)
    expect(budget).toMatch(/name="amount-2"[^>]*value="4800,50"/)
    expect((await ans.get(at('/edit/budget'), { headers: { 'Accept-Language': 'en' } })).text).toMatch(
      /value="4800\.50"/,
    )
    expect((await ans.get(at('/edit/rewards'))).text).toMatch(/name="price-1"[^>]*value="17,10"/)
  })

  it('may stop halfway: the last step says what is missing and the plan cannot be sent in', async () => {
    const world = await makeTestWorld()
    const { ans, campaignId, at } = await started(world)
    const page = (await ans.get(at('/edit/review'))).text
    expect(page).toContain('Dit ontbreekt nog')
    expect(page).toContain(`href="${at('/edit/budget')}"`)
    const sent = await ans.post(at('/submission'))
    expect([sent.status, sent.headers.location]).toEqual([303, at('/edit/review')])
    expect((await rowOf(world, campaignId)).state).toBe('draft')
  })
})

describe('a step that is not right', () => {
  it.each([
    ['idea', { ...IDEA, title: '' }, 'Dit is nog leeg', '>Gratis op elke deurmat.</textarea>'],
    ['place', { ...PLACE, deadline: '2026-11-01' }, 'Deze dag is al voorbij', 'value="2026-11-01"'],
    ['place', { ...PLACE, deadline: '2027-06-01' }, 'Deze dag is te ver weg', 'value="2027-06-01"'],
    ['budget', { ...BUDGET, 'amount-1': 'veel' }, 'niet lezen als bedrag', 'value="veel"'],
    ['budget', { ...BUDGET, 'amount-2': '-1' }, 'Een bedrag is meer dan nul', 'value="-1"'],
    ['rewards', { ...REWARDS, 'price-1': '1' }, 'Deze prijs is te laag', 'value="Een steen"'],
    ['rewards', { ...REWARDS, giftPlanned: '１２' }, 'Schrijf een heel getal', 'value="１２"'],
  ])(
    '%s comes back as it was typed, with what is wrong beside the field',
    async (step, fields, sentence, kept) => {
      const world = await makeTestWorld()
      const { ans, campaignId, at } = await started(world)
      const before = await rowOf(world, campaignId)
      const answer = await ans.post(at(`/edit/${step}`), fields)
      expect(answer.status).toBe(422)
      expect(answer.text).toContain(sentence)
      expect(answer.text).toContain('aria-invalid="true"')
      expect(answer.text).toContain(kept)
      expect(await rowOf(world, campaignId)).toEqual(before)
    },
  )

  it('is said in English to who reads English', async () => {
    const { ans, at } = await started(await makeTestWorld())
    const answer = await ans.post(
      at('/edit/budget'),
      { ...BUDGET, 'amount-1': '0' },
      { headers: { 'Accept-Language': 'en' } },
    )
    expect(answer.text).toContain('An amount is more than zero.')
    expect(answer.text).toContain('Everything you typed is kept.')
  })

  it('refuses fields it did not ask for, every one, and keeps what was typed', async () => {
    const world = await makeTestWorld()
    const { ans, campaignId, at } = await started(world)
    const before = await rowOf(world, campaignId)
    const extra = [
      'state',
      'slug',
      'initiatorId',
      'minimum_cents',
      'live_at',
      'platform_fee_bp',
      'role',
      'id',
      '__proto__',
      'constructor',
    ]
    for (const name of extra) {
      const answer = await ans.post(at('/edit/idea'), [...Object.entries(IDEA), [name, 'live']])
      expect([name, answer.status]).toEqual([name, 422])
      expect(answer.text).toContain('Dit formulier was niet van ons')
    }
    expect(await rowOf(world, campaignId)).toEqual(before)
  })
})

describe('another row', () => {
  it('comes without losing what was typed, right or wrong, and without saving it', async () => {
    const world = await makeTestWorld()
    const { ans, campaignId, at } = await started(world)
    const answer = await ans.post(at('/edit/budget'), { ...BUDGET, 'amount-1': 'veel', do: 'row' })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('value="veel"')
    expect(answer.text).toContain('name="label-6"')
    expect(answer.text).not.toContain('name="label-7"')
    expect(answer.text).toMatch(/name="rows" value="6"/)
    expect((await ans.post(at('/edit/budget'), { rows: '999999', do: 'row' })).text).not.toContain(
      'name="label-31"',
    )
    const lines = await world.db.read
      .selectFrom('budget_line')
      .selectAll()
      .where('campaign_id', '=', campaignId)
      .execute()
    expect(lines).toEqual([])
  })
})

describe('a picture', () => {
  const png = () =>
    sharp({ create: { width: 700, height: 400, channels: 3, background: '#2e6b4f' } })
      .png()
      .toBuffer()

  function upload(visitor: Visitor, path: string, bytes: Buffer, alt: string) {
    const boundary = 'boundary'
    const part = (head: string) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`
    const body = Buffer.concat([
      Buffer.from(part(`name="alt"`) + alt + '\r\n'),
      Buffer.from(part(`name="picture"; filename="../../x.svg"\r\nContent-Type: image/svg+xml`)),
      bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ])
    return visitor.send('POST', path, body, {
      headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    })
  }

  it('is made again, kept under our own names, and shown', async () => {
    const world = await makeTestWorld()
    const { ans, at } = await started(world)
    const answer = await upload(ans, at('/picture'), await png(), 'Een groene deur')
    expect([answer.status, answer.headers.location]).toEqual([303, at('/edit/idea#picture')])
    const page = (await ans.get(at('/preview'))).text
    const [, address = ''] = /src="(\/pictures\/[0-9a-f]{64}-700\.webp)"/.exec(page) ?? []
    expect(page).toContain('alt="Een groene deur"')
    const picture = await ans.get(address)
    expect(picture.headers['content-type']).toBe('image/webp')
    expect((await sharp(picture.bytes).metadata()).width).toBe(700)
    const described = await upload(ans, at('/picture'), Buffer.alloc(0), 'Een deur, groen')
    expect(described.status).toBe(303)
    expect((await ans.get(at('/preview'))).text).toContain('alt="Een deur, groen"')
  })

  it.each([
    ['that is no picture', Buffer.from('<svg onload=alert(1)>'), 'Een deur', 'niet lezen als foto'],
    ['without words', null, '', 'Dit is nog leeg'],
    ['that is not there', Buffer.alloc(0), 'Een deur', 'Kies een foto'],
  ])('%s comes back with what is wrong', async (_, bytes, alt, sentence) => {
    const world = await makeTestWorld()
    const { ans, at } = await started(world)
    const answer = await upload(ans, at('/picture'), bytes ?? (await png()), alt)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(sentence)
    expect(await world.db.read.selectFrom('picture').selectAll().execute()).toEqual([])
  })

  it('that is no form at all is refused', async () => {
    const { ans, at } = await started(await makeTestWorld())
    const answer = await ans.send('POST', at('/picture'), 'x', { headers: { 'Content-Type': 'text/plain' } })
    expect(answer.status).toBe(400)
  })
})

describe('a campaign of somebody else', () => {
  it('does not exist, whatever is asked or sent', async () => {
    const world = await makeTestWorld()
    const { site, at } = await started(world)
    const wim = await site.signIn('wim@example.test')
    for (const path of ['', '/edit/idea', '/edit/review', '/picture', '/preview', '/updates/new'])
      expect([path, (await wim.get(at(path))).status]).toEqual([path, 404])
    for (const [path, fields] of [
      ['/edit/idea', IDEA],
      ['/edit/budget', BUDGET],
      ['/submission', {}],
    ] as const)
      expect([path, (await wim.post(at(path), fields)).status]).toEqual([path, 404])
    expect(
      (await wim.post(at('/updates/new'), { updateId: randomIds.next(), title: 'a', body: 'b' })).status,
    ).toBe(404)
    expect((await wim.get('/my')).text).not.toContain('De Ziel van Leiden')
  })

  it('leads a guest to the sign-in page, and back', async () => {
    const { site, at } = await started(await makeTestWorld())
    const answer = await site.visitor().get(at('/edit/idea'))
    expect([answer.status, answer.headers.location]).toEqual([
      303,
      `/sign-in?returnTo=${encodeURIComponent(at('/edit/idea'))}`,
    ])
    expect((await site.visitor().post(at('/edit/idea'), IDEA)).status).toBe(401)
    expect((await site.visitor().get('/start')).text).toContain('Log eerst in')
  })

  it('cannot be taken over by its id', async () => {
    const world = await makeTestWorld()
    const { site, campaignId } = await started(world)
    const wim = await site.signIn('wim@example.test')
    const answer = await wim.post('/start', { campaignId, title: 'Van mij' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('value="Van mij"')
    expect((await rowOf(world, campaignId)).title).toBe('De Ziel van Leiden')
  })
})

describe('after the first pledge', () => {
  it('the step of the budget says that amounts are fixed, and keeps them', async () => {
    const world = await makeTestWorld()
    const site = await openTestSite(world)
    const ans = await site.signIn(ANS)
    const { campaignId } = await aLiveCampaign(world, { initiatorId: ans.userId })
    await aPledgeRow(world, { campaignId, email: 'b@example.test' })
    const at = (path: string) => `/my/campaigns/${campaignId}${path}`
    expect((await ans.get(at('/edit/budget'))).text).toContain('Er zijn al toezeggingen')
    const answer = await ans.post(at('/edit/budget'), BUDGET)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Er is niets bewaard; je tekst staat hieronder nog.')
    expect((await rowOf(world, campaignId)).minimum_cents).toBe(400_00)
    const saved = await ans.post(at('/edit/idea'), { ...IDEA, story: `${STORY}\n\nEn nu ook in kleur.` })
    expect(saved.status).toBe(303)
    const page = (await site.visitor().get('/campaigns/de-ziel-van-leiden')).text
    expect(page).toContain('Wat er aan de tekst veranderde')
    expect(page).toContain('<ins>En nu ook in kleur.</ins>')
  })
})

describe('the desk', () => {
  it('shows what came in and who gave, and nobody who wants to be without a name', async () => {
    const world = await makeTestWorld()
    const site = await openTestSite(world)
    const ans = await site.signIn(ANS)
    const { campaignId } = await aLiveCampaign(world, { initiatorId: ans.userId })
    await aPledgeRow(world, { campaignId, email: 'b@example.test', name: 'Bakker Bol' })
    await aPledgeRow(world, { campaignId, email: 'c@example.test', name: 'Geheim', isNameVisible: false })
    const { text } = await ans.get(`/my/campaigns/${campaignId}`)
    expect(text).toContain('Bakker Bol')
    expect(text).toContain('zonder naam')
    expect(text).not.toMatch(/Geheim|b@example|c@example/)
  })

  it('publishes an update once, however often the button is pressed', async () => {
    const world = await makeTestWorld()
    const site = await openTestSite(world)
    const ans = await site.signIn(ANS)
    const { campaignId } = await aLiveCampaign(world, { initiatorId: ans.userId })
    await aPledgeRow(world, { campaignId, email: 'b@example.test' })
    const path = `/my/campaigns/${campaignId}/updates/new`
    const [, updateId = ''] = /name="updateId" value="([^"]+)"/.exec((await ans.get(path)).text) ?? []
    const wrong = await ans.post(path, { updateId, title: 'De drukproef', body: '' })
    expect([wrong.status, wrong.text.includes(updateId)]).toEqual([422, true])
    expect(wrong.text).toContain('value="De drukproef"')
    for (let n = 1; n <= 2; n += 1) {
      const answer = await ans.post(path, { updateId, title: 'De drukproef', body: 'Rood.' })
      expect([answer.status, answer.headers.location]).toEqual([
        303,
        `/my/campaigns/${campaignId}?published#updates`,
      ])
    }
    const letters = await world.db.read
      .selectFrom('letter')
      .select('to_email')
      .where('name', '=', 'campaign-update')
      .execute()
    expect(letters).toEqual([{ to_email: 'b@example.test' }])
  })
})
