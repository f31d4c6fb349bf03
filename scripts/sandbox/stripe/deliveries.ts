import { DAY_MS, HOUR_MS, MINUTE_MS } from '../clock.ts'
import type { Draft } from '../draft.ts'

/** One event on its way to one endpoint. */
export interface Delivery {
  id: string
  endpoint: string
  event: string
  type: string
  thin: boolean
  /** True for the second copy of an event that the network sends twice. */
  isDuplicate: boolean
  /** `dropped` never reached the endpoint and is not tried again; `given_up` was tried for three days. */
  status: 'waiting' | 'delivered' | 'dropped' | 'given_up'
  attempts: DeliveryAttempt[]
}

export interface DeliveryAttempt {
  atMs: number
  /** The endpoint's answer, or null when there was none. */
  status: number | null
  problem: string | null
}

/** What Stripe knows of an endpoint and does not show. */
export interface EndpointSecret {
  id: string
  secret: string
  /** Whether it hears of the connected accounts' events instead of the platform's own. */
  connect: boolean
}

/** How long after a failed attempt the next one is made. Together they last three days. */
const RETRY_AFTER_MS: readonly number[] = [
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  12 * HOUR_MS,
  12 * HOUR_MS,
  12 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS - 18 * HOUR_MS,
]

interface Announcement {
  id: string
  type: string
  thin: boolean
  account: string | undefined
}

/** Puts an event into the outbox of every endpoint that wants it, and says how many that are. */
export function planDeliveries(draft: Draft, event: Announcement): number {
  const endpoints = event.thin ? thinEndpoints(draft, event) : snapshotEndpoints(draft, event)
  for (const endpoint of endpoints) {
    const { duplicateShare } = draft.settings.webhooks
    plan(draft, endpoint, event, false)
    if (draft.fraction(`duplicate ${event.id} ${endpoint}`) < duplicateShare)
      plan(draft, endpoint, event, true)
  }
  if (endpoints.length > 0) draft.put('undelivered', event.id, { id: event.id, endpoints })
  return endpoints.length
}

/** Notes what became of an attempt, and plans the next one where it failed. */
export function noteAttempt(draft: Draft, id: string, attempt: DeliveryAttempt): Delivery {
  const before = draft.must('delivery', id)
  const attempts = [...before.attempts, attempt]
  const isSuccess = attempt.status !== null && attempt.status >= 200 && attempt.status < 300
  const wait = RETRY_AFTER_MS[attempts.length - 1]
  const status = isSuccess ? 'delivered' : wait === undefined ? 'given_up' : 'waiting'
  const after = draft.patch('delivery', id, { attempts, status })
  if (isSuccess) noteArrival(draft, before)
  if (status === 'waiting' && wait !== undefined) scheduleDelivery(draft, id, draft.nowMs + wait, false)
  else draft.remove('job', jobIdOf(id))
  return after
}

/** Sends a delivery again, whatever became of it. */
export function resend(draft: Draft, id: string): void {
  draft.patch('delivery', id, { status: 'waiting' })
  scheduleDelivery(draft, id, draft.nowMs, true)
}

/** At how many endpoints an event has not arrived; a dropped one never will. */
export function waitingDeliveriesOf(draft: Draft, event: string): number {
  return draft.get('undelivered', event)?.endpoints.length ?? 0
}

function noteArrival(draft: Draft, { event, endpoint }: Delivery): void {
  const endpoints = draft.get('undelivered', event)?.endpoints.filter(e => e !== endpoint) ?? []
  if (endpoints.length > 0) draft.put('undelivered', event, { id: event, endpoints })
  else draft.remove('undelivered', event)
}

function plan(draft: Draft, endpoint: string, event: Announcement, isDuplicate: boolean): void {
  const id = draft.nextId('wd_')
  const { longestDelayMs, dropShare } = draft.settings.webhooks
  const isDropped = draft.fraction(`drop ${event.id} ${endpoint} ${isDuplicate}`) < dropShare
  draft.put('delivery', id, {
    id,
    endpoint,
    event: event.id,
    type: event.type,
    thin: event.thin,
    isDuplicate,
    status: isDropped ? 'dropped' : 'waiting',
    attempts: [],
  })
  if (isDropped) return
  // Stripe promises no order: each delivery takes its own time, also within one event.
  const delayMs = Math.floor(draft.fraction(`delay ${event.id} ${endpoint} ${isDuplicate}`) * longestDelayMs)
  scheduleDelivery(draft, id, draft.nowMs + delayMs, true)
}

function scheduleDelivery(draft: Draft, id: string, dueAtMs: number, soon: boolean): void {
  draft.schedule({ id: jobIdOf(id), kind: 'deliver', target: id, dueAtMs, soon })
}

function jobIdOf(delivery: string): string {
  return `deliver:${delivery}`
}

function snapshotEndpoints(draft: Draft, event: Announcement): string[] {
  return draft.all('webhook_endpoint').flatMap(endpoint => {
    const { connect } = draft.must('endpoint_secret', endpoint.id)
    const hears = connect === (event.account !== undefined) && endpoint.status === 'enabled'
    return hears && covers(endpoint.enabled_events, event.type) ? [endpoint.id] : []
  })
}

function thinEndpoints(draft: Draft, event: Announcement): string[] {
  return draft
    .all('event_destination')
    .filter(d => d.status === 'enabled' && covers(d.enabled_events, event.type))
    .map(d => d.id)
}

/** Whether a list of types, in which `*` and `charge.*` may stand, has a type in it. */
export function covers(enabled: readonly string[], type: string): boolean {
  return enabled.some(wanted => {
    if (wanted === '*' || wanted === type) return true
    return wanted.endsWith('.*') && type.startsWith(wanted.slice(0, -1))
  })
}
