import { randomUUID } from 'node:crypto'
import type { ReadStatement, StatementLine } from '#app/domain/bank/statement.ts'
import { cents } from '#app/domain/money.ts'

/** Statements for tests, as the reader would give them. */

export const IBAN = 'NL91ABNA0417164300'

export type Wanted = Partial<Omit<StatementLine, 'amountCents'>> & { amount: number }

/** A line. What is not asked for is as with a bank that names every line. */
export function aLine({ amount, ...told }: Wanted): StatementLine {
  const reference = told.reference === undefined ? randomUUID() : told.reference
  const line = {
    bookingDate: '2026-11-24',
    valueDate: null,
    reversal: false,
    batchId: null,
    endToEndId: null,
    counterparty: null,
    counterpartyIban: null,
    remittance: null,
    returnReason: null,
    details: [],
    ...told,
    reference,
    amountCents: cents(amount),
  }
  const likeness = told.likeness ?? JSON.stringify({ ...line, details: undefined })
  return { ...line, likeness, key: told.key ?? `${IBAN}||${reference ?? likeness}#1` }
}

/** A statement that adds up, unless another closing balance is asked for. */
export function aStatement(
  opening: number,
  lines: readonly StatementLine[],
  told: Partial<ReadStatement> = {},
): ReadStatement {
  const closing = told.closingCents ?? cents(opening + lines.reduce((sum, line) => sum + line.amountCents, 0))
  const moved = lines.reduce((sum, line) => sum + line.amountCents, 0)
  return {
    id: randomUUID().slice(0, 8),
    iban: IBAN,
    account: IBAN,
    currency: 'EUR',
    version: 'camt.053.001.08',
    openingCents: cents(opening),
    provesOut: opening + moved === closing,
    otherCurrencies: [],
    missingPages: null,
    entries: [...lines],
    ...told,
    closingCents: closing,
    closingDate: told.closingDate ?? lines.at(-1)?.bookingDate ?? null,
  }
}
