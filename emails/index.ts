import { campaignCanceled } from './campaign-canceled.tsx'
import { campaignMissed } from './campaign-missed.tsx'
import { campaignStopped } from './campaign-stopped.tsx'
import { campaignSucceeded } from './campaign-succeeded.tsx'
import { campaignUpdate } from './campaign-update.tsx'
import { cardEnds } from './card-ends.tsx'
import { cardFailed } from './card-failed.tsx'
import { cardSaved } from './card-saved.tsx'
import type { LetterName } from './catalog.ts'
import { discrepancyOverdue } from './discrepancy-overdue.tsx'
import { disputeOpened } from './dispute-opened.tsx'
import { fraudWarning } from './fraud-warning.tsx'
import { initiatorDebt } from './initiator-debt.tsx'
import type { LetterDesign } from './letter.ts'
import { nearMissBegan } from './near-miss-began.tsx'
import { nearMissQuestion } from './near-miss-question.tsx'
import { payoutAccountRestricted } from './payout-account-restricted.tsx'
import { payoutFailed } from './payout-failed.tsx'
import { payoutSent } from './payout-sent.tsx'
import { cardsStopped } from './cards-stopped.tsx'
import { pledgeDropped } from './pledge-dropped.tsx'
import { pledgeReceipt } from './pledge-receipt.tsx'
import { pledgeRefunded } from './pledge-refunded.tsx'
import { pledgeWithdrawn } from './pledge-withdrawn.tsx'
import { receiptsOverview } from './receipts-overview.tsx'
import { refundAccountNoted } from './refund-account-noted.tsx'
import { refundNeedsAccount } from './refund-needs-account.tsx'
import { reviewResult } from './review-result.tsx'
import { rewardDelivered } from './reward-delivered.tsx'
import { signIn } from './sign-in.tsx'

/** Every letter of the catalog and how it is written. A letter without a design does not compile. */
export const letterDesigns: { readonly [N in LetterName]: LetterDesign<N> } = {
  'sign-in': signIn,
  'pledge-receipt': pledgeReceipt,
  'card-saved': cardSaved,
  'pledge-withdrawn': pledgeWithdrawn,
  'reward-delivered': rewardDelivered,
  'pledge-refunded': pledgeRefunded,
  'receipts-overview': receiptsOverview,
  'cards-stopped': cardsStopped,
  'refund-account-noted': refundAccountNoted,
  'refund-needs-account': refundNeedsAccount,
  'campaign-succeeded': campaignSucceeded,
  'campaign-missed': campaignMissed,
  'near-miss-began': nearMissBegan,
  'near-miss-question': nearMissQuestion,
  'campaign-canceled': campaignCanceled,
  'campaign-stopped': campaignStopped,
  'card-ends': cardEnds,
  'card-failed': cardFailed,
  'pledge-dropped': pledgeDropped,
  'campaign-update': campaignUpdate,
  'review-result': reviewResult,
  'discrepancy-overdue': discrepancyOverdue,
  'payout-sent': payoutSent,
  'initiator-debt': initiatorDebt,
  'payout-account-restricted': payoutAccountRestricted,
  'payout-failed': payoutFailed,
  'dispute-opened': disputeOpened,
  'fraud-warning': fraudWarning,
}

/** Whether a text, for instance from a row, names a letter of the catalog. */
export function isLetterName(text: string): text is LetterName {
  return Object.hasOwn(letterDesigns, text)
}
