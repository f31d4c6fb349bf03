import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import type { BankFileState, BankPaymentPurpose, BankPaymentState } from '#db/schema.ts'
import type { Instant } from '../clock.ts'
import { isId } from '../ids.ts'
import type { Cents } from '../money.ts'

export { payableNow } from './payable.server.ts'
export type { LeftOut } from './payable.server.ts'
export type { DuePayment } from './due-payments.server.ts'
export { contentOfFile } from './bank-files.server.ts'

/** Files for the bank as the desk sees them. */
export interface BankFile {
  id: string
  n: number
  state: BankFileState
  payerIban: string
  payments: number
  total: Cents
  approvalHash: string
  proposedBy: { id: string; name: string }
  proposedAt: Instant
  approvedBy: string | null
  approvedAt: Instant | null
  voidReason: string | null
  /** Of the bytes that were exported. */
  contentHash: string | null
}

export interface BankPayment {
  id: string
  purpose: BankPaymentPurpose
  amount: Cents
  payeeName: string
  payeeIban: string
  state: BankPaymentState
  returnReason: string | null
}

function files(db: ReadDb) {
  return db
    .selectFrom('bank_file')
    .innerJoin('user as proposer', 'proposer.id', 'proposed_by')
    .leftJoin('user as approver', 'approver.id', 'approved_by')
    .leftJoin('bank_file_content', 'bank_file_content.file_id', 'bank_file.id')
    .selectAll('bank_file')
    .select('content_hash')
    .select(sql<string>`coalesce(proposer.name, proposer.email)`.as('proposer_name'))
    .select(sql<string | null>`coalesce(approver.name, approver.email)`.as('approver_name'))
}

type FileRow = Awaited<ReturnType<ReturnType<typeof files>['execute']>>[number]

function toFile(row: FileRow): BankFile {
  return {
    id: row.id,
    n: row.n,
    state: row.state,
    payerIban: row.payer_iban,
    payments: row.payments,
    total: row.total_cents,
    approvalHash: row.approval_hash,
    proposedBy: { id: row.proposed_by, name: row.proposer_name },
    proposedAt: row.proposed_at,
    approvedBy: row.approver_name,
    approvedAt: row.approved_at,
    voidReason: row.void_reason,
    contentHash: row.content_hash,
  }
}

const FILES_SHOWN = 100

/** The newest hundred. */
export async function bankFiles(db: ReadDb): Promise<BankFile[]> {
  const rows = await files(db).orderBy('bank_file.n', 'desc').limit(FILES_SHOWN).execute()
  return rows.map(toFile)
}

export async function findBankFile(
  db: ReadDb,
  id: string,
): Promise<{ file: BankFile; payments: BankPayment[] } | null> {
  if (!isId(id)) return null
  const row = await files(db).where('bank_file.id', '=', id).executeTakeFirst()
  if (!row) return null
  const payments = await db
    .selectFrom('bank_payment')
    .selectAll()
    .where('file_id', '=', id)
    .orderBy('id')
    .execute()
  return {
    file: toFile(row),
    payments: payments.map(payment => ({
      id: payment.id,
      purpose: payment.purpose,
      amount: payment.amount_cents,
      payeeName: payment.payee_name,
      payeeIban: payment.payee_iban,
      state: payment.state,
      returnReason: payment.return_reason,
    })),
  }
}
