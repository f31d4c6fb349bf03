import type { WriteDb } from '#db/database.server.ts'
import type { BankPaymentPurpose, Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import type { Account } from '../ledger/account.ts'
import { refundCameBack, refundPaid, reportDiscrepancy } from '../payments/payments.server.ts'
import { paymentsInBatch } from './candidates.server.ts'
import type { Candidate, LineToMatch } from './candidates.server.ts'

/** Whose debt a payment by bank pays, by what it is for. */
const OWED: Record<BankPaymentPurpose, Account> = { refund: 'refunds_payable' }

export function owedBy({ purpose }: Pick<Row<'bank_payment'>, 'purpose'>): Account {
  return OWED[purpose]
}

/**
 * The bank gave a payment back (B3): it is owed again, and a person must find out where it should go.
 *
 * @param reason an ISO 20022 code such as AC04, or the bank's words
 */
export async function paymentReturned(
  trx: WriteDb,
  now: Date,
  paymentId: string,
  reason: string,
): Promise<Row<'bank_payment'>> {
  const payment = await trx
    .updateTable('bank_payment')
    .set({ state: 'returned', return_reason: reason, finished_at: instant(now) })
    .where('id', '=', paymentId)
    .where('state', '=', 'paid')
    .returningAll()
    .executeTakeFirstOrThrow()
  await refundCameBack(trx, now, { refundId: payment.subject_id, bankPaymentId: paymentId })
  await reportDiscrepancy(trx, now, {
    kind: 'bank-payment-returned',
    subject: paymentId,
    amount: payment.amount_cents,
    detail: { reason },
  })
  return payment
}

/** B2: the payments that a line is of went off the bank, one by itself or all that a batch names. */
export async function markPaid(
  trx: WriteDb,
  now: Date,
  line: Pick<LineToMatch, 'batchId' | 'details'>,
  subject: Candidate['subject'],
): Promise<void> {
  const isBatch = subject.type === 'bank_file'
  const ids = isBatch ? (await paymentsInBatch(trx, line)).map(payment => payment.id) : [subject.id]
  const paid = await trx
    .updateTable('bank_payment')
    .set({ state: 'paid', finished_at: instant(now) })
    .where('id', 'in', ids)
    .where('state', '=', 'exported')
    .returning('subject_id')
    .execute()
  for (const { subject_id: refundId } of paid) await refundPaid(trx, now, refundId)
}
