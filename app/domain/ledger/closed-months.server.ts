import type { WriteDb } from '#db/database.server.ts'
import type { Instant } from '../clock.ts'

/**
 * An entry was to be recorded in a month that two people have closed. A month is closed only when it is over, so this
 * means that the clock stands in the past: nothing was booked, and the same fact can be booked once the clock is right.
 */
export class MonthIsClosed extends Error {
  readonly month: string

  constructor(month: string, recordedAt: Instant) {
    super(
      `The month ${month} of the books is closed, so nothing can be recorded in it (at ${recordedAt}). ` +
        'Book it in the open month; when it happened stays what it was.',
    )
    this.name = 'MonthIsClosed'
    this.month = month
  }
}

/**
 * Refuses an entry that would be recorded in a closed month. The database refuses it too, by a trigger; this one says
 * which month, and before anything is written.
 *
 * @throws MonthIsClosed
 */
export async function refuseClosedMonth(trx: WriteDb, recordedAt: Instant): Promise<void> {
  const closed = await trx
    .selectFrom('closed_month')
    .select('month')
    .where('starts_at', '<=', recordedAt)
    .where('ends_at', '>', recordedAt)
    .executeTakeFirst()
  if (closed) throw new MonthIsClosed(closed.month, recordedAt)
}
