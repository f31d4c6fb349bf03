import type { WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import type { Cents } from '../money.ts'

/** Something that does not add up, found while it happened. It is shown at the desk until a person resolves it. */
export interface NewDiscrepancy {
  kind: string
  /** The id of what it is about. One kind is reported once about one subject. */
  subject: string
  amount: Cents | null
  detail: Record<string, string | number | null>
}

export async function reportDiscrepancy(trx: WriteDb, now: Date, found: NewDiscrepancy): Promise<void> {
  await trx
    .insertInto('discrepancy')
    .values({
      id: randomIds.next(),
      kind: found.kind,
      subject: found.subject,
      amount_cents: found.amount,
      detail: JSON.stringify(found.detail),
      found_at: instant(now),
      resolved_at: null,
      resolved_by: null,
      resolution: null,
    })
    .onConflict(conflict => conflict.columns(['kind', 'subject']).doNothing())
    .execute()
}

/** A person who put something right closes what it was reported as, with the reason that stands there too. */
export async function closeDiscrepancy(
  trx: WriteDb,
  now: Date,
  closed: { kind: string; subject: string; resolvedBy: string; reason: string },
): Promise<void> {
  await trx
    .updateTable('discrepancy')
    .set({ resolved_at: instant(now), resolved_by: closed.resolvedBy, resolution: closed.reason })
    .where('kind', '=', closed.kind)
    .where('subject', '=', closed.subject)
    .where('resolved_at', 'is', null)
    .execute()
}
