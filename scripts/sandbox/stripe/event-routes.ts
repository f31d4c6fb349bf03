import {
  listEvents,
  listThinEvents,
  retrieveEvent,
  retrieveThinEvent,
  type SnapshotEvent,
  type ThinEvent,
} from './events.ts'
import type { Route } from './route.ts'
import type { EntryName } from './schema/judge.ts'

/**
 * The endpoints that answer events. An event is judged once, when it happens, by the entry point of its own
 * type; what these endpoints answer is that same event.
 */
export const EVENT_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/v1\/events$/,
    params: 'event_list',
    answer: 'event',
    shape: 'list',
    run: listEvents,
  },
  {
    method: 'GET',
    path: /^\/v1\/events\/([^/]+)$/,
    params: 'retrieve',
    answer: 'event',
    shape: 'object',
    run: retrieveEvent,
  },
  {
    method: 'GET',
    path: /^\/v2\/core\/events$/,
    params: 'v2_event_list',
    answer: 'event',
    shape: 'v2_list',
    run: listThinEvents,
  },
  {
    method: 'GET',
    path: /^\/v2\/core\/events\/([^/]+)$/,
    params: 'v2_event_retrieve',
    answer: 'event',
    shape: 'object',
    run: retrieveThinEvent,
  },
]

const THIN_ENTRIES: Record<string, EntryName> = {
  'v2.core.account[configuration.recipient].capability_status_updated': 'v2_event__capability_status_updated',
  'v2.core.account[requirements].updated': 'v2_event__requirements_updated',
  'v2.core.account.closed': 'v2_event__account_closed',
  'v2.core.account_link.returned': 'v2_event__link_returned',
}

/** The name of the entry point by which an event must be judged. */
export function eventEntry(event: SnapshotEvent | ThinEvent): string {
  if (event.object === 'event') return `event__${event.type.replaceAll('.', '_')}`
  return THIN_ENTRIES[event.type] ?? event.type
}
