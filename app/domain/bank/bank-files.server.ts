import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ReadDb, WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { sum } from '../money.ts'
import type { Cents } from '../money.ts'
import { refundExported } from '../payments/payments.server.ts'
import { isOverDayLimit, mayPropose, signatureRefusal } from '../payouts/payouts.server.ts'
import type { SignatureRefusal } from '../payouts/payouts.server.ts'
import { recordAudit } from '../users/users.server.ts'
import { duePayments } from './due-payments.server.ts'
import { approvalHash, batchOf } from './file-batch.server.ts'
import type { Numbered, Payer, WriteFile } from './file-batch.server.ts'
import { gaveAnAccount } from './given-accounts.server.ts'
import { payableNow } from './payable.server.ts'
import type { FileTerms, LeftOut } from './payable.server.ts'

export type { WriteFile } from './file-batch.server.ts'

/** What is wrong with one payment, in the writer's words; without a payee it is the file itself or its payer. */
export interface PaymentTrouble {
  payee: { name: string; iban: string } | null
  reason: string
}

export type FileProposal =
  | { ok: true; fileId: string }
  | { ok: false; reason: 'books-do-not-add-up' | 'no-role' | 'nothing-to-pay' | 'file-under-way' }
  | { ok: false; reason: 'bad-payments'; troubles: PaymentTrouble[] }

/**
 * Proposes a file of everything that is to be paid by bank. A payment that the bank would refuse, to a wrong IBAN for
 * instance, is left out (`payableNow` names it); when nothing else is due, there is no file.
 */
export async function proposeBankFile(
  trx: WriteDb,
  now: Date,
  request: FileTerms & { proposedBy: string; booksHold: boolean },
): Promise<FileProposal> {
  const { proposedBy, payer, write } = request
  if (!request.booksHold) return { ok: false, reason: 'books-do-not-add-up' }
  if (!(await mayPropose(trx, proposedBy))) return { ok: false, reason: 'no-role' }
  const open = await trx
    .selectFrom('bank_file')
    .select('id')
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  if (open) return { ok: false, reason: 'file-under-way' }
  const { payable: payments, leftOut } = await payableNow(trx, now, request)
  if (payments.length === 0 && leftOut.length === 0) return { ok: false, reason: 'nothing-to-pay' }
  if (payments.length === 0)
    return { ok: false, reason: 'bad-payments', troubles: leftOut.flatMap(troublesOf) }
  const id = randomIds.next()
  const written = write(batchOf(id, now, payer, payments))
  if (!written.ok) {
    const troubles = written.problems.map(({ reason }) => ({ payee: null, reason }))
    return { ok: false, reason: 'bad-payments', troubles }
  }
  const total = sum(payments.map(payment => payment.amount))
  await trx
    .insertInto('bank_file')
    .values(eb => ({
      id,
      n: eb.selectFrom('bank_file').select(sql<number>`coalesce(max(n), 0) + 1`.as('n')),
      state: 'proposed',
      payer_iban: payer.iban,
      payments: payments.length,
      total_cents: total,
      approval_hash: approvalHash(id, payer.iban, payments),
      proposed_by: proposedBy,
      proposed_at: instant(now),
      approved_by: null,
      approved_at: null,
      voided_at: null,
      void_reason: null,
    }))
    .execute()
  await keepPayments(trx, id, payments)
  await recordAudit(trx, now, {
    actorId: proposedBy,
    action: 'bank-file.proposed',
    subject: { type: 'bank_file', id },
    detail: { payments: payments.length, totalCents: total, leftOut: leftOut.length },
  })
  return { ok: true, fileId: id }
}

async function keepPayments(trx: WriteDb, fileId: string, payments: readonly Numbered[]): Promise<void> {
  await trx
    .insertInto('bank_payment')
    .values(
      payments.map(payment => ({
        id: payment.id,
        file_id: fileId,
        purpose: payment.purpose,
        subject_id: payment.subjectId,
        campaign_id: payment.campaignId,
        pledge_id: payment.pledgeId,
        amount_cents: payment.amount,
        payee_name: payment.payeeName,
        payee_iban: payment.payeeIban,
        remittance: payment.remittance,
        state: 'proposed' as const,
        return_reason: null,
        finished_at: null,
      })),
    )
    .execute()
}

function troublesOf({ payeeName: name, payeeIban: iban, reasons }: LeftOut): PaymentTrouble[] {
  return reasons.map(reason => ({ payee: { name, iban }, reason }))
}

export type FileApproval =
  | { ok: true }
  | {
      ok: false
      reason:
        | ('books-do-not-add-up' | 'not-proposed' | 'changed-meanwhile' | 'bad-payments')
        | ('gave-account' | 'over-day-limit')
        | SignatureRefusal
    }

/**
 * Another person approves: the file is written, kept for good, and booked (B1, for a refund R4), all in one
 * transaction. When anything in it changed since the proposal, a payee's account for instance, it is void.
 */
export async function approveBankFile(
  trx: WriteDb,
  now: Date,
  request: {
    fileId: string
    approvedBy: string
    hash: string
    payer: Payer
    booksHold: boolean
    write: WriteFile
    mostADay?: Cents
  },
): Promise<FileApproval> {
  const { fileId, approvedBy, payer, write } = request
  if (!request.booksHold) return { ok: false, reason: 'books-do-not-add-up' }
  const file = await trx.selectFrom('bank_file').selectAll().where('id', '=', fileId).executeTakeFirst()
  if (file?.state !== 'proposed') return { ok: false, reason: 'not-proposed' }
  const refusal = await signatureRefusal(trx, { proposedBy: file.proposed_by, approvedBy })
  if (refusal === 'proposer-lost-role')
    await voidBankFile(trx, now, { fileId, actorId: approvedBy, reason: refusal })
  if (refusal) return { ok: false, reason: refusal }
  if (await gaveAnAccount(trx, fileId, approvedBy)) return { ok: false, reason: 'gave-account' }
  const payments = await paymentsAsTheyAre(trx, fileId)
  const current = payments && approvalHash(fileId, payer.iban, payments)
  if (!payments || current !== file.approval_hash || request.hash !== file.approval_hash) {
    await voidBankFile(trx, now, { fileId, actorId: approvedBy, reason: 'changed-meanwhile' })
    return { ok: false, reason: 'changed-meanwhile' }
  }
  if (await isOverDayLimit(trx, now, { amount: file.total_cents, most: request.mostADay }))
    return { ok: false, reason: 'over-day-limit' }
  const written = write(batchOf(fileId, now, payer, payments))
  if (!written.ok) return { ok: false, reason: 'bad-payments' }
  await exportFile(trx, now, { fileId, approvedBy, text: written.text, payments })
  return { ok: true }
}

/** The payments of a file by what is due at this moment; null when one of them is no longer due. */
async function paymentsAsTheyAre(trx: WriteDb, fileId: string): Promise<Numbered[] | null> {
  const rows = await trx
    .selectFrom('bank_payment')
    .selectAll()
    .where('file_id', '=', fileId)
    .where('state', '=', 'proposed')
    .orderBy('id')
    .execute()
  const due = new Map((await duePayments(trx, fileId)).map(payment => [payment.subjectId, payment]))
  const payments = rows.map(row => {
    const payment = due.get(row.subject_id)
    return payment && { ...payment, id: row.id }
  })
  return payments.every(payment => payment !== undefined) ? payments : null
}

async function exportFile(
  trx: WriteDb,
  now: Date,
  file: { fileId: string; approvedBy: string; text: string; payments: readonly Numbered[] },
): Promise<void> {
  const { fileId, approvedBy, text, payments } = file
  await trx
    .insertInto('bank_file_content')
    .values({
      file_id: fileId,
      content: text,
      content_hash: createHash('sha256').update(text).digest('hex'),
      made_at: instant(now),
    })
    .execute()
  await trx
    .updateTable('bank_file')
    .set({ state: 'exported', approved_by: approvedBy, approved_at: instant(now) })
    .where('id', '=', fileId)
    .where('state', '=', 'proposed')
    .executeTakeFirstOrThrow()
  await trx.updateTable('bank_payment').set({ state: 'exported' }).where('file_id', '=', fileId).execute()
  for (const { id, subjectId } of payments) {
    const isBooked = await refundExported(trx, now, { refundId: subjectId, bankPaymentId: id })
    if (!isBooked) throw new Error(`The refund ${subjectId} was due, and could not be exported.`)
  }
  await recordAudit(trx, now, {
    actorId: approvedBy,
    action: 'bank-file.exported',
    subject: { type: 'bank_file', id: fileId },
    detail: { payments: payments.length },
  })
}

/** Calls a proposed file off; what was in it can be proposed again. */
export async function voidBankFile(
  trx: WriteDb,
  now: Date,
  request: { fileId: string; actorId: string; reason: string },
): Promise<boolean> {
  const { fileId, actorId, reason } = request
  const { numUpdatedRows } = await trx
    .updateTable('bank_file')
    .set({ state: 'voided', voided_at: instant(now), void_reason: reason })
    .where('id', '=', fileId)
    .where('state', '=', 'proposed')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  await trx.updateTable('bank_payment').set({ state: 'voided' }).where('file_id', '=', fileId).execute()
  await recordAudit(trx, now, {
    actorId,
    action: 'bank-file.voided',
    subject: { type: 'bank_file', id: fileId },
    detail: {},
  })
  return true
}

/** The bytes of an exported file, the same at every download, looked at against their hash. */
export async function contentOfFile(
  db: ReadDb,
  fileId: string,
): Promise<{ content: string; hash: string } | null> {
  const kept: Row<'bank_file_content'> | undefined = await db
    .selectFrom('bank_file_content')
    .selectAll()
    .where('file_id', '=', fileId)
    .executeTakeFirst()
  if (!kept) return null
  const hash = createHash('sha256').update(kept.content).digest('hex')
  if (hash !== kept.content_hash) throw new Error(`The kept bank file ${fileId} is not what was exported.`)
  return { content: kept.content, hash }
}
