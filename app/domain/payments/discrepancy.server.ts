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
