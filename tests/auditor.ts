import {
  bankBalances,
  bankIsBooked,
  knownBankLines,
  nothingUnderWay,
  ownPayouts,
  ownPayoutsAsTold,
} from './auditor/bank.ts'
import type { Books } from './auditor/books.ts'
import { readFacts } from './auditor/facts.ts'
import type { Finding } from './auditor/facts.ts'
import { balanced, byTheRules, chained, storedTotals } from './auditor/journal.ts'
import {
  everyFactIsBooked,
  knownTransactions,
  lettersOnce,
  mirrors,
  nothingPersonal,
} from './auditor/mirror.ts'
import type { SentLetter } from './auditor/mirror.ts'
import { newModel } from './auditor/model.ts'
import {
  backersMoney,
  clearing,
  covered,
  matchFunds,
  neverMoreBack,
  paidOutRightly,
} from './auditor/money.ts'
import { monthsAreClosed } from './auditor/months.ts'
import { nothingIsHeldBack, outcomes } from './auditor/outcomes.ts'
import { alongTheArrows, campaignTotals, rewards, rewardsAreFree } from './auditor/pledges.ts'
import { numberedWithoutGap, oneReceiptForEach, receiptsFollowTheMoney } from './auditor/receipts.ts'
import { nothingWhileSuspended } from './auditor/suspensions.ts'
import type { StripeTruth } from './auditor/stripe-truth.ts'

export { openPostgresBooks, openSqliteBooks } from './auditor/books.ts'
export type { Books } from './auditor/books.ts'
export type { Finding } from './auditor/facts.ts'
export { truthOf } from './auditor/stripe-truth.ts'

/**
 * The auditor: a model of the books that was written from money.md and trust.md and not from the product's code, of
 * which it imports nothing. It reads the database by plain SQL and Stripe's side from the sandbox, computes what every
 * entry, account, total, refund and settlement must be, and says each difference in a sentence.
 *
 * @returns nothing when all is right
 */
export async function audit(
  books: Books,
  stripe: StripeTruth,
  look: {
    /** What must be true only once everything has come to rest is looked at as well. */
    atRest?: {
      sent: readonly SentLetter[]
      /** How many letters may have come twice, because an answer was lost (F18). */
      mayComeTwice: number
    }
    log?: { lines: readonly string[]; canaries: readonly string[] }
  } = {},
): Promise<Finding[]> {
  const facts = await readFacts(books)
  const model = newModel({ ...facts, stripe })
  const { atRest, log } = look
  return [
    ...balanced(facts),
    ...byTheRules(model),
    ...everyFactIsBooked(model),
    ...bankIsBooked(model),
    ...storedTotals(facts),
    ...chained(facts),
    ...alongTheArrows(facts),
    ...outcomes(model),
    ...campaignTotals(model),
    ...rewards(facts),
    ...neverMoreBack(model),
    ...paidOutRightly(model),
    ...ownPayouts(model),
    ...matchFunds(model),
    ...knownTransactions(model),
    ...knownBankLines(model),
    ...bankBalances(model),
    ...clearing(model, atRest !== undefined),
    ...covered(model),
    ...numberedWithoutGap(model),
    ...receiptsFollowTheMoney(model),
    ...oneReceiptForEach(model),
    ...monthsAreClosed(model),
    ...nothingWhileSuspended(facts),
    ...(atRest
      ? [
          ...mirrors(model),
          ...backersMoney(model),
          ...nothingUnderWay(model),
          ...ownPayoutsAsTold(model),
          ...nothingIsHeldBack(model),
          ...rewardsAreFree(facts),
          ...lettersOnce(model, atRest.sent, atRest.mayComeTwice),
        ]
      : []),
    ...(log ? nothingPersonal(log.lines, log.canaries) : []),
  ]
}
