import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { HOUR_MS, instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { GatewayUnavailable } from './gateway.ts'
import type { Answer } from './gateway.ts'

/**
 * A call that moves money was to be made under the same key with other parameters, and Stripe has nothing of the
 * first: a mistake of the programmer, found before anything is sent. A person must look (trust.md F11).
 */
export class KeyReused extends Error {
  constructor(key: string) {
    super(`Another request was made under ${key}.`)
  }
}

/** Stripe keeps a key for at least 24 hours; an hour is left for clocks that differ. */
const KEY_LASTS_MS = 23 * HOUR_MS

/** A call that makes something at Stripe. */
export interface KeyedCall<T> {
  /** `{thing}:{id}:{purpose}:{n}`, with an n that was stored before. */
  key: string
  purpose: string
  /** Everything that the request says, but for what follows from the instant of its first try. */
  request: unknown
  /** Makes it, under this key; any time in the request must follow from the instant of the first try. */
  make(key: string, firstTriedAt: Date): Promise<Answer<T>>
  /** Looks by Stripe's lists whether an earlier try made it; null when none did. */
  find(): Promise<Answer<T> | null>
  idOf(value: T): string | null
  /** For how long the request may be repeated word by word; as long as Stripe keeps the key when left out. */
  repeatsForMs?: number
  /** That it moves no money: asked with other words, or after a refusal, it is asked anew. */
  movesNoMoney?: boolean
}

/**
 * Makes a call that changes something at Stripe, under a key that is kept before the first try. A repeat uses
 * the same key, so that Stripe does it once however often it is asked.
 *
 * A key that Stripe may have forgotten protects nothing, and one under which Stripe keeps a fault of its own will
 * never bring an answer. Then it is looked up whether the thing was made: what is found is taken over, and only what
 * is not there is asked for again, under the key's next number.
 *
 * @throws KeyReused, GatewayUnavailable (try again later)
 */
export async function callWithKey<T>(
  { db, clock }: { db: Db; clock: Clock },
  call: KeyedCall<T>,
): Promise<Answer<T>> {
  const { key } = call
  const requestHash = createHash('sha256').update(JSON.stringify(call.request)).digest('hex')
  const now = clock.now()
  const row = await keepKey(db, now, { key, purpose: call.purpose, requestHash })
  const answer = mayBeRepeated(row, call, requestHash, now) ? await askedBy(row, call) : null
  if (answer) return keepOutcome(db, clock, call, answer)
  const found = await call.find()
  if (found) return keepOutcome(db, clock, call, found)
  if (row.request_hash !== requestHash && !call.movesNoMoney) throw new KeyReused(key)
  const next = await numberNext(db, now, row, requestHash)
  return keepOutcome(db, clock, call, await call.make(numbered(next), new Date(next.first_tried_at)))
}

/** @returns null when all that this key will ever bring is the fault that Stripe keeps under it */
async function askedBy<T>(row: Row<'stripe_call'>, call: KeyedCall<T>): Promise<Answer<T> | null> {
  try {
    return await call.make(numbered(row), new Date(row.first_tried_at))
  } catch (error) {
    if (error instanceof GatewayUnavailable && error.isKept) return null
    throw error
  }
}

function numbered({ key, renewals }: Row<'stripe_call'>): string {
  return renewals === 0 ? key : `${key}:again:${renewals}`
}

/** What was found of an earlier try, as the answer to it. */
export function madeBefore<T>(found: T | null): Answer<T> | null {
  return found && { ok: true, value: found }
}

async function keepKey(
  db: Db,
  now: Date,
  { key, purpose, requestHash }: { key: string; purpose: string; requestHash: string },
): Promise<Row<'stripe_call'>> {
  return db.inTransaction(async trx => {
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
}

function mayBeRepeated<T>(
  row: Row<'stripe_call'>,
  call: KeyedCall<T>,
  requestHash: string,
  now: Date,
): boolean {
  const ageMs = now.getTime() - new Date(row.first_tried_at).getTime()
  if (row.request_hash !== requestHash || ageMs > (call.repeatsForMs ?? KEY_LASTS_MS)) return false
  return row.outcome !== 'refused' || !call.movesNoMoney
}

/** Two at once number it once: who comes second takes the number of the first. */
async function numberNext(
  db: Db,
  now: Date,
  seen: Row<'stripe_call'>,
  requestHash: string,
): Promise<Row<'stripe_call'>> {
  const { key, renewals } = seen
  const row = await db.inTransaction(async trx => {
    await trx
      .updateTable('stripe_call')
      .set({
        renewals: sql<number>`renewals + 1`,
        request_hash: requestHash,
        outcome: null,
        response_id: null,
        problem: null,
        first_tried_at: instant(now),
        finished_at: null,
      })
      .where('key', '=', key)
      .where('renewals', '=', renewals)
      .execute()
    return trx.selectFrom('stripe_call').selectAll().where('key', '=', key).executeTakeFirstOrThrow()
  })
  if (row.request_hash !== requestHash) throw new KeyReused(key)
  return row
}

async function keepOutcome<T>(
  db: Db,
  clock: Clock,
  { key, idOf }: KeyedCall<T>,
  answer: Answer<T>,
): Promise<Answer<T>> {
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
      // What was answered first stands; a late answer to a try that somebody else finished changes nothing.
      .where('finished_at', 'is', null)
      .execute(),
  )
  return answer
}

/** Whether a call was begun under a key: it may then have been done, also when no answer came. */
export async function wasAsked(db: Db, key: string): Promise<boolean> {
  const row = await db.read.selectFrom('stripe_call').select('key').where('key', '=', key).executeTakeFirst()
  return row !== undefined
}
