import * as bank from '../bank-statement.ts'
import * as deadline from '../deadline.ts'
import * as debt from '../debt.ts'
import * as disputes from '../disputes.ts'
import * as month from '../month-close.ts'
import * as own from '../own-payout.ts'
import { aDayPasses } from '../story.ts'
import type { TourStep } from '../story.ts'

/** What comes after a payout: the platform's own money, a payment that is taken back, the bank, and the end of a month. */
export const AFTERWARDS: readonly TourStep[] = [
  { says: 'Thea proposes to bring what was earned to the bank', run: own.treasurerProposesOwnPayout },
  { says: 'Aad approves that as well', run: own.approverApprovesOwnPayout },
  { says: 'Thea books the bank’s statement of the first day', run: bank.firstStatementIsBooked },
  { says: 'Thea uploads the same file again', run: bank.sameFileBooksNothing },
  { says: 'The bank of Kees takes his payment back', run: disputes.paymentIsDisputed('Kees') },
  { says: 'So does the bank of Lotte', run: disputes.paymentIsDisputed('Lotte') },
  { says: 'Thea sees what is disputed', run: disputes.treasurerSeesDisputes('Kees', 'Lotte') },
  {
    says: 'Thea answers the bank of Kees',
    run: disputes.treasurerAnswers('Kees', 'The garden was planted; nobody of the street remembers Kees.'),
  },
  {
    says: 'Thea answers the bank of Lotte',
    run: disputes.treasurerAnswers('Lotte', 'Lotte wrote that she did not know the name on her statement.'),
  },
  { says: 'A day passes', run: aDayPasses },
  { says: 'The bank of Lotte finds the platform right', run: disputes.bankFindsUsRight('Lotte') },
  { says: 'The bank of Kees finds Kees right', run: disputes.bankFindsBackerRight('Kees') },
  { says: 'Ine hears that she owes it', run: debt.initiatorHearsOfDebt },
  { says: 'Omar, reminded, pays with another card after all', run: deadline.paysWithAnotherCard('Omar') },
  { says: 'Thea proposes to pay that out, Aad approves', run: debt.nextPayoutGoesToDebt },
  { says: 'Ine pays the rest to the platform’s bank', run: debt.initiatorPaysRest },
  { says: 'The year ends', run: aDayPasses },
  { says: 'Thea looks what December lacks to be closed', run: month.treasurerSeesWhatIsOpen },
  { says: 'Thea books the bank’s statement of the last day', run: bank.statementIsBooked('2026-12-31') },
  { says: 'The bank and the journal', run: bank.bankAgrees },
  {
    says: 'Thea explains what was under way, and proposes to close',
    run: month.treasurerExplainsAndProposes,
  },
  { says: 'Aad closes December', run: month.approverCloses },
  { says: 'Thea looks into the report and the archive', run: month.treasurerLooksIntoFiles },
  { says: 'Thea, on a page of before, tries to change December', run: month.closedMonthTakesNothing },
  { says: 'What December told January', run: month.laterFactsAreInOpenMonth },
  { says: 'A day passes, and the books are looked at once more', run: aDayPasses },
]
