import type { WriteDb } from '#db/database.server.ts'
import type { LanguageCode } from '#db/schema.ts'
import { after, DAY_MS, instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { promiseLetter } from '../outbox/outbox.server.ts'

/** Long enough for who does their tax return with it, short enough for a mailbox that is sold on. */
const LINK_LASTS_MS = 30 * DAY_MS

/**
 * Promises a letter with the way to all receipts of an address, when there are any. Whoever asked is told the same
 * either way.
 */
export async function requestOverview(
  trx: WriteDb,
  now: Date,
  { email, language }: { email: string; language: LanguageCode },
): Promise<void> {
  const found = await trx
    .selectFrom('receipt')
    .innerJoin('pledge', 'pledge.id', 'receipt.pledge_id')
    .select('receipt.id')
    .where('pledge.email', '=', email)
    .limit(1)
    .executeTakeFirst()
  if (!found) return
  const id = randomIds.next()
  await trx
    .insertInto('overview_link')
    .values({ id, email, created_at: instant(now), expires_at: after(now, LINK_LASTS_MS) })
    .execute()
  await promiseLetter(trx, now, {
    name: 'receipts-overview',
    dedupKey: id,
    to: email,
    language,
    props: { linkId: id, validDays: LINK_LASTS_MS / DAY_MS },
  })
}

/** Removes links that can no longer be used. */
export async function forgetExpiredOverviews(trx: WriteDb, now: Date): Promise<void> {
  await trx.deleteFrom('overview_link').where('expires_at', '<=', instant(now)).execute()
}
