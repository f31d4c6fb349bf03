import * as deadline from '../deadline.ts'
import * as giving from '../giving.ts'
import * as talk from '../near-miss.ts'
import * as payout from '../paying-out.ts'
import { aDayPasses } from '../story.ts'
import type { TourStep } from '../story.ts'
import { BOOKS } from './books.ts'
import { LAUNCH } from './launch.ts'

/** A campaign that just misses its minimum, and goes on with less because its backers agree. */
export const NEAR_MISS: readonly TourStep[] = [
  ...LAUNCH,
  { says: 'Noor pays by iDEAL', run: giving.paysByBank({ who: 'Noor', cents: 50_00 }) },
  { says: 'Anna pays by iDEAL with a tip', run: giving.paysByBank({ who: 'Anna', cents: 40_00, tip: 200 }) },
  { says: 'Bram pays by Bancontact', run: giving.paysByBank({ who: 'Bram', cents: 25_00 }, 'Bancontact') },
  { says: 'Kees saves a card', run: giving.savesCard({ who: 'Kees', cents: 60_00 }, '4242424242424242') },
  { says: 'The clock passes the last day, day by day', run: deadline.passesLastDay('Just missed') },
  { says: 'Ine explains how it is done with less', run: talk.initiatorExplains },
  { says: 'Everybody who gave is asked', run: talk.backersAreAsked },
  { says: 'Anna adds', run: talk.adds('Anna', 30_00) },
  { says: 'Bram withdraws', run: talk.withdraws('Bram') },
  { says: 'Noor stays; Kees says nothing', run: talk.stays('Noor') },
  { says: 'Ine reads what they chose', run: talk.initiatorSeesAnswers },
  { says: 'The last day to choose passes', run: talk.answersAreCounted },
  { says: 'Everybody who stayed hears that it goes on', run: talk.hearsItGoesOn },
  { says: 'The card of Kees is charged', run: deadline.cardsAreCharged('Kees') },
  { says: 'Thea, treasurer, proposes the payout', run: payout.treasurerProposes },
  { says: 'Thea tries to approve it herself', run: payout.treasurerMayNotApprove },
  { says: 'Aad, approver, approves', run: payout.approverApproves },
  { says: 'The money is transferred', run: payout.transferIsSent },
  { says: 'Stripe puts it in Ine’s bank', run: payout.bankHasIt },
  { says: 'A day passes, and the books are looked at once more', run: aDayPasses },
  ...BOOKS,
]
