import { createHash } from 'node:crypto'
import { instant } from '../clock.ts'
import type { Instant } from '../clock.ts'
import type { Cents } from '../money.ts'
import { plusBankDays } from './bank-days.ts'
import type { DuePayment } from './due-payments.server.ts'

/** Who writes the bank's form: app/bank's writer, handed in, since this module knows no bank's form. */
export type WriteFile = (batch: {
  id: string
  createdAt: Instant
  executeOn: string
  payer: FileParty
  payments: { payoutId: string; amount: Cents; payee: FileParty; remittance: string }[]
}) => { ok: true; text: string } | { ok: false; problems: { payoutId: string | null; reason: string }[] }

interface FileParty {
  name: string
  iban: string
  bic: null
  address: null
}

export interface Payer {
  name: string
  iban: string
}

/** A payment of a file, with its number there. */
export type Numbered = DuePayment & { id: string }

export function batchOf(
  id: string,
  now: Date,
  payer: Payer,
  payments: readonly Numbered[],
): Parameters<WriteFile>[0] {
  return {
    id,
    createdAt: instant(now),
    executeOn: plusBankDays(instant(now).slice(0, 10), 1),
    payer: { ...payer, bic: null, address: null },
    payments: payments.map(({ id: payoutId, amount, payeeName: name, payeeIban: iban, remittance }) => ({
      payoutId,
      amount,
      payee: { name, iban, bic: null, address: null },
      remittance,
    })),
  }
}

/** What the second person agrees to: any change of an amount, an account, a campaign or a payment is another hash. */
export function approvalHash(fileId: string, payerIban: string, payments: readonly Numbered[]): string {
  const told = payments
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, purpose, subjectId, campaignId, amount, payeeName, payeeIban }) => [
      ...[id, purpose, subjectId, campaignId, amount, payeeName, payeeIban],
    ])
  return createHash('sha256')
    .update(JSON.stringify([fileId, payerIban, told]))
    .digest('hex')
}
