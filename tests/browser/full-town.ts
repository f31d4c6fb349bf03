import { publishUpdate } from '#app/domain/campaign-updates/campaign-updates.server.ts'
import { HOUR_MS } from '#app/domain/clock.ts'
import { randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'
import { decideRefund, reportDiscrepancy } from '#app/domain/payments/payments.server.ts'
import { proposeSettlement } from '#app/domain/payouts/payouts.server.ts'
import { createCommandSignInLink } from '#app/domain/users/users.server.ts'
import { payByBank, payByCard } from '#scripts/story/hosted-pages.ts'
import { aCompleteDraft, aLiveCampaign, aUser, submitted } from '#tests/support/campaigns.ts'
import { decide, dispute } from '#tests/support/disputing.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { aSucceededCampaign } from '#tests/support/succeeded-campaign.ts'
import type { Town } from '#tests/support/town.ts'

/** Who looks at a page. `staff` has every role. */
export type Reader = 'guest' | 'initiator' | 'staff'

export interface Place {
  reader: Reader
  /** A path, or a whole address. */
  address: string
}

/** Fills a town until every page has something to show, and says where those pages are. */
export async function fillTown(town: Town, initiatorId: string): Promise<Place[]> {
  const { world } = town
  const paidOut = await aSucceededCampaign(town, initiatorId)
  const refused = await aRefusedCard(town)
  const live = await aLiveCampaign(world, { initiatorId, title: 'Een bank aan de singel' })
  const held = await pledgeTo(world, live.campaignId, { tip: 100 })
  await payByBank(held.checkoutUrl)
  await town.settle()
  const byBank = await aRefundByBank(town, live.campaignId)
  const disputeIds = await someDisputes(town, live.campaignId)
  const draft = await aCompleteDraft(world, { initiatorId, title: 'Een tuin' })
  const waiting = await submitted(world, await aCompleteDraft(world, { title: 'Een mat' }))
  const settlementId = await aProposal(town, paidOut.campaignId)
  const { updateId, linkId } = await anUpdateAndMore(town, { ...live, initiatorId })
  const entry = await world.db.read.selectFrom('journal_entry').select('id').executeTakeFirstOrThrow()
  const campaign = `/campaigns/${live.slug}`
  const desk = `/my/campaigns/${live.campaignId}`
  const edited = `/my/campaigns/${draft.campaignId}`
  const { links } = world
  return [
    ...placesOf('guest', [
      ...['/', '/campaigns', campaign, `${campaign}/pledge`, `${campaign}/ledger`],
      ...[
        `${campaign}/updates/${updateId}`,
        `/campaigns/${refused.slug}`,
        `/campaigns/${refused.slug}/pledge`,
      ],
      ...['/how-it-works', '/start', '/sign-in', '/sign-in/sent', links.signIn(linkId), '/nothing-here'],
      ...[links.managePledge(held.pledgeId), links.managePledge(held.pledgeId).replace('?', '/withdrawal?')],
      ...[
        links.refundAccount(byBank),
        links.refundAccount(held.pledgeId),
        links.recoverPledge(refused.pledgeId),
        links.thanks(held.pledgeId),
      ],
    ]),
    ...placesOf('initiator', [
      ...['/my', '/my/payout-account', desk, `${desk}/updates/new`, edited, `${edited}/preview`],
      ...['idea', 'place', 'budget', 'rewards', 'review'].map(step => `${edited}/edit/${step}`),
      `${edited}/picture`,
    ]),
    ...placesOf('staff', [
      ...['/admin', `/admin/reviews/${waiting.campaignId}`, `/admin/campaigns/${paidOut.campaignId}`],
      ...[
        '/admin/journal',
        `/admin/journal/${entry.id}`,
        '/admin/trial-balance',
        '/admin/accounts/stripe_balance',
      ],
      ...['/admin/payouts', `/admin/payouts/${settlementId}`, '/admin/discrepancies', '/admin/jobs'],
      ...['/admin/disputes', ...disputeIds.map(id => `/admin/disputes/${id}`), '/admin/coverage'],
    ]),
  ]
}

function placesOf(reader: Reader, addresses: readonly string[]): Place[] {
  return addresses.map(address => ({ reader, address }))
}

/** A campaign that succeeded, with a card that was refused: its backer may pay in another way. */
async function aRefusedCard(town: Town): Promise<{ slug: string; pledgeId: string }> {
  const { campaignId, slug } = await aLiveCampaign(town.world, {
    title: 'Een geveltuin',
    deadline: '2026-11-25',
  })
  const bank = await pledgeTo(town.world, campaignId, { amount: 400_00 })
  await payByBank(bank.checkoutUrl)
  const card = await pledgeTo(town.world, campaignId, { method: 'card', amount: 25_00 })
  await payByCard(card.checkoutUrl, '4000000000000341')
  await town.pass('1d')
  return { slug, pledgeId: card.pledgeId }
}

/** A pledge whose refund Stripe could not give, so that it must go by bank. */
async function aRefundByBank(town: Town, campaignId: string): Promise<string> {
  const { world } = town
  const { pledgeId, checkoutUrl } = await pledgeTo(world, campaignId)
  await payByBank(checkoutUrl)
  await town.settle()
  await world.db.inTransaction(async trx => {
    const decided = await decideRefund(trx, world.clock.now(), {
      pledgeId,
      reason: 'by_admin',
      decidedBy: null,
    })
    if (!decided.ok) throw new Error(`Not decided: ${decided.reason}`)
    await trx.updateTable('refund').set({ state: 'by_bank' }).where('id', '=', decided.refundId).execute()
  })
  return pledgeId
}

/** A dispute that waits for an answer, one that was lost, and a question of a bank. */
async function someDisputes(town: Town, campaignId: string): Promise<string[]> {
  const ids = []
  for (const kind of ['fraudulent', 'fraudulent', 'inquiry'] as const) {
    const { pledgeId, checkoutUrl } = await pledgeTo(town.world, campaignId, { tip: 100 })
    await payByBank(checkoutUrl)
    await town.settle()
    ids.push(await dispute(town, pledgeId, { kind }))
  }
  await decide(town, ids[1] ?? '', 'lose')
  return ids
}

/** A payout that somebody proposed and nobody approved yet. */
async function aProposal({ world }: Town, campaignId: string): Promise<string> {
  const proposedBy = await aUser(world, 'Thea')
  const proposed = await world.db.inTransaction(trx =>
    proposeSettlement(trx, world.clock.now(), {
      campaignId,
      proposedBy,
      vatBp: world.config.FEE_VAT_BP,
      booksHold: true,
    }),
  )
  if (!proposed.ok) throw new Error(`Not proposed: ${proposed.reason}`)
  return proposed.settlementId
}

/** An update of the campaign, something that does not add up, and a link to sign in by. */
async function anUpdateAndMore({ world }: Town, of: { campaignId: string; initiatorId: string }) {
  const updateId = randomIds.next()
  const now = world.clock.now()
  const { linkId } = await world.db.inTransaction(async trx => {
    const update = { updateId, title: 'De bank is er', body: 'Kom *zitten*.' }
    await publishUpdate(trx, now, { ...update, ...of })
    const kind = 'transfer-refused'
    await reportDiscrepancy(trx, now, { kind, subject: updateId, amount: cents(420_00), detail: {} })
    return createCommandSignInLink(trx, now, { email: 'ine@example.test', uses: 1, validMs: HOUR_MS })
  })
  return { updateId, linkId }
}
