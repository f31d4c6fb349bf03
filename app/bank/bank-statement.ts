import type { Cents } from '#app/domain/money.ts'

/**
 * What a bank says happened on an account, in our words, whatever the form it came in.
 *
 * An *entry* is one line of the account: it alone moves the balance. Its *details* say what is in it: one payment, or
 * the many payments of a batch.
 */
export interface BankStatement {
  /** The bank's own id of the statement. Some banks give every statement the same one. */
  id: string | null
  /** The account as a valid or at least named IBAN, without spaces, else null. */
  iban: string | null
  /** The IBAN, or whatever other number the bank calls the account by. */
  account: string | null
  /** ISO 4217. */
  currency: string | null
  /** The message it was read from, `camt.053.001.08`; null when the file does not say. */
  version: string | null
  /** What was on the account before the first entry and after the last; negative when overdrawn. */
  openingCents: Cents | null
  closingCents: Cents | null
  /** The day of the closing balance: so far the statement tells of, also when nothing happened. */
  closingDate: string | null
  /** Whether opening and entries make closing, to the cent; null when that cannot be known. */
  provesOut: boolean | null
  /** What is booked, in the order of the file. What is only announced is not here. */
  entries: BankEntry[]
}

/** A statement to be booked: its pages are put together, and what stands in the way is said. */
export interface WholeStatement extends BankStatement {
  /** Currencies of amounts in it that are not its own. */
  otherCurrencies: string[]
  /** Set when pages are missing and it cannot be booked without them. */
  missingPages: MissingPages | null
}

export interface MissingPages {
  /** Those before one that is in the file. */
  numbers: number[]
  /** The highest in the file, when none is marked as the last: more follow on it. */
  after: number | null
}

/** One line of an account. Dates are days as the bank wrote them (`2026-11-24`), never moved by a time zone. */
export interface BankEntry extends EntryStory {
  /** Positive came in, negative went out. */
  amountCents: Cents
  bookingDate: string | null
  valueDate: string | null
  /** What the bank calls the entry. */
  reference: string | null
  /** Whether the bank says that it undoes an earlier entry. The sign of the amount already tells so. */
  reversal: boolean
  /** How many payments a batch holds; null for an entry that is not a batch. */
  batchCount: number | null
  /** The `PmtInfId` of the payment file whose batch this entry is. */
  batchId: string | null
  details: EntryDetail[]
  /** Names the entry once and for all: account, statement, reference (or a hash), and an occurrence number. */
  key: string
  /** The same for two entries that say the same, in whatever statement they stand: how overlapping files are seen. */
  likeness: string
}

/** What is told of a payment. On an entry: what all its details agree on, else null. */
interface EntryStory {
  /** What the payer called the payment; null when it says NOTPROVIDED. */
  endToEndId: string | null
  /** The name on the other side. */
  counterparty: string | null
  counterpartyIban: string | null
  /** What the payer wrote; where a bank tells only its own description, that. */
  remittance: string | null
  /** Why a payment came back: an ISO 20022 code such as AC04, or the bank's words. */
  returnReason: string | null
}

/** One payment in an entry. */
export interface EntryDetail extends EntryStory {
  /** Signed as entries are; null when the file gives none in the account's currency. */
  amountCents: Cents | null
  /** Every reference the bank passes on (instruction, transaction, clearing, proprietary), for matching. */
  references: string[]
}

/** Something in a file that is not as it should be, but does not keep it from being read. */
export interface Oddity {
  line: number | null
  sentence: string
}
