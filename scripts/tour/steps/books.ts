import * as books from '../books.ts'
import * as file from '../public-file.ts'
import * as restore from '../restore.ts'
import type { TourStep } from '../story.ts'
import * as weather from '../weather.ts'

/** How a tour ends, whatever became of the campaign: it adds up, also from outside and after a restore. */
export const BOOKS: readonly TourStep[] = [
  { says: 'Anyone recomputes the cash book from its CSV', run: books.anyoneRecomputes },
  { says: 'Thea looks at what does not add up', run: books.nothingIsOpen },
  { says: 'The invariants of the books', run: books.invariantsHold },
  { says: 'The webhooks of all this', run: weather.webhooksAllArrived },
  { says: 'The shapes of all this', run: weather.schemaWasKept },
  { says: 'The trial balance', run: books.trialBalanceIsZero },
  { says: 'Stripe and the journal', run: books.stripeAgrees },
  { says: 'Anyone proves the public ledger from its file alone', run: file.anyoneProvesFile },
  { says: 'Somebody changes a line of that file', run: file.changedLineIsFound },
  { says: 'A backup is taken while the site runs', run: restore.backupIsTaken },
  { says: 'The books of the copy', run: restore.copyIsVerified },
  { says: 'Another site stands up over the copy', run: restore.siteStandsOverCopy },
]
