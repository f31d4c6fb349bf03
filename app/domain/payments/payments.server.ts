/** The door of payments: taking money, giving it back, and recording what Stripe says of it. */
export { beginPledge } from './begin-pledge.server.ts'
export { callWithKey, KeyReused, madeBefore, wasAsked } from './keyed-call.server.ts'
export { collectPledge, dropPledge, prepareRecovery, releasePledge } from './collection.server.ts'
export { coverage, floatLeft, refundsThatWait } from './cover.server.ts'
export { noteRefusedCard } from './tried-cards.server.ts'
export { closeDiscrepancy, reportDiscrepancy } from './discrepancy.server.ts'
export { recordPayment } from './record-payment.server.ts'
export { effectOfRefund, refundByDecision } from './decided-refund.server.ts'
export { refundNextPage, startRefundRun } from './refund-run.server.ts'
export { expireCheckout } from './expire-checkout.server.ts'
export { mayGiveAnotherCard, warnOfEndingCards } from './another-card.server.ts'
export { openCardCheckout, openCheckout } from './open-checkout.server.ts'
export { decideRefund, giveBack, lessBy } from './decide-refund.server.ts'
export { disputedOf, disputedPart, hasOpenDispute } from './open-disputes.server.ts'
export { remindOfRecovery } from './refused-card.server.ts'
export { retryRefund } from './refund-failures.server.ts'
export {
  findRefundByBank,
  giveRefundAccount,
  refundCameBack,
  refundExported,
  refundPaid,
  refundsByBank,
  refundsToPayByBank,
  refundThatNeedsAccount,
} from './refunds-by-bank.server.ts'
export type { AccountProblem } from './refunds-by-bank.server.ts'
export { sendRefund } from './refunds.server.ts'
export {
  hintCheckout,
  seeCheckout,
  seePayment,
  seeRefund,
  seeSetup,
  syncCheckout,
  syncPayment,
  syncRefund,
} from './sync.server.ts'
export type { Sighting } from './sync.server.ts'
export { sweepOpenObjects } from './sweep.server.ts'
export { pledgesWithoutCheckout } from './unopened-checkouts.server.ts'
export { withdraw, withdrawalOf, withdrawalTerm } from './withdrawal.server.ts'
