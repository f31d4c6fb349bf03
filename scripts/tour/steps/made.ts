import * as life from '../campaign-life.ts'
import * as deadline from '../deadline.ts'
import * as giving from '../giving.ts'
import * as reward from '../limited-reward.ts'
import * as payout from '../paying-out.ts'
import type { TourStep } from '../story.ts'
import { AFTERWARDS } from './afterwards.ts'
import { BOOKS } from './books.ts'
import { LAUNCH } from './launch.ts'

/** A campaign that reaches its minimum, is paid out, and what comes after that. */
export const MADE: readonly TourStep[] = [
  ...LAUNCH,
  { says: 'Noor pays by iDEAL', run: giving.paysByBank({ who: 'Noor', cents: 25_00 }) },
  { says: 'Stripe sends its webhooks once more', run: giving.stripeSaysItAgain },
  {
    says: 'Bram pays by Bancontact',
    run: giving.paysByBank({ who: 'Bram', cents: 17_10, tip: 200 }, 'Bancontact'),
  },
  {
    says: 'Fatima’s iDEAL fails at the bank; she tries again',
    run: giving.paysAtSecondTry({ who: 'Fatima', cents: 30_00, tip: 200 }),
  },
  {
    says: 'Anna pays by iDEAL with a tip and a message, unseen',
    run: giving.paysByBank({
      who: 'Anna',
      cents: 50_00,
      tip: 200,
      message: 'Voor de bijen.',
      isAnonymous: true,
    }),
  },
  { says: 'Kees saves a card', run: giving.savesCard({ who: 'Kees', cents: 40_00 }, '4242424242424242') },
  {
    says: 'Lotte saves a card whose bank asks whether it is her',
    run: giving.savesCard({ who: 'Lotte', cents: 35_00, tip: 200 }, '4000002500003155', true),
  },
  {
    says: 'Omar saves a card that will be refused later',
    run: giving.savesCard({ who: 'Omar', cents: 20_00 }, '4000000000000341'),
  },
  {
    says: 'Pim’s card is refused when it is saved',
    run: giving.isRefusedAtOnce({ who: 'Pim', cents: 12_00 }, '4000000000000002'),
  },
  { says: 'Guus takes the first of two shares', run: reward.takesTheFirst },
  { says: 'Hanna and Iris both want the last', run: reward.twoWantTheLast },
  { says: 'Hanna does not pay, and her Checkout expires', run: reward.checkoutExpires },
  { says: 'Iris takes the last', run: reward.takesTheLast },
  { says: 'Joris comes too late for a share', run: reward.noneIsLeft },
  { says: 'Daan pays by iDEAL', run: giving.paysByBank({ who: 'Daan', cents: 22_00, tip: 100 }) },
  { says: 'Daan withdraws', run: life.withdrawsPayment('Daan') },
  { says: 'Eva saves a card', run: giving.savesCard({ who: 'Eva', cents: 15_00 }, '4242424242424242') },
  { says: 'Eva withdraws', run: life.withdrawsCard('Eva') },
  { says: 'Everyone reads the wall', run: life.wallStands },
  { says: 'Noor hides her name', run: life.hidesName('Noor') },
  { says: 'Ine reads who gave', run: life.initiatorSeesBackers },
  { says: 'Ine writes an update', run: life.initiatorWrites },
  { says: 'The clock passes the last day, day by day', run: deadline.passesLastDay('It made it') },
  { says: 'Everybody who gave hears that it succeeded', run: deadline.hearsItMadeIt },
  { says: 'The cards of Kees and Lotte are charged', run: deadline.cardsAreCharged('Kees', 'Lotte') },
  { says: 'Omar’s card is refused', run: deadline.cardIsRefused('Omar') },
  { says: 'Thea, treasurer, proposes the payout', run: payout.treasurerProposes },
  { says: 'Thea tries to approve it herself', run: payout.treasurerMayNotApprove },
  { says: 'Aad, approver, approves', run: payout.approverApproves },
  { says: 'The money is transferred', run: payout.transferIsSent },
  { says: 'Stripe puts it in Ine’s bank', run: payout.bankHasIt },
  ...AFTERWARDS,
  ...BOOKS,
]
