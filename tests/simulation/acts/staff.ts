import fc from 'fast-check'
import { activeStops } from '#app/domain/brakes/brake-queries.server.ts'
import { liftStop } from '#app/domain/brakes/brakes.server.ts'
import { liftSuspension, suspendCampaign } from '#app/domain/closings/closings.server.ts'
import { writeOffDebt } from '#app/domain/debts/debts.server.ts'
import { answerDispute } from '#app/domain/disputes/disputes.server.ts'
import { cents } from '#app/domain/money.ts'
import { decideRefund, refundByDecision, startRefundRun } from '#app/domain/payments/payments.server.ts'
import { decideReversal } from '#app/domain/payouts/payouts.server.ts'
import { resolveDiscrepancy } from '#app/domain/reconciliation/reconciliation.server.ts'
import { approve, propose } from '#tests/support/approved-settlement.ts'
import { act } from '../act.ts'

const who = fc.nat({ max: 5 })
const nothing = fc.constant({})

/** What the people of the platform decide in between. */
export const STAFF = [
  act('refund by decision', { before: 1, afterwards: 2 }, fc.record({ who }), async (stage, of) => {
    const begun = stage.taken(of.who)
    if (!begun) return
    const { world, campaignId, treasurer: decidedBy } = stage
    const decision = { campaignId, pledgeId: begun.pledgeId, decidedBy, reason: 'asked for by letter' }
    await world.db.inTransaction(trx => refundByDecision(trx, world.clock.now(), decision))
  }),
  act(
    'refund a part',
    { before: 1, afterwards: 1 },
    fc.record({ who, amount: fc.constantFrom(1, 333, 500, 5_000) }),
    async (stage, of) => {
      const begun = stage.taken(of.who)
      if (!begun) return
      const { world, treasurer: decidedBy } = stage
      const decision = {
        pledgeId: begun.pledgeId,
        amount: cents(of.amount),
        reason: 'by_admin',
        decidedBy,
      } as const
      await world.db.inTransaction(trx => decideRefund(trx, world.clock.now(), decision))
    },
  ),
  act(
    'refund everyone',
    { before: 0, afterwards: 2, theme: 'end' },
    nothing,
    async ({ world, campaignId, treasurer: startedBy }) => {
      const { title: typedTitle } = await world.db.read
        .selectFrom('campaign')
        .select('title')
        .where('id', '=', campaignId)
        .executeTakeFirstOrThrow()
      const wanted = { campaignId, startedBy, reason: 'De drukker is failliet.', typedTitle }
      await world.db.inTransaction(trx => startRefundRun(trx, world.clock.now(), wanted))
    },
  ),
  act('suspend the campaign', { before: 2, afterwards: 0, theme: 'end' }, nothing, async stage => {
    const { world, campaignId, treasurer: actorId } = stage
    const request = { campaignId, actorId, reason: 'Er kwam een melding.' }
    await world.db.inTransaction(trx => suspendCampaign(trx, world.clock.now(), request))
  }),
  act('let the campaign go on', { before: 6, afterwards: 3, theme: 'end' }, nothing, async stage => {
    const { world, campaignId, treasurer: actorId } = stage
    await world.db.inTransaction(trx => liftSuspension(trx, world.clock.now(), { campaignId, actorId }))
    const [stop] = await activeStops(world.db.read, world.clock.now())
    if (!stop) return
    const lifted = { stopId: stop.id, liftedBy: actorId, reason: 'Het was één robot.' }
    await world.db.inTransaction(trx => liftStop(trx, world.clock.now(), lifted))
  }),
  act(
    'propose a payout',
    { before: 1, afterwards: 3, theme: ['payouts', 'parts'] },
    fc.record({ wanted: fc.constantFrom(null, null, 100_00, 333_33), approved: fc.boolean() }),
    async (stage, { wanted, approved }) => {
      await propose(stage.world, stage.campaignId, stage.treasurer, wanted === null ? null : cents(wanted))
      if (approved) await approve(stage.world, stage.approver)
    },
  ),
  act('approve a payout', { before: 3, afterwards: 4, theme: ['payouts', 'parts'] }, nothing, stage =>
    approve(stage.world, stage.approver),
  ),
  act(
    'take a transfer back',
    { before: 2, afterwards: 3, theme: ['payouts', 'parts'] },
    fc.record({ purpose: fc.constantFrom('debt', 'wrong') }),
    async ({ world, treasurer: decidedBy }, { purpose }) => {
      const settlement = await world.db.read
        .selectFrom('settlement')
        .select('id')
        .where('transfer_id', 'is not', null)
        .orderBy('n')
        .executeTakeFirst()
      if (!settlement) return
      const decision = { settlementId: settlement.id, purpose, decidedBy, reason: 'as was agreed' }
      await world.db.inTransaction(trx => decideReversal(trx, world.clock.now(), decision))
    },
  ),
  act(
    'write a debt off',
    { before: 1, afterwards: 2, theme: ['payouts', 'parts'] },
    fc.record({ amount: fc.constantFrom(1, 500, 1_710) }),
    async ({ world, campaignId, treasurer: decidedBy }, { amount }) => {
      const decision = { campaignId, amount: cents(amount), decidedBy, reason: 'not to be had' }
      await world.db.inTransaction(trx => writeOffDebt(trx, world.clock.now(), decision))
    },
  ),
  act(
    'answer a dispute',
    { before: 2, afterwards: 4 },
    fc.record({ contests: fc.constantFrom('winning_evidence', 'losing_evidence', null) }),
    async ({ world, treasurer: answeredBy }, { contests }) => {
      const dispute = await world.db.read
        .selectFrom('dispute')
        .select('id')
        .where('state', 'in', ['inquiry', 'open'])
        .orderBy('id')
        .executeTakeFirst()
      if (!dispute) return
      const answer =
        contests === null
          ? ({ kind: 'accepted' } as const)
          : ({ kind: 'contested', evidence: contests } as const)
      await world.db.inTransaction(trx =>
        answerDispute(trx, world.clock.now(), { disputeId: dispute.id, answeredBy, answer }),
      )
    },
  ),
  act(
    'resolve what does not add up',
    { before: 1, afterwards: 3 },
    nothing,
    async ({ world, treasurer: resolvedBy }) => {
      const open = await world.db.read
        .selectFrom('discrepancy')
        .select('id')
        .where('resolved_at', 'is', null)
        .orderBy('id')
        .executeTakeFirst()
      if (!open) return
      const decision = { discrepancyId: open.id, resolvedBy, reason: 'looked at' }
      await world.db.inTransaction(trx => resolveDiscrepancy(trx, world.clock.now(), decision))
    },
  ),
]
