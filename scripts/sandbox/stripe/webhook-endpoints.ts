import type Stripe from 'stripe'
import type { Draft } from '../draft.ts'
import { badParameter, missing, onlyEmulated } from './errors.ts'
import { pageOf } from './lists.ts'
import { mergedMetadata } from './parameters.ts'
import type { EntryPoints } from './schema/entry-points.ts'
import { sharedJudge } from './schema/judge.ts'

/** The secret is in the answer to this call and never again. */
export function createWebhookEndpoint(
  draft: Draft,
  params: EntryPoints['webhook_endpoint_create'],
): Stripe.WebhookEndpoint {
  onlyEmulated(params, ['api_version', 'connect', 'description', 'enabled_events', 'metadata', 'url'])
  const secret = draft.nextId('whsec_', 32)
  const endpoint = addEndpoint(draft, {
    url: params.url,
    enabledEvents: params.enabled_events,
    connect: params.connect === true,
    description: params.description === undefined || params.description === '' ? null : params.description,
    metadata: mergedMetadata({}, params.metadata),
    secret,
  })
  return { ...endpoint, secret }
}

/** Writes an endpoint with a secret that is already known. */
export function addEndpoint(
  draft: Draft,
  fields: {
    url: string
    enabledEvents: string[]
    connect: boolean
    description: string | null
    metadata: Record<string, string>
    secret: string
  },
): Stripe.WebhookEndpoint {
  checkUrl(fields.url)
  const id = draft.nextId('we_1')
  draft.put('endpoint_secret', id, { id, secret: fields.secret, connect: fields.connect })
  return draft.put('webhook_endpoint', id, {
    id,
    object: 'webhook_endpoint',
    api_version: sharedJudge().apiVersion,
    application: null,
    created: draft.now,
    description: fields.description,
    enabled_events: fields.enabledEvents,
    livemode: false,
    metadata: fields.metadata,
    status: 'enabled',
    url: fields.url,
  })
}

export function retrieveWebhookEndpoint(draft: Draft, _params: object, id: string): Stripe.WebhookEndpoint {
  return findEndpoint(draft, id)
}

export function updateWebhookEndpoint(
  draft: Draft,
  params: EntryPoints['webhook_endpoint_update'],
  id: string,
) {
  onlyEmulated(params, ['description', 'disabled', 'enabled_events', 'metadata', 'url'])
  const before = findEndpoint(draft, id)
  if (params.url !== undefined) checkUrl(params.url)
  const status = params.disabled === undefined ? before.status : params.disabled ? 'disabled' : 'enabled'
  return draft.patch('webhook_endpoint', id, {
    description: params.description === undefined ? before.description : params.description || null,
    enabled_events: params.enabled_events ?? before.enabled_events,
    metadata: mergedMetadata(before.metadata, params.metadata),
    status,
    url: params.url ?? before.url,
  })
}

export function deleteWebhookEndpoint(draft: Draft, _params: object, id: string) {
  findEndpoint(draft, id)
  draft.remove('webhook_endpoint', id)
  draft.remove('endpoint_secret', id)
  return { id, object: 'webhook_endpoint', deleted: true as const }
}

export function listWebhookEndpoints(draft: Draft, params: EntryPoints['webhook_endpoint_list']) {
  return pageOf(
    draft.all('webhook_endpoint', draft.owner),
    params,
    '/v1/webhook_endpoints',
    'webhook endpoint',
  )
}

function findEndpoint(draft: Draft, id: string): Stripe.WebhookEndpoint {
  const endpoint = draft.get('webhook_endpoint', id)
  if (endpoint === undefined) throw missing('webhook endpoint', id)
  return endpoint
}

function checkUrl(url: string): void {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return
  throw badParameter('url_invalid', `Invalid URL: ${url}`, 'url')
}
