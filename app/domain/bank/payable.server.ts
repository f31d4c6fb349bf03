import type { ReadDb } from '#db/database.server.ts'
import { randomIds } from '../ids.ts'
import { duePayments } from './due-payments.server.ts'
import type { DuePayment } from './due-payments.server.ts'
import { batchOf } from './file-batch.server.ts'
import type { Numbered, Payer, WriteFile } from './file-batch.server.ts'

/** Who pays, our own accounts, and who writes the bank's form. */
export interface FileTerms {
  payer: Payer
  ours: readonly string[]
  write: WriteFile
}

/** A payment that a file cannot carry, with what is wrong in the writer's words. */
export type LeftOut = DuePayment & { reasons: string[] }

/**
 * Divides what is due into what a file can carry now and what it cannot. Each payment is judged alone, by who writes
 * the file, so that one backer whose account is wrong holds up nobody else.
 */
export async function payableNow(
  db: ReadDb,
  now: Date,
  terms: FileTerms,
): Promise<{ payable: Numbered[]; leftOut: LeftOut[] }> {
  const payable: Numbered[] = []
  const leftOut: LeftOut[] = []
  for (const due of await duePayments(db)) {
    const payment = { ...due, id: randomIds.next() }
    const reasons = reasonsAgainst(payment, now, terms)
    if (reasons.length === 0) payable.push(payment)
    else leftOut.push({ ...due, reasons })
  }
  return { payable, leftOut }
}

function reasonsAgainst(payment: Numbered, now: Date, { payer, ours, write }: FileTerms): string[] {
  const written = write(batchOf(randomIds.next(), now, payer, [payment]))
  const problems = written.ok ? [] : written.problems.filter(({ payoutId }) => payoutId === payment.id)
  const reasons = problems.map(({ reason }) => reason)
  return ours.includes(payment.payeeIban) ? [...reasons, 'own-account'] : reasons
}
