import type Stripe from 'stripe'
import { isoOf } from '../clock.ts'
import type { Draft } from '../draft.ts'
import { badParameter, missing, notEmulated, onlyEmulated } from './errors.ts'
import { mergedMetadata } from './parameters.ts'
import type { EntryPoints } from './schema/entry-points.ts'

type Destination = Stripe.V2.Core.EventDestination

const CREATE = [
  'description',
  'enabled_events',
  'event_payload',
  'include',
  'metadata',
  'name',
  'type',
  'webhook_endpoint',
] as const

/** A webhook endpoint for thin events. */
export function createEventDestination(
  draft: Draft,
  params: EntryPoints['v2_event_destination_create'],
): Destination {
  onlyEmulated(params, CREATE)
  if (params.type !== 'webhook_endpoint') throw notEmulated(`destinations of type ${params.type}`, 'type')
  if (params.event_payload !== 'thin') {
    throw notEmulated('snapshot events to an event destination: use a webhook endpoint', 'event_payload')
  }
  const url = params.webhook_endpoint?.url
  if (url === undefined || !URL.canParse(url)) {
    throw badParameter('url_invalid', `Invalid URL: ${url}`, 'webhook_endpoint.url')
  }
  const destination = addDestination(draft, {
    url,
    enabledEvents: params.enabled_events,
    name: params.name,
    description: params.description ?? '',
    metadata: mergedMetadata({}, params.metadata),
    secret: draft.nextId('whsec_', 32),
  })
  return shown(draft, destination, params.include)
}

/** Writes a destination with a secret that is already known. */
export function addDestination(
  draft: Draft,
  fields: {
    url: string
    enabledEvents: string[]
    name: string
    description: string
    metadata: Record<string, string>
    secret: string
  },
): Destination {
  const id = draft.nextId('ed_test_', 40)
  draft.put('endpoint_secret', id, { id, secret: fields.secret, connect: false })
  return draft.put('event_destination', id, {
    id,
    object: 'v2.core.event_destination',
    created: isoOf(draft.nowMs),
    description: fields.description,
    enabled_events: fields.enabledEvents,
    event_payload: 'thin',
    livemode: false,
    metadata: fields.metadata,
    name: fields.name,
    status: 'enabled',
    type: 'webhook_endpoint',
    updated: isoOf(draft.nowMs),
    webhook_endpoint: { url: fields.url },
  })
}

export function retrieveEventDestination(
  draft: Draft,
  params: EntryPoints['v2_event_destination_retrieve'],
  id: string,
): Destination {
  const destination = draft.get('event_destination', id)
  if (destination === undefined) throw missing('event destination', id)
  return shown(draft, destination, params.include)
}

export function listEventDestinations(
  draft: Draft,
  params: EntryPoints['v2_event_destination_list'],
): Destination[] {
  return draft.all('event_destination').map(d => shown(draft, d, params.include))
}

/** The address and the secret are shown only when they are asked for; the secret only when it is made. */
function shown(draft: Draft, destination: Destination, include: readonly string[] = []): Destination {
  const { webhook_endpoint: endpoint, ...always } = destination
  if (include.length === 0) return always
  return {
    ...always,
    webhook_endpoint: {
      ...(include.includes('webhook_endpoint.url') ? { url: endpoint?.url } : {}),
      ...(include.includes('webhook_endpoint.signing_secret')
        ? { signing_secret: draft.must('endpoint_secret', destination.id).secret }
        : {}),
    },
  }
}
