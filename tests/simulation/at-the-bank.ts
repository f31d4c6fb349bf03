import { pain001 } from '#app/bank/pain001.ts'
import { bookBankFile } from '#app/book-bank-file.server.ts'
import { problemsWithPayee } from '#app/bank/payment-problems.ts'
import { approveBankFile, clearLine, proposeBankFile } from '#app/domain/bank/bank.server.ts'
import type { ClearingDecision } from '#app/domain/bank/bank.server.ts'
import { candidatesOf, lineToMatch } from '#app/domain/bank/bank-queries.server.ts'
import type { Clearing } from '#app/domain/bank/clearing.ts'
import { giveRefundAccount } from '#app/domain/payments/payments.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import type { Row } from '#db/schema.ts'
import { camt053 } from '#scripts/sandbox/bank/camt053.ts'
import { dayStatements } from '#scripts/sandbox/bank/day-statements.ts'
import { PLATFORM_HOLDER, PLATFORM_IBAN } from '#scripts/sandbox/bank/iban.ts'
import type { Place } from '#tests/support/place.ts'

/** What the people of the platform do with its bank: they fetch statements, say what lines were, and hand in files. */
type Here = Pick<Place, 'world' | 'sandbox'>

export interface People {
  treasurer: string
  approver: string
}

/** How the bank writes: in which version, and whether it tells the payments in a batch. */
export type Dress = Parameters<typeof camt053>[1]

const PAYER = { name: PLATFORM_HOLDER, iban: PLATFORM_IBAN }
const PLAIN: Dress = { version: '08', batches: 'details' }

/**
 * Fetches the statements of some days in one file, and books them; those that were booked before may be among them.
 *
 * @param from how many of the days that are over are left out at the beginning, and `last` at the end
 */
export async function bookStatements(
  { world, sandbox }: Here,
  by: Pick<People, 'treasurer'>,
  { from, last, dress }: { from: number; last: number; dress: Dress } = { from: 0, last: 0, dress: PLAIN },
): Promise<void> {
  const days = sandbox.machine.look(draft => dayStatements(draft, PLATFORM_IBAN))
  const files = days.slice(from, days.length - last).map(day => camt053(day, dress))
  const [first] = files
  if (first === undefined) return
  const statements = files.map(file => /<Stmt>.*<\/Stmt>/s.exec(file)?.[0] ?? '').join('')
  const bytes = Buffer.from(first.replace(/<Stmt>.*<\/Stmt>/s, () => statements))
  const booked = await bookBankFile(
    world,
    { name: 'statements.xml', bytes },
    { ours: [PLATFORM_IBAN], bookedBy: by.treasurer },
  )
  if (!booked.ok) throw new Error(`The bank's own file cannot be read: ${booked.error}`)
}

/** What a person reads in a line that is in suspense, where nothing of ours was found for it. */
function reads({ amount_cents: amount, remittance, counterparty }: Row<'bank_line'>): Clearing {
  const says = `${counterparty} ${remittance}`
  if (/STRIPE|RETURN OF/.test(says) && !/TOP|TU_/i.test(says)) return 'stripe'
  if (/STRIPE/.test(says)) return 'between-accounts'
  return amount < 0 && /COSTS/.test(says) ? 'bank-costs' : 'own-money'
}

/** Says of the oldest line in suspense what it was: the only thing of ours that it can be, or what it says itself. */
export async function clearOldestLine({ world }: Here, { treasurer: clearedBy }: Pick<People, 'treasurer'>) {
  const row = await world.db.read
    .selectFrom('bank_line')
    .selectAll()
    .where('state', '=', 'suspense')
    .orderBy('id')
    .executeTakeFirst()
  if (!row) return false
  const [candidate] = await candidatesOf(world.db.read, lineToMatch(row))
  const decision: ClearingDecision = candidate
    ? { kind: 'candidate', subject: candidate.subject }
    : { kind: 'other', clearing: reads(row), campaignId: null }
  const cleared = await world.db.inTransaction(trx =>
    clearLine(trx, world.clock.now(), { lineId: row.id, clearedBy, decision, reason: 'as the bank says' }),
  )
  return cleared.ok
}

/** The backer of a refund that goes by bank says to which account. */
export async function giveAccount(
  { world }: Pick<Here, 'world'>,
  which: number,
  iban: string,
): Promise<void> {
  const waiting = await world.db.read
    .selectFrom('refund')
    .select('id')
    .where('state', '=', 'by_bank')
    .orderBy('id')
    .execute()
  const refund = waiting[which % Math.max(1, waiting.length)]
  if (!refund) return
  const account = { refundId: refund.id, name: 'Ans de Vries', iban, givenBy: null }
  const rules = { ours: [PLATFORM_IBAN], problemsWith: problemsWithPayee }
  await world.db.inTransaction(trx => giveRefundAccount(trx, world.clock.now(), account, rules))
}

export async function proposeFile({ world }: Pick<Here, 'world'>, { treasurer: proposedBy }: People) {
  const { holds: booksHold } = await verifyLedger(world.db.read)
  const request = { proposedBy, payer: PAYER, ours: [PLATFORM_IBAN], booksHold, write: pain001.write }
  return world.db.inTransaction(trx => proposeBankFile(trx, world.clock.now(), request))
}

export async function approveFile({ world }: Pick<Here, 'world'>, { approver: approvedBy }: People) {
  const file = await world.db.read
    .selectFrom('bank_file')
    .select(['id', 'approval_hash'])
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  if (!file) return null
  const { holds: booksHold } = await verifyLedger(world.db.read)
  const { id: fileId, approval_hash: hash } = file
  const request = { fileId, approvedBy, hash, payer: PAYER, booksHold, write: pain001.write }
  return world.db.inTransaction(trx => approveBankFile(trx, world.clock.now(), request))
}

/**
 * Hands in every file that was exported. The bank takes each once, however often it is handed in.
 *
 * @returns whether it took one
 */
export async function handInFiles({ world, sandbox }: Here): Promise<boolean> {
  let takes = false
  const files = await world.db.read.selectFrom('bank_file_content').select('content').execute()
  for (const { content } of files)
    try {
      sandbox.control.handInPayments(content)
      takes = true
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('was handed in before'))) throw error
    }
  return takes
}
