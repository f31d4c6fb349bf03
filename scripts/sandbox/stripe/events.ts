import type { Draft } from '../draft.ts'
import { isoOf } from '../clock.ts'
import { covers, planDeliveries, waitingDeliveriesOf } from './deliveries.ts'
import { missing } from './errors.ts'
import { isWithin, pageOf } from './lists.ts'
import { sharedJudge } from './schema/judge.ts'
import type { EntryPoints } from './schema/entry-points.ts'

/** An event of API v1 with the object as it was; it is rendered once and never changes. */
export interface SnapshotEvent {
  id: string
  object: 'event'
  account?: string
  api_version: string
  created: number
  data: { object: object; previous_attributes?: object }
  livemode: false
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: string
}

/** An event of API v2: it names its object, and the receiver fetches what it wants to know. */
export interface ThinEvent {
  id: string
  object: 'v2.core.event'
  created: string
  livemode: false
  reason?: { type: 'request'; request: { id: string; idempotency_key: string } }
  type: string
  related_object?: { id: string; type: string; url: string }
  data?: object
}

/** What happened, for whoever listens. `previous`: the fields that changed, as they were. */
export function emit(
  draft: Draft,
  type: string,
  object: object,
  previous?: object,
  owner = draft.owner,
): void {
  const id = draft.nextId('evt_')
  const account = owner === '' ? undefined : owner
  const pendingWebhooks = planDeliveries(draft, { id, type, thin: false, account })
  const event: SnapshotEvent = {
    id,
    object: 'event',
    ...(account === undefined ? {} : { account }),
    api_version: sharedJudge().apiVersion,
    created: draft.now,
    data: { object, ...(previous === undefined ? {} : { previous_attributes: previous }) },
    livemode: false,
    pending_webhooks: pendingWebhooks,
    request: { id: draft.trace.id, idempotency_key: draft.trace.idempotencyKey },
    type,
  }
  draft.put('event', id, event, owner)
}

/** A thin event; `related` is the object it is about, where the event names one. */
export function emitThin(draft: Draft, type: string, more: Pick<ThinEvent, 'related_object' | 'data'>): void {
  const id = draft.nextId('evt_test_', 40)
  const { id: requestId, idempotencyKey } = draft.trace
  const reason: ThinEvent['reason'] =
    requestId === null
      ? undefined
      : { type: 'request', request: { id: requestId, idempotency_key: idempotencyKey ?? '' } }
  planDeliveries(draft, { id, type, thin: true, account: undefined })
  draft.put(
    'thin_event',
    id,
    {
      id,
      object: 'v2.core.event',
      created: isoOf(draft.nowMs),
      livemode: false,
      ...(reason === undefined ? {} : { reason }),
      type,
      ...more,
    },
    '',
  )
}

/** The body by which a thin event is announced: without its data. */
export function notificationOf(event: ThinEvent): object {
  const { data: _, ...announced } = event
  return announced
}

export function retrieveEvent(draft: Draft, _params: object, id: string): SnapshotEvent {
  const event = draft.get('event', id)
  if (event === undefined || draft.ownerOf('event', id) !== draft.owner) throw missing('event', id)
  return current(draft, event)
}

/** Events of the last 30 days. */
export function listEvents(draft: Draft, params: EntryPoints['event_list']) {
  const oldest = draft.now - 30 * 24 * 3600
  const wanted = params.types ?? (params.type === undefined ? undefined : [params.type])
  const found = draft.all('event', draft.owner).filter(event => {
    if (event.created < oldest || !isWithin(event.created, params.created)) return false
    if (wanted !== undefined && !covers(wanted, event.type)) return false
    if (params.delivery_success === undefined) return true
    return params.delivery_success === (waitingDeliveriesOf(draft, event.id) === 0)
  })
  const page = pageOf(found, params, '/v1/events', 'event')
  return { ...page, data: page.data.map(event => current(draft, event)) }
}

export function retrieveThinEvent(draft: Draft, _params: object, id: string): ThinEvent {
  const event = draft.get('thin_event', id)
  if (event === undefined) throw missing('event', id)
  return event
}

export function listThinEvents(draft: Draft, params: EntryPoints['v2_event_list']): ThinEvent[] {
  return draft.all('thin_event').filter(event => {
    if (params.object_id !== undefined && event.related_object?.id !== params.object_id) return false
    return params.types === undefined || covers(params.types, event.type)
  })
}

/** How many deliveries still wait is the one thing about an event that is told as it is now. */
function current(draft: Draft, event: SnapshotEvent): SnapshotEvent {
  return { ...event, pending_webhooks: waitingDeliveriesOf(draft, event.id) }
}
