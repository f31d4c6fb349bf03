import * as bank from '../bank-statement.ts'
import * as life from '../campaign-life.ts'
import * as back from '../coming-back.ts'
import * as deadline from '../deadline.ts'
import * as giving from '../giving.ts'
import { aDayPasses } from '../story.ts'
import type { TourStep } from '../story.ts'
import { BOOKS } from './books.ts'
import { LAUNCH } from './launch.ts'

/** A campaign that misses its minimum, by so much that its backers are not asked. */
export const MISSED: readonly TourStep[] = [
  ...LAUNCH,
  { says: 'Noor pays by iDEAL', run: giving.paysByBank({ who: 'Noor', cents: 25_00 }) },
  {
    says: 'Anna pays by iDEAL with a tip, unseen',
    run: giving.paysByBank({ who: 'Anna', cents: 50_00, tip: 200, isAnonymous: true }),
  },
  { says: 'Bram pays by Bancontact', run: giving.paysByBank({ who: 'Bram', cents: 17_10 }, 'Bancontact') },
  { says: 'Kees saves a card', run: giving.savesCard({ who: 'Kees', cents: 40_00 }, '4242424242424242') },
  {
    says: 'Lotte saves a card whose bank asks whether it is her',
    run: giving.savesCard({ who: 'Lotte', cents: 25_00 }, '4000002500003155', true),
  },
  { says: 'Everyone reads the wall', run: life.wallStands },
  { says: 'The clock passes the last day, day by day', run: deadline.passesLastDay('It did not make it') },
  { says: 'Everybody who gave hears that it did not succeed', run: back.hearsItMissed },
  { says: 'Noor, Anna and Bram have everything back', run: back.paymentsComeBack },
  { says: 'The cards of Kees and Lotte are forgotten', run: back.cardsAreForgotten },
  { says: 'What Stripe took and sent back, backer by backer', run: back.stripeGaveAllBack },
  { says: 'A day passes, and the books are looked at once more', run: aDayPasses },
  { says: 'Thea books the bank’s statement of the first day', run: bank.firstStatementIsBooked },
  { says: 'Thea uploads the same file again', run: bank.sameFileBooksNothing },
  { says: 'The bank and the journal', run: bank.bankAgrees },
  ...BOOKS,
]
