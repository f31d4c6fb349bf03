import type { Draft } from '../draft.ts'

/** One line on a bank statement. The amount is in cents; the direction gives the sign. */
export interface BankLine {
  id: string
  iban: string
  direction: 'credit' | 'debit'
  amount: number
  counterparty: string
  /** What the holder reads beside the amount. */
  remittance: string
  bookedAtMs: number
}

/** Writes a line on the statement of an account at the sandbox's bank. */
export function bookBankLine(draft: Draft, line: Omit<BankLine, 'id' | 'bookedAtMs'>): BankLine {
  const id = draft.nextId('bl_')
  return draft.put('bank_line', id, { ...line, id, bookedAtMs: draft.nowMs }, '')
}

/** The lines of one account, the newest first. */
export function statementOf(draft: Draft, iban: string): BankLine[] {
  return draft.all('bank_line').filter(line => line.iban === iban)
}

/** Credits less debits, in cents. */
export function totalOf(lines: BankLine[]): number {
  return lines.reduce((sum, line) => sum + (line.direction === 'credit' ? line.amount : -line.amount), 0)
}
