import Stripe from 'stripe'
import { z } from 'zod'
import type { Db, WriteDb } from '#db/database.server.ts'
import { instant } from '#app/domain/clock.ts'
import type { Clock } from '#app/domain/clock.ts'
import { promiseJob } from '#app/domain/outbox/outbox.server.ts'
import type { EventReading } from '#app/domain/payments/gateway.ts'

/**
 * The inbox: a webhook is verified and kept, and answered at once. What it is about is looked at later, by a job
 * that is promised in the same transaction. The same event twice is kept once.
 */

/** Which endpoint an event came to; each has secrets of its own. */
export type Endpoint = 'platform' | 'connect' | 'thin'

type Received =
  { ok: true; isNew: boolean } | { ok: false; reason: 'not-signed' | 'not-an-event' | 'wrong-mode' }

/** The last second that an instant with a year of four digits can name, in seconds since 1970. */
const LAST_SECOND = Date.UTC(9999, 11, 31, 23, 59, 59) / 1_000

const snapshotEvent = z.looseObject({
  id: z.string().regex(/^evt_\w+$/),
  type: z.string().max(200),
  created: z.number().int().min(0).max(LAST_SECOND),
  livemode: z.boolean(),
  account: z.string().nullish(),
  data: z.looseObject({ object: z.looseObject({ id: z.string().optional() }) }),
})

const thinEvent = z.looseObject({
  id: z.string().regex(/^evt_\w+$/),
  type: z.string().max(200),
  created: z.iso.datetime(),
  livemode: z.boolean(),
  related_object: z.looseObject({ id: z.string() }).nullish(),
})

const TOLERANCE_SECONDS = 300

export interface InboxSettings {
  secrets: Record<Endpoint, readonly string[]>
  /** Whether the key is of live mode: events of the other mode are refused. */
  isLive: boolean
}

export interface Inbox {
  /** @param body the raw text of the request; @param signature the header `Stripe-Signature` */
  receive(endpoint: Endpoint, body: string, signature: string | null): Promise<Received>
}

/** Opens the inbox. Every event is answered only after it was kept. */
export function openInbox({ db, clock }: { db: Db; clock: Clock }, settings: InboxSettings): Inbox {
  return {
    receive: async (endpoint, body, signature) => {
      if (!signature || !isSigned(body, signature, settings.secrets[endpoint], clock.now()))
        return { ok: false, reason: 'not-signed' }
      const event = readEvent(endpoint, body)
      if (!event) return { ok: false, reason: 'not-an-event' }
      if (event.livemode !== settings.isLive) return { ok: false, reason: 'wrong-mode' }
      const isNew = await db.inTransaction(trx => keepEvent(trx, clock.now(), event, 'webhook'))
      return { ok: true, isNew }
    },
  }
}

/**
 * Everything but the header and the body is ours and does not change, so whatever keeps the library from checking
 * (it throws a plain error for a signature with nothing in it) lies in what was sent: that is a forgery too.
 */
function isSigned(body: string, header: string, secrets: readonly string[], now: Date): boolean {
  return secrets.some(secret => {
    try {
      return (
        Stripe.webhooks.signature?.verifyHeader(
          body,
          header,
          secret,
          TOLERANCE_SECONDS,
          undefined,
          now.getTime(),
        ) ?? false
      )
    } catch {
      return false
    }
  })
}

function readEvent(endpoint: Endpoint, body: string): EventReading | null {
  const json = parseJson(body)
  if (endpoint === 'thin') {
    const event = thinEvent.safeParse(json).data
    if (!event) return null
    const { id, type, livemode } = event
    return {
      id,
      type,
      livemode,
      createdAt: new Date(event.created),
      account: null,
      objectId: event.related_object?.id ?? null,
      payload: body,
    }
  }
  const event = snapshotEvent.safeParse(json).data
  if (!event) return null
  const { id, type, livemode, account = null } = event
  return {
    id,
    type,
    livemode,
    createdAt: new Date(event.created * 1_000),
    account,
    objectId: event.data.object.id ?? null,
    payload: body,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/**
 * Keeps an event and promises to look at it.
 *
 * @returns whether it is new
 */
export async function keepEvent(
  trx: WriteDb,
  now: Date,
  event: EventReading,
  source: 'webhook' | 'backfill',
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('stripe_event')
    .values({
      id: event.id,
      source,
      type: event.type,
      account: event.account,
      object_id: event.objectId,
      payload: event.payload,
      created_at: instant(event.createdAt),
      received_at: instant(now),
      handled_at: null,
      outcome: null,
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return false
  await promiseJob(trx, now, { kind: 'handle-stripe-event', key: event.id, payload: { eventId: event.id } })
  return true
}
