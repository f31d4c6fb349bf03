import { beforeEach, describe, expect, it } from 'vitest'
import { post } from '#app/domain/ledger/ledger.server.ts'
import { stripeFee } from '#app/domain/ledger/posting-rules.ts'
import { cents } from '#app/domain/money.ts'
import { randomIds } from '#app/domain/ids.ts'
import { DAY_MS } from '#app/domain/clock.ts'
import { aCompleteDraft, activePayoutAccount, submitted } from '#tests/support/campaigns.ts'
import type { OwnedCampaign } from '#tests/support/campaigns.ts'
import { openTestSite } from '#tests/support/test-site.ts'
import type { TestSite, Visitor } from '#tests/support/test-site.ts'
import { makeTestWorld } from '#tests/support/test-world.ts'
import type { TestWorld } from '#tests/support/test-world.ts'

/** The review of a campaign over HTTP: the real page, what was checked, and the decision with its reason. */

let world: TestWorld
let site: TestSite
let reviewer: Visitor
let campaign: OwnedCampaign
let page: string

beforeEach(async () => {
  world = await makeTestWorld()
  site = await openTestSite(world)
  reviewer = await site.signIn('rie@example.test', ['reviewer'])
  campaign = await submitted(world, await aCompleteDraft(world))
  page = `/admin/reviews/${campaign.campaignId}`
})

const stateNow = async () =>
  (
    await world.db.read
      .selectFrom('campaign')
      .select('state')
      .where('id', '=', campaign.campaignId)
      .executeTakeFirstOrThrow()
  ).state

const decide = (decision: string, reason = '', by = reviewer) => by.post(page, { decision, reason })

describe('a review', () => {
  it('shows the real page and what was checked, and puts the campaign on the street', async () => {
    const before = await reviewer.get(page)
    expect(before.text).toContain('Een strip over Leiden')
    expect(before.text).toContain('Een steen')
    expect(before.text).toContain('Alles staat erop.')
    expect(before.text).toContain('De initiatiefnemer heeft nog geen uitbetaalrekening.')
    expect(before.text).toContain('over 18 dagen')
    await activePayoutAccount(world, campaign.initiatorId)
    expect((await reviewer.get('/admin')).text).toContain('Beoordeel De Ziel van Leiden')
    const answer = await decide('approved')
    expect([answer.status, answer.headers.location]).toEqual([303, page])
    expect(await stateNow()).toBe('live')
    const after = await reviewer.get(page)
    expect(after.text).toContain('Deze campagne is live.')
    expect(after.text).toContain('href="/campaigns/de-ziel-van-leiden"')
    expect((await reviewer.get('/admin')).text).toContain('Er wacht niets')
    const letter = await world.db.read.selectFrom('letter').select('name').executeTakeFirstOrThrow()
    expect(letter.name).toBe('review-result')
  })

  it('sends back and refuses only with a reason, and keeps what was typed', async () => {
    for (const decision of ['needs_work', 'refused']) {
      const answer = await decide(decision, '  ')
      expect(answer.status).toBe(422)
      expect(answer.text).toContain('De initiatiefnemer heeft recht op een reden.')
      expect(answer.text).toMatch(
        new RegExp(`value="${decision}"[^>]*checked=""|checked=""[^>]*value="${decision}"`),
      )
    }
    const long = await decide('refused', `Te lang ${'x'.repeat(2_001)}`)
    expect(long.status).toBe(422)
    expect(long.text).toContain('Te lang xxx')
    expect((await decide('', 'Waarom dan.')).status).toBe(422)
    expect(await stateNow()).toBe('in_review')
    expect((await decide('needs_work', 'Wie bezorgt de strips?')).status).toBe(303)
    expect((await reviewer.get(page)).text).toContain('Wie bezorgt de strips?')
    expect(await stateNow()).toBe('needs_work')
  })

  it('says why nothing can be approved: no payout account, no float, a day that is over, a decision before', async () => {
    const refusalOf = async (answer: Promise<{ status: number; text: string }>) => {
      const { status, text } = await answer
      expect(status).toBe(409)
      return text
    }
    expect(await refusalOf(decide('approved'))).toContain('De uitbetaalrekening is nog niet in orde')
    await activePayoutAccount(world, campaign.initiatorId)
    const feeId = randomIds.next()
    await world.db.inTransaction(trx =>
      post(trx, world.clock.now(), {
        kind: 'stripe-fee',
        source: { type: 'balance_transaction', id: feeId },
        occurredAt: world.clock.now(),
        postings: stripeFee({ amount: cents(1) }),
      }),
    )
    expect((await reviewer.get(page)).text).toContain('Te klein. Vul hem eerst aan')
    expect(await refusalOf(decide('approved'))).toContain('De buffer bij Stripe is te klein')
    expect((await decide('needs_work', 'Wacht op de buffer.')).status).toBe(303)
    expect(await refusalOf(decide('approved'))).toContain('Over deze campagne is al beslist')
  })

  it('is not approved after its last day', async () => {
    await activePayoutAccount(world, campaign.initiatorId)
    world.clock.advance(19 * DAY_MS)
    const late = await site.signIn('ria@example.test', ['reviewer'])
    const answer = await decide('approved', '', late)
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('De laatste dag is al voorbij')
    expect(await stateNow()).toBe('in_review')
  })

  it('is never one’s own, nor a treasurer’s, nor a stranger’s', async () => {
    const { email } = await world.db.read
      .selectFrom('user')
      .select('email')
      .where('id', '=', campaign.initiatorId)
      .executeTakeFirstOrThrow()
    const initiator = await site.signIn(email, ['reviewer', 'admin'])
    expect((await initiator.get('/admin')).text).toContain('Dit is je eigen campagne')
    const treasurer = await site.signIn('thea@example.test', ['treasurer'])
    expect((await treasurer.get('/admin')).text).not.toContain('Beoordeel De Ziel')
    for (const somebody of [initiator, treasurer, await site.signIn('nico@example.test')]) {
      expect((await somebody.get(page)).status).toBe(403)
      expect((await decide('refused', 'Nee.', somebody)).status).toBe(403)
    }
    expect(await stateNow()).toBe('in_review')
  })

  it('takes no form that is not its own, and is not there for a campaign that is not', async () => {
    const answer = await reviewer.post(page, { decision: 'refused', reason: 'Nee.', mayGoLive: 'yes' })
    expect(answer.status).toBe(400)
    expect((await reviewer.get(`/admin/reviews/${randomIds.next()}`)).status).toBe(404)
    expect((await reviewer.get('/admin/reviews/x')).status).toBe(404)
  })
})
