import type { WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'

/** Something that a person did, or the platform by itself. */
export interface AuditedDeed {
  /** Null: the platform itself. */
  actorId: string | null
  /** Subject and deed, for instance `settlement.approved`. */
  action: string
  subject: {
    type:
      | 'user'
      | 'campaign'
      | 'pledge'
      | 'settlement'
      | 'discrepancy'
      | 'month'
      | 'dispute'
      | 'refund'
      | 'card-stop'
      | 'bank_statement'
      | 'bank_line'
      | 'bank_file'
      | 'platform_payout'
    id: string
  }
  /** Never personal data. */
  detail: Record<string, string | number | boolean | null>
}

/** Writes down who did what, in the transaction of the deed. */
export async function recordAudit(trx: WriteDb, now: Date, deed: AuditedDeed): Promise<void> {
  await trx
    .insertInto('audit_entry')
    .values({
      id: randomIds.next(),
      at: instant(now),
      actor_id: deed.actorId,
      action: deed.action,
      subject_type: deed.subject.type,
      subject_id: deed.subject.id,
      detail: JSON.stringify(deed.detail),
    })
    .execute()
}
