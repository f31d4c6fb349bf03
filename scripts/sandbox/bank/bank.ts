import type { Draft } from '../draft.ts'

/** The other side of a bank line, and what it said; null where the bank was not told. */
export interface BankStory {
  counterparty: string
  counterpartyIban: string | null
  /** What the holder reads beside the amount. */
  remittance: string
  endToEndId: string | null
}

/** One line on a bank statement. The amount is in cents; the direction gives the sign. */
export interface BankLine extends BankStory {
  id: string
  iban: string
  kind: BankLineKind
  direction: 'credit' | 'debit'
  amount: number
  /** Why a payment came back (an ISO 20022 reason such as AC04); null for everything else. */
  returnReason: string | null
  /** The ids that its maker gave a batch that was booked as one line, and the payments in it. */
  batch: { messageId: string; batchId: string; payments: BankDetail[] } | null
  bookedAtMs: number
}

/** `received`, `sent`, `taken` (a direct debit), `returned` to us, or the bank's own `costs`. */
export type BankLineKind = 'received' | 'sent' | 'taken' | 'returned' | 'costs'

/** One payment inside a batch. */
export interface BankDetail extends BankStory {
  amount: number
}

type NewLine = Pick<BankLine, 'iban' | 'kind' | 'amount' | 'counterparty' | 'remittance'> & Partial<BankLine>

/** Writes a line on the statement of an account at the sandbox's bank. */
export function bookBankLine(draft: Draft, line: NewLine): BankLine {
  const id = draft.nextId('bl_')
  const direction = line.kind === 'received' || line.kind === 'returned' ? 'credit' : 'debit'
  const whole = { counterpartyIban: null, endToEndId: null, returnReason: null, batch: null, ...line }
  return draft.put('bank_line', id, { ...whole, id, direction, bookedAtMs: draft.nowMs }, '')
}

/** The lines of one account, the newest first. */
export function linesOf(draft: Draft, iban: string): BankLine[] {
  return draft.all('bank_line').filter(line => line.iban === iban)
}

/** What a line adds to the account, in cents. */
export function signedCents(line: BankLine): number {
  return line.direction === 'credit' ? line.amount : -line.amount
}

/** Credits less debits, in cents. */
export function totalOf(lines: BankLine[]): number {
  return lines.reduce((sum, line) => sum + signedCents(line), 0)
}
