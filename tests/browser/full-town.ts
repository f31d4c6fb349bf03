import { publishUpdate } from '#app/domain/campaign-updates/campaign-updates.server.ts'
import { REFUSED_CARDS } from '#app/domain/brakes/brake.ts'
import { recordRefusedCardInCheckout } from '#app/domain/brakes/brakes.server.ts'
import { HOUR_MS } from '#app/domain/clock.ts'
import { explainNearMiss } from '#app/domain/closings/closings.server.ts'
import { randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'
import { decideRefund, reportDiscrepancy } from '#app/domain/payments/payments.server.ts'
import { monthAt } from '#app/domain/months/months.server.ts'
import { proposeSettlement } from '#app/domain/payouts/payouts.server.ts'
import { requirePledge } from '#app/domain/pledges/pledges.server.ts'
import { requestOverview } from '#app/domain/receipts/receipts.server.ts'
import { createCommandSignInLink } from '#app/domain/users/users.server.ts'
import { payByBank, payByCard } from '#scripts/story/hosted-pages.ts'
import { decide, dispute } from '#tests/support/disputing.ts'
import { aCompleteDraft, aLiveCampaign, aMember, submitted } from '#tests/support/campaigns.ts'
import { pledgeTo } from '#tests/support/pledging.ts'
import { bookBankLines } from '#tests/support/paying-by-bank.ts'
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
  const card = await pledgeTo(world, live.campaignId, { method: 'card' })
  await payByCard(card.checkoutUrl, '4242424242424242')
  await town.settle()
  const disputeIds = await someDisputes(town, live.campaignId)
  const draft = await aCompleteDraft(world, { initiatorId, title: 'Een tuin' })
  const waiting = await submitted(world, await aCompleteDraft(world, { title: 'Een mat' }))
  const settlementId = await aProposal(town, paidOut.campaignId)
  const nearMiss = await aNearMiss(town, initiatorId)
  const { updateId, linkId } = await anUpdateAndMore(town, { ...live, initiatorId })
  const overviewId = await aCardStopAndAnOverview(town, { ...live, pledgeId: held.pledgeId })
  const bank = await aBank(town)
  const entry = await world.db.read.selectFrom('journal_entry').select('id').executeTakeFirstOrThrow()
  const campaign = `/campaigns/${live.slug}`
  const month = monthAt(world.clock.now())
  const desk = `/my/campaigns/${live.campaignId}`
  const edited = `/my/campaigns/${draft.campaignId}`
  const { links } = world
  return [
    ...placesOf('guest', [
      ...[
        '/',
        '/campaigns',
        '/campaigns?state=undecided',
        '/campaigns?state=ended',
        campaign,
        `${campaign}/pledge`,
        `${campaign}/ledger`,
        `${campaign}/ledger/proof`,
      ],
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
        links.anotherCard(card.pledgeId),
        links.anotherCard(held.pledgeId),
        links.thanks(held.pledgeId),
        '/receipts',
        links.managePledge(held.pledgeId).replace('?', '/invoice?'),
        links.receipts(overviewId),
      ],
      ...[`/campaigns/${nearMiss.slug}`, links.answerNearMiss(nearMiss.pledgeId)],
      links.managePledge(nearMiss.pledgeId),
    ]),
    ...placesOf('initiator', [
      ...['/my', '/my/payout-account', desk, `${desk}/updates/new`, edited, `${edited}/preview`],
      ...['idea', 'place', 'budget', 'rewards', 'review'].map(step => `${edited}/edit/${step}`),
      ...[`${edited}/picture`, `${desk}/cancellation`, `${desk}/deliveries`],
      ...[`/my/campaigns/${nearMiss.campaignId}`, `/my/campaigns/${nearMiss.campaignId}/near-miss`],
      `/my/campaigns/${nearMiss.unexplainedId}/near-miss`,
    ]),
    ...placesOf('staff', [
      ...['/admin', `/admin/reviews/${waiting.campaignId}`, `/admin/campaigns/${paidOut.campaignId}`],
      `/admin/campaigns/${live.campaignId}/stop`,
      ...[
        `/admin/campaigns/${paidOut.campaignId}/refund-everyone`,
        '/admin/pledges?q=ans',
        '/admin/card-stops',
      ],
      `/admin/campaigns/${live.campaignId}/receipts`,
      `/admin/campaigns/${live.campaignId}?refund=${held.pledgeId}`,
      ...[
        '/admin/journal',
        `/admin/journal/${entry.id}`,
        '/admin/trial-balance',
        '/admin/accounts/stripe_balance',
      ],
      ...[
        '/admin/payouts',
        `/admin/payouts/${settlementId}`,
        '/admin/discrepancies',
        '/admin/jobs',
        '/admin/team',
        `/admin/payouts/${settlementId}/reversal`,
        `/admin/refunds/${await refundOf(town, byBank)}/account`,
      ],
      ...['/admin/disputes', ...disputeIds.map(id => `/admin/disputes/${id}`), '/admin/coverage'],
      ...['/admin/months', `/admin/months/${month}`, '/admin/exports', '/admin/exports?problem=nothing'],
      ...bank,
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

async function refundOf({ world }: Town, pledgeId: string): Promise<string> {
  const { id } = await world.db.read
    .selectFrom('refund')
    .select('id')
    .where('pledge_id', '=', pledgeId)
    .executeTakeFirstOrThrow()
  return id
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

/** A campaign that missed narrowly and was explained, and another that waits for its explanation. */
async function aNearMiss(town: Town, initiatorId: string) {
  const { world } = town
  const ended = []
  for (const title of ['Een bank aan het water', 'Een muurgedicht']) {
    const campaign = await aLiveCampaign(world, { title, initiatorId, deadline: '2026-11-26' })
    const { pledgeId, checkoutUrl } = await pledgeTo(world, campaign.campaignId, { amount: 350_00 })
    await payByBank(checkoutUrl)
    ended.push({ ...campaign, pledgeId })
  }
  await town.pass('1d')
  const [explained, waits] = ended
  if (!explained || !waits) throw new Error('Two campaigns were asked for.')
  const plan = {
    campaignId: explained.campaignId,
    initiatorId,
    explanation: 'We drukken op dunner papier en bezorgen met de bakfiets in plaats van met een auto.',
    amounts: [cents(260_00), cents(80_00)],
  }
  const done = await world.db.inTransaction(trx => explainNearMiss(trx, world.clock.now(), plan))
  if (!done.ok) throw new Error(`Not explained: ${done.reason}`)
  await town.settle()
  return { ...explained, unexplainedId: waits.campaignId }
}

/** A payout that somebody proposed and nobody approved yet. */
async function aProposal({ world }: Town, campaignId: string): Promise<string> {
  const proposedBy = await aMember(world, 'Thea', 'treasurer')
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

/** A statement with a line that waits for a person, and the pages of the bank that show it. */
async function aBank({ world }: Town): Promise<string[]> {
  await bookBankLines(world, { amount: 60_50, counterparty: 'Buurtvereniging', remittance: 'Voor de bank' })
  const line = await world.db.read
    .selectFrom('bank_line')
    .select(['id', 'statement_id'])
    .executeTakeFirstOrThrow()
  return [
    ...['/admin/bank', `/admin/bank/statements/${line.statement_id}`, `/admin/bank/lines/${line.id}`],
    ...['/admin/bank/files', '/admin/own-payouts'],
  ]
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

/** Cards that stand still in a campaign, and a letter with the way to the receipts of a backer. */
async function aCardStopAndAnOverview(
  { world }: Town,
  of: { campaignId: string; pledgeId: string },
): Promise<string> {
  const now = world.clock.now()
  const pledge = await requirePledge(world.db.read, of.pledgeId)
  await world.db.inTransaction(async trx => {
    for (let n = 0; n <= REFUSED_CARDS.campaign.most; n += 1)
      await recordRefusedCardInCheckout(trx, now, { eventId: `evt_tried_${n}`, pledge })
    await requestOverview(trx, now, { email: pledge.email, language: 'nl' })
  })
  const link = await world.db.read.selectFrom('overview_link').select('id').executeTakeFirstOrThrow()
  return link.id
}
