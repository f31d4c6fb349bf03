import type { ReadDb } from '#db/database.server.ts'
import type { BankPaymentPurpose } from '#db/schema.ts'
import type { Instant } from '../clock.ts'
import type { Cents } from '../money.ts'
import { refundsToPayByBank } from '../payments/payments.server.ts'

/** Something that is to be paid by bank, with everything that a payment needs. */
export interface DuePayment {
  purpose: BankPaymentPurpose
  subjectId: string
  campaignId: string
  pledgeId: string | null
  amount: Cents
  payeeName: string
  payeeIban: string
  /** What the payee reads on their statement. */
  remittance: string
  since: Instant
}

/**
 * What a file for the bank can carry now, oldest first: refunds that Stripe could not give, with an account, and in no
 * file that is open.
 *
 * @param ofFile counts what is in this file as free
 */
export async function duePayments(db: ReadDb, ofFile?: string): Promise<DuePayment[]> {
  const refunds = await refundsToPayByBank(db)
  const open = await db
    .selectFrom('bank_payment')
    .select('subject_id')
    .where('purpose', '=', 'refund')
    .where('state', 'in', ['proposed', 'exported'])
    .$if(ofFile !== undefined, query => query.where('file_id', '<>', ofFile ?? ''))
    .execute()
  const taken = new Set(open.map(payment => payment.subject_id))
  return refunds
    .filter(({ refundId }) => !taken.has(refundId))
    .map(({ refundId, campaignId, pledgeId, campaignTitle, amount, payee, decidedAt }) => ({
      purpose: 'refund',
      subjectId: refundId,
      campaignId,
      pledgeId,
      amount,
      payeeName: payee.name,
      payeeIban: payee.iban,
      remittance: `Terugbetaling ${campaignTitle}`,
      since: decidedAt,
    }))
}
