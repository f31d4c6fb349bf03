import type { ReadDb, WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import { GENESIS_HASH } from '../ledger/ledger.server.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import { hasRoleNow, recordAudit } from '../users/users.server.ts'
import { checklistOf, firstMonth } from './checklist.server.ts'
import { confirmationHash } from './confirmation-hash.server.ts'
import { boundsOf } from './month-bounds.server.ts'
import { redChecks } from './month.ts'
import type { Check, Checklist, Month } from './month.ts'

/**
 * The door of months: one is proposed for closing by a treasurer, confirmed by another person, and refuses entries
 * from then on. What was made of it (a report and an archive of all exports) is kept with the hash of its bytes.
 */

export { boundsOf, monthAt } from './month-bounds.server.ts'

export type NotClosed =
  | { ok: false; reason: 'not-green'; red: Check[]; checklist: Checklist }
  | {
      ok: false
      reason:
        | (
            | 'before-books'
            | 'closed-already'
            | 'not-proposed'
            | 'same-person'
            | 'changed-since'
            | 'look-again'
          )
        | ('no-role' | 'proposer-lost-role')
    }

/** Proposes to close a month. Proposing again replaces the proposal: what is confirmed is what is proposed now. */
export async function proposeMonth(
  trx: WriteDb,
  now: Date,
  wanted: { month: Month; proposedBy: string; brokenInvariants: readonly string[] },
): Promise<{ ok: true } | NotClosed> {
  const { month, proposedBy } = wanted
  if (!(await hasRoleNow(trx, proposedBy, 'treasurer'))) return { ok: false, reason: 'no-role' }
  const ready = await readiness(trx, now, month, wanted.brokenInvariants)
  if (!ready.ok) return ready
  const head = await headOf(trx, month)
  const proposal = {
    proposed_by: proposedBy,
    proposed_at: instant(now),
    head_seq: head.seq,
    head_hash: head.hash,
  }
  await trx
    .insertInto('month_proposal')
    .values({ month, ...proposal })
    .onConflict(conflict => conflict.column('month').doUpdateSet(proposal))
    .execute()
  await audit(trx, now, { month, actorId: proposedBy, action: 'month.proposed' })
  return { ok: true }
}

/**
 * Closes a month that somebody else proposed to close. Everything is looked at once more, the roles of both included:
 * one may have been taken away since the page was opened. When an entry or a seal was added to the month since, or who
 * proposed is no longer treasurer, it must be proposed again.
 *
 * @param wanted.hash of what was on the page (`confirmationHash`): what is closed is what the second person saw
 */
export async function confirmMonth(
  trx: WriteDb,
  now: Date,
  wanted: { month: Month; confirmedBy: string; hash: string; brokenInvariants: readonly string[] },
): Promise<{ ok: true } | NotClosed> {
  const { month, confirmedBy } = wanted
  const ready = await readiness(trx, now, month, wanted.brokenInvariants)
  if (!ready.ok) return ready
  const proposal = await trx
    .selectFrom('month_proposal')
    .selectAll()
    .where('month', '=', month)
    .executeTakeFirst()
  if (!proposal) return { ok: false, reason: 'not-proposed' }
  if (proposal.proposed_by === confirmedBy) return { ok: false, reason: 'same-person' }
  if (!(await mayConfirmNow(trx, confirmedBy))) return { ok: false, reason: 'no-role' }
  if (!(await hasRoleNow(trx, proposal.proposed_by, 'treasurer'))) {
    await trx.deleteFrom('month_proposal').where('month', '=', month).execute()
    return { ok: false, reason: 'proposer-lost-role' }
  }
  const head = await headOf(trx, month)
  if (head.hash !== proposal.head_hash) return { ok: false, reason: 'changed-since' }
  if (wanted.hash !== confirmationHash(month, proposalOf(proposal), ready.checklist))
    return { ok: false, reason: 'look-again' }
  const { startsAt, endsAt } = boundsOf(month)
  await trx
    .insertInto('closed_month')
    .values({
      ...proposal,
      starts_at: startsAt,
      ends_at: endsAt,
      confirmed_by: confirmedBy,
      confirmed_at: instant(now),
      checklist: JSON.stringify(ready.checklist),
    })
    .execute()
  await trx.deleteFrom('month_proposal').where('month', '=', month).execute()
  await audit(trx, now, { month, actorId: confirmedBy, action: 'month.closed' })
  await promiseJob(trx, now, { kind: 'archive-month', key: month, payload: { month } })
  return { ok: true }
}

function proposalOf(row: Row<'month_proposal'>) {
  const { proposed_by: proposedBy, proposed_at: proposedAt, head_seq: headSeq, head_hash: headHash } = row
  return { proposedBy, proposedAt, headSeq, headHash }
}

async function mayConfirmNow(db: ReadDb, userId: string): Promise<boolean> {
  return (await hasRoleNow(db, userId, 'treasurer')) || hasRoleNow(db, userId, 'approver')
}

async function readiness(
  trx: WriteDb,
  now: Date,
  month: Month,
  brokenInvariants: readonly string[],
): Promise<{ ok: true; checklist: Checklist } | NotClosed> {
  const closed = await trx
    .selectFrom('closed_month')
    .select('month')
    .where('month', '=', month)
    .executeTakeFirst()
  if (closed) return { ok: false, reason: 'closed-already' }
  const first = await firstMonth(trx)
  if (first === null || month < first) return { ok: false, reason: 'before-books' }
  const checklist = await checklistOf(trx, now, month, brokenInvariants)
  const red = redChecks(checklist, month)
  return red.length === 0 ? { ok: true, checklist } : { ok: false, reason: 'not-green', red, checklist }
}

/** The newest seal of an entry that was recorded before the month ended: it holds that entry and all before it. */
async function headOf(db: ReadDb, month: Month): Promise<{ seq: number; hash: string }> {
  const head = await db
    .selectFrom('journal_seal')
    .innerJoin('journal_entry', 'journal_entry.id', 'journal_seal.entry_id')
    .select(['journal_seal.seq', 'journal_seal.hash'])
    .where('journal_entry.recorded_at', '<', boundsOf(month).endsAt)
    .orderBy('journal_seal.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return head ?? { seq: 0, hash: GENESIS_HASH }
}

export type NotExplained = 'closed-already' | 'nothing-to-explain'

/**
 * Says why a clearing account was not empty at the month's end. It counts as long as the amount stays the same. A
 * proposal to close the month is void then: it was of what was said before.
 */
export async function explainClearing(
  trx: WriteDb,
  now: Date,
  wanted: {
    month: Month
    account: string
    explanation: string
    explainedBy: string
    brokenInvariants: readonly string[]
  },
): Promise<{ ok: true } | { ok: false; reason: NotExplained }> {
  const { month, account, explanation, explainedBy } = wanted
  const closed = await trx
    .selectFrom('closed_month')
    .select('month')
    .where('month', '=', month)
    .executeTakeFirst()
  if (closed) return { ok: false, reason: 'closed-already' }
  const { clearing } = await checklistOf(trx, now, month, wanted.brokenInvariants)
  const found = clearing.find(each => each.account === account)
  if (!found) return { ok: false, reason: 'nothing-to-explain' }
  const said = {
    amount_cents: found.amount,
    explanation,
    explained_by: explainedBy,
    explained_at: instant(now),
  }
  await trx
    .insertInto('month_explanation')
    .values({ month, account, ...said })
    .onConflict(conflict => conflict.columns(['month', 'account']).doUpdateSet(said))
    .execute()
  await trx.deleteFrom('month_proposal').where('month', '=', month).execute()
  await audit(trx, now, { month, actorId: explainedBy, action: 'month.explained' })
  return { ok: true }
}

/** Keeps the hash of a file that was made of a closed month. Once it is kept it is never made again. */
export async function recordMonthFile(
  trx: WriteDb,
  now: Date,
  file: { month: Month; kind: 'report' | 'archive'; sha256: string; bytes: number },
): Promise<void> {
  await trx
    .insertInto('month_file')
    .values({ ...file, made_at: instant(now) })
    .onConflict(conflict => conflict.columns(['month', 'kind']).doNothing())
    .execute()
}

async function audit(
  trx: WriteDb,
  now: Date,
  { month, actorId, action }: { month: Month; actorId: string; action: string },
): Promise<void> {
  await recordAudit(trx, now, { actorId, action, subject: { type: 'month', id: month }, detail: {} })
}
