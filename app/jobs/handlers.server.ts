import { makeReceiptFile } from '#app/documents/documents.server.ts'
import { after, HOUR_MS, MINUTE_MS } from '#app/domain/clock.ts'
import {
  askBackers,
  closeDueCampaigns,
  decideCampaign,
  endCanceledCampaign,
  endNearMiss,
  windUpCampaign,
} from '#app/domain/closings/closings.server.ts'
import { forgetOldCardCheckouts } from '#app/domain/brakes/brakes.server.ts'
import { forgetExpiredOverviews } from '#app/domain/receipts/receipts.server.ts'
import { sweepDisputes, syncDisputesOf, tellAnswer } from '#app/domain/disputes/disputes.server.ts'
import { sealJournal } from '#app/domain/ledger/ledger.server.ts'
import type { JobKind, JobPayloads } from '#app/domain/outbox/job-catalog.ts'
import {
  collectPledge,
  dropPledge,
  expireCheckout,
  releasePledge,
  remindOfRecovery,
  retryRefund,
  refundNextPage,
  sendRefund,
  sweepOpenObjects,
  syncCheckout,
  syncPayment,
  syncRefund,
  warnOfEndingCards,
} from '#app/domain/payments/payments.server.ts'
import {
  checkPayoutAccounts,
  guardHeldMoney,
  sendPlatformPayout,
  reverseTransfer,
  sendTransfer,
  syncPlatformPayouts,
} from '#app/domain/payouts/payouts.server.ts'
import {
  alarmTreasurers,
  checkConnectedAccounts,
  checkEndpoints,
  feedBalance,
  findDiscrepancies,
  findOrphans,
  proveBalance,
  recordLedgerCheck,
  verifyLedger,
} from '#app/domain/reconciliation/reconciliation.server.ts'
import { forgetExpiredSignIns } from '#app/domain/users/users.server.ts'
import { archiveMonth } from './archive-month.server.ts'
import { deliverLetter } from '#app/mail/deliver-letter.server.ts'
import { backfillEvents, backfillUndelivered } from '#app/stripe/backfill.server.ts'
import { handleStripeEvent } from '#app/stripe/handle-event.server.ts'
import type { World } from '#app/world.server.ts'
import type { WriteDb } from '#db/database.server.ts'

/**
 * How a job ended: done, or done as soon as the last of it is written, in the transaction that ends it; or to be done
 * at another moment, which counts as a failure when there is a problem.
 */
export type JobResult =
  | void
  | { write: (trx: WriteDb) => Promise<void> }
  | { runAt: string }
  | { retryAfterMs?: number; problem: string }

/** What waits for a bank is looked at again in an hour. */
function inAnHour({ clock }: World, worked: 'done' | 'waits'): JobResult {
  if (worked === 'waits') return { runAt: after(clock.now(), HOUR_MS) }
}

type Handlers = { [K in JobKind]: (world: World, payload: JobPayloads[K]) => Promise<JobResult> }

/** One function for each kind of job. Each may be repeated safely: the keys and states see to that. */
export const HANDLERS: Handlers = {
  'deliver-letter': async (world, { letterId }) => {
    const delivery = await deliverLetter(world, letterId)
    if (!delivery.done) return delivery
  },
  'handle-stripe-event': async (world, { eventId }) => {
    const write = await handleStripeEvent(world, eventId)
    if (write) return { write }
  },
  'look-at-checkout': async (world, { sessionId }) => {
    await syncCheckout(world, sessionId)
  },
  'look-at-payment': async (world, { paymentIntentId }) => {
    await syncPayment(world, paymentIntentId)
  },
  'look-at-refund': async (world, { stripeRefundId }) => {
    await syncRefund(world, stripeRefundId)
  },
  'expire-checkout': (world, { sessionId }) => expireCheckout(world, sessionId),
  'collect-pledge': async (world, { pledgeId }) => inAnHour(world, await collectPledge(world, pledgeId)),
  'drop-pledge': async (world, { pledgeId }) => inAnHour(world, await dropPledge(world, pledgeId)),
  'detach-card': async (world, { paymentMethodId }) => {
    const detached = await world.gateway.detachCard(paymentMethodId)
    if (!detached.ok) throw new Error(`The card could not be forgotten: ${detached.refusal.code}`)
  },
  'send-refund': (world, { refundId }) => sendRefund(world, refundId),
  'retry-refund': async (world, attempt) => {
    await world.db.inTransaction(trx => retryRefund(trx, world.clock.now(), attempt))
  },
  'look-at-disputes': async (world, { paymentId }) => {
    await syncDisputesOf(world, paymentId)
  },
  'reverse-transfer': (world, { reversalId }) => reverseTransfer(world, reversalId),
  'remind-of-recovery': async (world, { pledgeId, day }) => {
    await world.db.inTransaction(trx => remindOfRecovery(trx, world.clock.now(), { pledgeId, day }))
  },
  'answer-dispute': (world, { disputeId }) => tellAnswer(world, disputeId),
  'wind-up-campaign': (world, { campaignId, after: last }) => windUpCampaign(world, campaignId, last),
  'decide-campaign': async (world, { campaignId }) => {
    if (!(await decideCampaign(world, campaignId))) return { runAt: after(world.clock.now(), MINUTE_MS) }
  },
  'ask-backers': (world, { campaignId, after: last }) => askBackers(world, campaignId, last),
  'end-near-miss': async (world, { campaignId }) => {
    const again = await endNearMiss(world, campaignId)
    if (again) return { runAt: again }
  },
  'end-canceled-campaign': async (world, { campaignId }) => {
    if (!(await endCanceledCampaign(world, campaignId))) return { runAt: after(world.clock.now(), MINUTE_MS) }
  },
  'release-pledge': async (world, { pledgeId }) => inAnHour(world, await releasePledge(world, pledgeId)),
  'send-transfer': async (world, { settlementId }) => {
    const sent = await sendTransfer(world, settlementId)
    if (sent === 'waits-for-balance' || sent === 'rests') return { runAt: after(world.clock.now(), HOUR_MS) }
  },
  'send-platform-payout': async (world, { platformPayoutId }) => {
    const sent = await sendPlatformPayout(world, platformPayoutId)
    if (sent === 'waits-for-balance') return { runAt: after(world.clock.now(), HOUR_MS) }
  },
  'refund-everyone': (world, { runId, after: last }) => refundNextPage(world, { runId, last }),
  'make-receipt': (world, { receiptId }) => makeReceiptFile(world, receiptId),
  'sync-platform-payouts': async world => {
    await syncPlatformPayouts(world)
  },
  'close-due-campaigns': async world => {
    await closeDueCampaigns(world)
  },
  'guard-held-money': world => guardHeldMoney(world),
  'warn-of-ending-cards': async world => {
    await warnOfEndingCards(world)
  },
  'sweep-open-objects': async world => {
    await sweepOpenObjects(world)
    await sweepDisputes(world)
  },
  'backfill-events': async world => {
    await backfillEvents(world)
  },
  'feed-balance': async world => {
    await feedBalance(world)
  },
  'find-discrepancies': async world => {
    await feedBalance(world)
    await findDiscrepancies(world, await proveBalance(world))
  },
  'backfill-undelivered-events': async world => {
    await backfillUndelivered(world)
  },
  'find-orphans': async world => {
    await findOrphans(world)
  },
  'check-connected-accounts': async world => {
    await checkConnectedAccounts(world)
  },
  'check-endpoints': async world => {
    await checkEndpoints({ ...world, publicUrl: world.config.PUBLIC_URL })
  },
  'alarm-discrepancies': async world => {
    await world.db.inTransaction(trx => alarmTreasurers(trx, world.clock.now()))
  },
  'archive-month': (world, { month }) => archiveMonth(world, month),
  'check-payout-accounts': async world => {
    await checkPayoutAccounts(world)
  },
  'seal-journal': async world => {
    while ((await world.db.inTransaction(sealJournal)) > 0);
  },
  'verify-ledger': async world => {
    const report = await verifyLedger(world.db.read)
    await world.db.inTransaction(trx => recordLedgerCheck(trx, world.clock.now(), report))
    if (!report.holds) world.log.error({ event: 'ledger.broken' })
  },
  'forget-expired': async world => {
    await world.db.inTransaction(async trx => {
      await forgetExpiredSignIns(trx, world.clock.now())
      await forgetExpiredOverviews(trx, world.clock.now())
      await forgetOldCardCheckouts(trx, world.clock.now())
    })
  },
}
