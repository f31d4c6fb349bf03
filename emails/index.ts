import { campaignMissed } from './campaign-missed.tsx'
import { campaignSucceeded } from './campaign-succeeded.tsx'
import { campaignUpdate } from './campaign-update.tsx'
import { cardFailed } from './card-failed.tsx'
import { cardSaved } from './card-saved.tsx'
import type { LetterName } from './catalog.ts'
import { discrepancyOverdue } from './discrepancy-overdue.tsx'
import type { LetterDesign } from './letter.ts'
import { payoutSent } from './payout-sent.tsx'
import { pledgeDropped } from './pledge-dropped.tsx'
import { pledgeReceipt } from './pledge-receipt.tsx'
import { pledgeRefunded } from './pledge-refunded.tsx'
import { pledgeWithdrawn } from './pledge-withdrawn.tsx'
import { reviewResult } from './review-result.tsx'
import { signIn } from './sign-in.tsx'

/** Every letter of the catalog and how it is written. A letter without a design does not compile. */
export const letterDesigns: { readonly [N in LetterName]: LetterDesign<N> } = {
  'sign-in': signIn,
  'pledge-receipt': pledgeReceipt,
  'card-saved': cardSaved,
  'pledge-withdrawn': pledgeWithdrawn,
  'pledge-refunded': pledgeRefunded,
  'campaign-succeeded': campaignSucceeded,
  'campaign-missed': campaignMissed,
  'card-failed': cardFailed,
  'pledge-dropped': pledgeDropped,
  'campaign-update': campaignUpdate,
  'review-result': reviewResult,
  'discrepancy-overdue': discrepancyOverdue,
  'payout-sent': payoutSent,
}

/** Whether a text, for instance from a row, names a letter of the catalog. */
export function isLetterName(text: string): text is LetterName {
  return Object.hasOwn(letterDesigns, text)
}
