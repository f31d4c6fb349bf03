import type { Instant } from '#app/domain/clock.ts'
import { compactId } from '#app/domain/ids.ts'
import type { Cents } from '#app/domain/money.ts'

/**
 * A file of payments, to be uploaded at the bank by a person. What is in it is decided and approved elsewhere; here it
 * is only put in the bank's form.
 */
export interface PaymentFileWriter {
  /** All of the batch or nothing of it: with a single problem no file is made. */
  write(batch: PaymentBatch): PaymentFile | { ok: false; problems: PaymentProblem[] }
}

interface PaymentFile {
  ok: true
  /** ASCII, to be kept as UTF-8 without a byte order mark. */
  text: string
  payments: number
  controlSum: Cents
}

/** What is paid from one account on one day. The bank books it as one entry, with `batchId` in it. */
export interface PaymentBatch {
  /** An id of ours. */
  id: string
  createdAt: Instant
  /** The day on which the bank should pay (`2026-11-24`). */
  executeOn: string
  payer: Party
  payments: Payment[]
}

export interface Payment {
  /** An id of ours; the bank gives it back as the end-to-end id of `endToEndIdOf`. */
  payoutId: string
  /** In euros; positive. */
  amount: Cents
  payee: Party
  /** What the payee reads; at most 140 characters of it. */
  remittance: string
}

export interface Party {
  name: string
  /** With or without blanks. */
  iban: string
  /** Seldom needed: within SEPA the IBAN is enough. */
  bic: string | null
  address: Address | null
}

/** An address in parts. Lines of free text are no longer taken by banks; a part that is not known stays out. */
export interface Address {
  street: string | null
  houseNumber: string | null
  postcode: string | null
  town: string
  /** ISO 3166-1, two letters. */
  country: string
}

/** Why no file was made. Without a `payoutId` it is the batch or its payer. */
export interface PaymentProblem {
  payoutId: string | null
  reason:
    | 'nothing-to-pay'
    | 'bad-id'
    | 'same-id-twice'
    | 'bad-date'
    | 'bad-amount'
    | 'bad-name'
    | 'bad-iban'
    | 'iban-outside-sepa'
    | 'bad-bic'
    | 'bad-address'
}

/**
 * The name by which a bank calls a payment or a batch of ours: the id without its hyphens, since ISO 20022 has room for
 * 35 characters and an id has 36.
 */
export const endToEndIdOf = compactId
