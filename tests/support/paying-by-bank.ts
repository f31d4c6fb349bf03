import { pain001 } from '#app/bank/pain001.ts'
import { problemsWithPayee } from '#app/bank/payment-problems.ts'
import { approveBankFile, bookStatements, proposeBankFile } from '#app/domain/bank/bank.server.ts'
import type { StatementResult } from '#app/domain/bank/bank.server.ts'
import { compactId } from '#app/domain/ids.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { aLine, aStatement, IBAN } from '#tests/domain/bank/paper.ts'
import type { Wanted } from '#tests/domain/bank/paper.ts'
import { aMember } from './campaigns.ts'
import type { TestWorld } from './test-world.ts'

/** What the forms where an account is given know of our bank. */
export const BANK_RULES = { ours: [IBAN], problemsWith: problemsWithPayee }

const PAYER = { name: 'Stichting Stadmakers', iban: IBAN }

export interface ExportedFile {
  fileId: string
  /** In the order of the file, with the names by which the bank knows them. */
  payments: { id: string; endToEndId: string }[]
}

/** Two people agree on a file of all that is to be paid by bank; null when there is nothing. */
export async function exportBankFile(world: TestWorld, payer = PAYER): Promise<ExportedFile | null> {
  const nth = (await world.db.read.selectFrom('bank_file').select('id').execute()).length + 1
  const proposedBy = await aMember(world, `Tine ${nth}`, 'treasurer')
  const approvedBy = await aMember(world, `Arie ${nth}`, 'approver')
  const { holds: booksHold } = await verifyLedger(world.db.read)
  const shared = { payer, ours: [payer.iban], booksHold, write: pain001.write }
  const proposed = await world.db.inTransaction(trx =>
    proposeBankFile(trx, world.clock.now(), { ...shared, proposedBy }),
  )
  if (!proposed.ok) {
    if (proposed.reason === 'nothing-to-pay') return null
    throw new Error(`Not proposed: ${proposed.reason}`)
  }
  const { fileId } = proposed
  const { approval_hash: hash } = await world.db.read
    .selectFrom('bank_file')
    .select('approval_hash')
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow()
  const approved = await world.db.inTransaction(trx =>
    approveBankFile(trx, world.clock.now(), { ...shared, fileId, approvedBy, hash }),
  )
  if (!approved.ok) throw new Error(`Not approved: ${approved.reason}`)
  const payments = await world.db.read
    .selectFrom('bank_payment')
    .select('id')
    .where('file_id', '=', fileId)
    .orderBy('id')
    .execute()
  return { fileId, payments: payments.map(({ id }) => ({ id, endToEndId: compactId(id) })) }
}

/** The next statement of our account: these lines, after what was booked before. */
export async function bookBankLines(world: TestWorld, ...lines: Wanted[]): Promise<StatementResult> {
  const last = await world.db.read
    .selectFrom('bank_statement')
    .select('closing_cents')
    .orderBy('n', 'desc')
    .executeTakeFirst()
  const statement = aStatement(last?.closing_cents ?? 0, lines.map(aLine))
  const file = { name: 'statement.xml', bytes: Buffer.from(statement.id ?? ''), statements: [statement] }
  const [result] = await bookStatements(world, file, { ours: [IBAN], bookedBy: null })
  if (!result) throw new Error('No statement was looked at.')
  return result
}
