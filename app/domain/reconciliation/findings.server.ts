import type { WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import type { Cents } from '../money.ts'
import { reportDiscrepancy } from '../payments/payments.server.ts'

/** What a search found that does not add up. */
export interface Finding {
  subject: string
  amount: Cents | null
  detail?: Record<string, string | number | null>
}

/** Says that something was closed by the machine, since it came right; no person is named then. */
export const CAME_RIGHT = 'came right by itself'

/** Tells of one finding; when it had come right before, it is open again, and its age begins anew. */
export async function tell(
  trx: WriteDb,
  now: Date,
  kind: string,
  { subject, amount, detail = {} }: Finding,
): Promise<void> {
  await reportDiscrepancy(trx, now, { kind, subject, amount, detail })
  await trx
    .updateTable('discrepancy')
    .set({ amount_cents: amount, detail: JSON.stringify(detail), found_at: instant(now) })
    .set({ resolved_at: null, resolved_by: null, resolution: null })
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('resolution', '=', CAME_RIGHT)
    .execute()
}

/** Tells of everything that a search found now, and closes what it found before and finds no more. */
export async function tellAll(
  trx: WriteDb,
  now: Date,
  kind: string,
  found: readonly Finding[],
): Promise<void> {
  for (const finding of found) await tell(trx, now, kind, finding)
  const stillThere = found.map(({ subject }) => subject)
  await trx
    .updateTable('discrepancy')
    .set({ resolved_at: instant(now), resolution: CAME_RIGHT })
    .where('kind', '=', kind)
    .where('resolved_at', 'is', null)
    .$if(stillThere.length > 0, query => query.where('subject', 'not in', stillThere))
    .execute()
}

/** Closes those of a kind whose subjects are known to be right now; others stay open, though no search sees them. */
export async function cameRight(
  trx: WriteDb,
  now: Date,
  kind: string,
  subjects: readonly string[],
): Promise<void> {
  if (subjects.length === 0) return
  await trx
    .updateTable('discrepancy')
    .set({ resolved_at: instant(now), resolution: CAME_RIGHT })
    .where('kind', '=', kind)
    .where('resolved_at', 'is', null)
    .where('subject', 'in', subjects)
    .execute()
}
