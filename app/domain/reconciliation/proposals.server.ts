import type { WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import { promiseJob, promiseLetter } from '../outbox/outbox.server.ts'
import type { JobPromise } from '../outbox/outbox.server.ts'
import type { JobKind } from '../outbox/job-catalog.ts'
import { recordAudit } from '../users/users.server.ts'
import { discrepancyKind, isOverdue } from './discrepancy-kinds.ts'
import type { Deed } from './discrepancy-kinds.ts'

/**
 * Does what is proposed for something that does not add up: promises the work that may put it right. The row stays open;
 * the next round closes it when it came right.
 *
 * @returns null when it is not open any more; otherwise the deed. `close` and `revive-work` promise nothing: the one is a
 *   person's, the other is done with the queue itself
 */
export async function doProposal(
  trx: WriteDb,
  now: Date,
  request: { discrepancyId: string; actorId: string },
): Promise<{ deed: Deed; subject: string } | null> {
  const row = await trx
    .selectFrom('discrepancy')
    .select(['kind', 'subject'])
    .where('id', '=', request.discrepancyId)
    .where('resolved_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const { deed } = discrepancyKind(row.kind)
  for (const job of jobsOf(deed, row.subject)) await promiseJob(trx, now, job)
  await recordAudit(trx, now, {
    actorId: request.actorId,
    action: 'discrepancy.proposal-done',
    subject: { type: 'discrepancy', id: request.discrepancyId },
    detail: { deed },
  })
  return { deed, subject: row.subject }
}

type AnyJob = { [K in JobKind]: JobPromise<K> }[JobKind]

/** The work, and after it the search that sees whether it helped. */
function jobsOf(deed: Deed, subject: string): AnyJob[] {
  const again = { key: 'by-hand', payload: {} } as const
  switch (deed) {
    case 'close':
    case 'revive-work':
      return []
    case 'feed-balance':
      return [{ kind: 'find-discrepancies', ...again }]
    case 'look-at-payment':
      return [
        { kind: 'look-at-payment', key: subject, payload: { paymentIntentId: subject } },
        { kind: 'find-orphans', ...again },
      ]
    case 'look-at-refund':
      return [
        { kind: 'look-at-refund', key: subject, payload: { stripeRefundId: subject } },
        { kind: 'find-orphans', ...again },
      ]
    case 'send-refund':
      return [
        { kind: 'send-refund', key: subject, payload: { refundId: subject } },
        { kind: 'sweep-open-objects', ...again },
      ]
    case 'send-transfer':
      return [{ kind: 'send-transfer', key: subject, payload: { settlementId: subject } }]
    case 'decide-campaign':
      return [
        { kind: 'sweep-open-objects', ...again },
        { kind: 'decide-campaign', key: subject, payload: { campaignId: subject } },
      ]
    case 'check-payout-accounts':
      return [
        { kind: 'check-payout-accounts', ...again },
        { kind: 'check-connected-accounts', ...again },
      ]
    default:
      return [{ kind: deed, ...again }]
  }
}

const ALARMED_AT_ONCE = 200

/**
 * Writes to every treasurer about each thing that has been open for longer than its kind allows: once, and once more when
 * it had come right and is open again.
 *
 * @returns how many things are overdue
 */
export async function alarmTreasurers(trx: WriteDb, now: Date): Promise<number> {
  const at = instant(now)
  const open = await trx
    .selectFrom('discrepancy')
    .select(['id', 'kind', 'amount_cents as differenceCents', 'found_at as foundAt'])
    .where('resolved_at', 'is', null)
    .orderBy('id')
    .limit(ALARMED_AT_ONCE)
    .execute()
  const overdue = open.filter(each => isOverdue(each, at))
  if (overdue.length === 0) return 0
  const treasurers = await trx
    .selectFrom('user_role')
    .innerJoin('user', 'user.id', 'user_role.user_id')
    .select(['user.id', 'user.email', 'user.language'])
    .where('role', '=', 'treasurer')
    .orderBy('user.id')
    .execute()
  for (const { id, ...facts } of overdue)
    for (const treasurer of treasurers)
      await promiseLetter(trx, now, {
        name: 'discrepancy-overdue',
        dedupKey: `${id}:${facts.foundAt}:${treasurer.id}`,
        to: treasurer.email,
        language: treasurer.language,
        props: { discrepancyId: id, ...facts },
      })
  return overdue.length
}
