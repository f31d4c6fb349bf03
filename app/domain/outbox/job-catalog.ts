/** Every kind of job with what it must know. The worker has one function for each (`app/jobs/`). */
export interface JobPayloads {
  /** Send one promised letter. */
  'deliver-letter': { letterId: string }
  /** Read what a Stripe event is about as it is now, and record the fact. */
  'handle-stripe-event': { eventId: string }
  /** Look at one checkout session: its backer came back and may be ahead of the webhook. */
  'look-at-checkout': { sessionId: string }
  /** Look at one payment, or one refund, as it is at Stripe now. */
  'look-at-payment': { paymentIntentId: string }
  'look-at-refund': { stripeRefundId: string }
  /** End one checkout session at Stripe, so that nothing can be paid in it any more. */
  'expire-checkout': { sessionId: string }
  /** Charge one saved card after the campaign succeeded. */
  'collect-pledge': { pledgeId: string }
  /** Give up on a refused card that was not answered in time. */
  'drop-pledge': { pledgeId: string }
  /** Forget one saved card at Stripe. */
  'detach-card': { paymentMethodId: string }
  /** Send one decided refund to Stripe. */
  'send-refund': { refundId: string }
  /** Make the next attempt of a refund that failed. */
  'retry-refund': { refundId: string; attempt: number }
  /** Look at the disputes of one payment: Stripe said that there is one. */
  'look-at-disputes': { paymentId: string }
  /** Tell Stripe how a treasurer answered a dispute. */
  'answer-dispute': { disputeId: string }
  /** Take a transfer to an initiator back, or a part of it. */
  'reverse-transfer': { reversalId: string }
  /** Tell a backer once more that their card was refused; `day` of the week in which they may answer. */
  'remind-of-recovery': { pledgeId: string; day: number }
  /** Go on with the pledges of a campaign whose outcome is decided, from `after` (a pledge's id) on. */
  'wind-up-campaign': { campaignId: string; after: string }
  /** Decide a campaign that is closing, once no payment is under way. */
  'decide-campaign': { campaignId: string }
  /** Ask the backers of a near miss whether they stay, add or withdraw, from `after` (a pledge's id) on. */
  'ask-backers': { campaignId: string; after: string }
  /** End the conversation of a near miss when its time is over. */
  'end-near-miss': { campaignId: string }
  /** Give back what still came in for a canceled campaign, once no payment is under way. */
  'end-canceled-campaign': { campaignId: string }
  /** Give up on one refused card because its campaign was canceled. */
  'release-pledge': { pledgeId: string }
  /** Send one approved settlement to the initiator's account at Stripe. */
  'send-transfer': { settlementId: string }
  /** Go on paying everybody of a campaign back, from `after` (a pledge's id) on. */
  'refund-everyone': { runId: string; after: string }
  /** Make the file of one receipt that was issued. */
  'make-receipt': { receiptId: string }
  /** Make the report and the archive of a month that was closed. */
  'archive-month': { month: string }
  /** Send one approved payout of the platform's own money to its bank. */
  'send-platform-payout': { platformPayoutId: string }
  /** What repeats by the clock; see `app/jobs/schedule.ts`. */
  'close-due-campaigns': Record<string, never>
  'guard-held-money': Record<string, never>
  'warn-of-ending-cards': Record<string, never>
  'sweep-open-objects': Record<string, never>
  'backfill-events': Record<string, never>
  'feed-balance': Record<string, never>
  'find-discrepancies': Record<string, never>
  'backfill-undelivered-events': Record<string, never>
  'find-orphans': Record<string, never>
  'check-connected-accounts': Record<string, never>
  'check-endpoints': Record<string, never>
  'alarm-discrepancies': Record<string, never>
  'check-payout-accounts': Record<string, never>
  'sync-platform-payouts': Record<string, never>
  'seal-journal': Record<string, never>
  'verify-ledger': Record<string, never>
  'forget-expired': Record<string, never>
}

export type JobKind = keyof JobPayloads
