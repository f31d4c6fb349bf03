import { createHash } from 'node:crypto'
import type { Db } from '#db/database.server.ts'
import { HOUR_MS, instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { Answer } from './gateway.ts'

/**
 * A call to Stripe that was made under the same key with other parameters: a mistake of the programmer, found
 * before anything is sent.
 */
class KeyReused extends Error {}

/**
 * The key is so old that Stripe may have forgotten it, so that repeating the call could do it twice. A person
 * must look whether it was done (trust.md F11).
 */
export class KeyTooOld extends Error {}

/** Stripe keeps a key for at least 24 hours; an hour is left for clocks that differ. */
const KEY_LASTS_MS = 23 * HOUR_MS

/**
 * Makes a call that changes something at Stripe, under a key that is kept before the first try. A repeat uses
 * the same key, so that Stripe does it once however often it is asked.
 *
 * @param call gets the key and the instant of the first try, from which any time in the request must follow
 * @throws KeyReused, KeyTooOld, GatewayUnavailable (try again later)
 */
export async function callWithKey<T>(
  { db, clock }: { db: Db; clock: Clock },
  { key, purpose, request }: { key: string; purpose: string; request: unknown },
  call: (key: string, firstTriedAt: Date) => Promise<Answer<T>>,
  idOf: (value: T) => string | null,
): Promise<Answer<T>> {
  const requestHash = createHash('sha256').update(JSON.stringify(request)).digest('hex')
  const now = clock.now()
  const row = await db.inTransaction(async trx => {
    await trx
      .insertInto('stripe_call')
      .values({
        key,
        purpose,
        request_hash: requestHash,
        outcome: null,
        response_id: null,
        problem: null,
        first_tried_at: instant(now),
        finished_at: null,
      })
      .onConflict(conflict => conflict.column('key').doNothing())
      .execute()
    return trx.selectFrom('stripe_call').selectAll().where('key', '=', key).executeTakeFirstOrThrow()
  })
  if (row.request_hash !== requestHash) throw new KeyReused(`Another request was made under ${key}.`)
  const firstTriedAt = new Date(row.first_tried_at)
  if (now.getTime() - firstTriedAt.getTime() > KEY_LASTS_MS)
    throw new KeyTooOld(
      `${key} was first tried at ${row.first_tried_at}; look at Stripe before it is tried again.`,
    )
  const answer = await call(key, firstTriedAt)
  await db.inTransaction(trx =>
    trx
      .updateTable('stripe_call')
      .set({
        outcome: answer.ok ? 'done' : 'refused',
        response_id: answer.ok ? idOf(answer.value) : answer.refusal.paymentIntentId,
        problem: answer.ok ? null : answer.refusal.code,
        finished_at: instant(clock.now()),
      })
      .where('key', '=', key)
      .execute(),
  )
  return answer
}
