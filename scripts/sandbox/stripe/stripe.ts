import type { Draft } from '../draft.ts'
import { badParameter, StripeRefusal } from './errors.ts'
import { EVENT_ROUTES } from './event-routes.ts'
import { expanded } from './expand.ts'
import type { FaultKind } from './faults.ts'
import { decodeForm } from './form.ts'
import { type KeyedRequest, saveAnswer, savedAnswer } from './idempotency.ts'
import { readParameters } from './parameters.ts'
import type { Route } from './route.ts'
import { ROUTES } from './routes.ts'
import { sharedJudge } from './schema/judge.ts'

/** A request to the API, as it came over the wire. Header names are in small letters. */
export interface ApiRequest {
  method: string
  path: string
  query: string
  headers: Record<string, string | undefined>
  body: string
}

export interface ApiAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** What the API answered, and which route answered it: what the judge needs to know. */
export interface Handled {
  answer: ApiAnswer
  route: Route | undefined
  isRefusedParameter: boolean
}

/**
 * Stripe's API as a function of the state: the answer, with the changes left in the draft. Events are among
 * those changes. `fault` is a failure that was planned for this request.
 */
export function handleApi(draft: Draft, request: ApiRequest, fault: FaultKind | undefined): Handled {
  const route = [...ROUTES, ...EVENT_ROUTES].find(
    r => r.method === request.method && r.path.test(request.path),
  )
  try {
    checkAccess(draft, request)
    if (fault === '429') throw tooMany()
    if (fault === 'error_before') throw broken('unread')
    if (route === undefined) throw unknownUrl(request)
    return { answer: execute(draft, request, route, fault), route, isRefusedParameter: false }
  } catch (error) {
    if (!(error instanceof StripeRefusal)) throw error
    const isRefusedParameter = error.fields.code?.startsWith('parameter_') === true
    return { answer: refused(draft, request, error), route, isRefusedParameter }
  }
}

function execute(draft: Draft, request: ApiRequest, route: Route, fault: FaultKind | undefined): ApiAnswer {
  const keyed = keyedRequest(draft, request)
  const isV2 = request.path.startsWith('/v2/')
  const saved = keyed === undefined ? undefined : savedAnswer(draft, keyed)
  if (saved !== undefined && !isV2) return replayed(draft, request, saved)
  const { params, page } = parametersOf(request, route)
  const id = decodeURIComponent(route.path.exec(request.path)?.[1] ?? '')
  if (saved !== undefined) return again(draft, request, route, params, saved)
  const made = route.run(draft, params as never, id)
  const result = route.shape === 'v2_list' ? v2Page(request, made as object[], params, page) : made
  const paths = 'expand' in params ? (params.expand as string[]) : []
  const body = JSON.stringify(expanded(draft, result, paths))
  // API v1 saves the failure that follows; API v2 knows that the work was done.
  if (keyed !== undefined && (isV2 || fault !== 'error_after')) saveAnswer(draft, keyed, 200, body)
  if (fault === 'error_after') throw broken('effects')
  return { status: 200, headers: headersOf(draft, request), body }
}

/** An error: what changed until then is dropped unless it is part of the outcome. */
function refused(draft: Draft, request: ApiRequest, error: StripeRefusal): ApiAnswer {
  if (error.progress !== 'effects') draft.drop()
  const log = `${draft.settings.publicUrl}/objects/${draft.trace.id}`
  const body = JSON.stringify({ error: { ...error.fields, request_log_url: log } })
  const keyed = keyedRequest(draft, request)
  // API v2 saves no failures: a retry goes on with the work.
  if (keyed !== undefined && error.progress !== 'unread' && !request.path.startsWith('/v2/')) {
    saveAnswer(draft, keyed, error.status, body)
  }
  return { status: error.status, headers: { ...headersOf(draft, request), ...error.headers }, body }
}

function replayed(draft: Draft, request: ApiRequest, saved: { status: number; body: string }): ApiAnswer {
  const headers: Record<string, string> = { ...headersOf(draft, request), 'Idempotent-Replayed': 'true' }
  // Repeating it once more would only bring the same failure.
  if (saved.status >= 500) headers['Stripe-Should-Retry'] = 'false'
  return { status: saved.status, headers, body: saved.body }
}

/** API v2 does not repeat what succeeded and answers with the object as it is now. */
function again(
  draft: Draft,
  request: ApiRequest,
  route: Route,
  params: object,
  saved: { body: string },
): ApiAnswer {
  const before = JSON.parse(saved.body) as { id?: string }
  const headers = headersOf(draft, request)
  if (route.again === undefined || before.id === undefined) return { status: 200, headers, body: saved.body }
  const body = JSON.stringify(route.again(draft, params as never, before.id))
  return { status: 200, headers, body }
}

function parametersOf(request: ApiRequest, route: Route): { params: object; page: number } {
  const isJson = request.path.startsWith('/v2/') && request.method === 'POST'
  if (isJson) {
    const body = request.body === '' ? {} : parsedJson(request.body)
    return { params: readParameters(route.params, body, false), page: 0 }
  }
  const raw = decodeForm(request.method === 'POST' ? request.body : request.query)
  const { page, ...rest } = raw
  if (page !== undefined && route.shape !== 'v2_list') {
    throw badParameter('parameter_unknown', 'Received unknown parameter: page', 'page')
  }
  return { params: readParameters(route.params, rest, true), page: Number(page ?? 0) }
}

function parsedJson(body: string): object {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Falls through to the refusal: the sender is told, whatever was wrong with the text.
  }
  throw badParameter('invalid_json', 'The body is not a JSON object.')
}

/** Lists of API v2 are walked by addresses that the answer gives. */
function v2Page(request: ApiRequest, all: object[], params: object, page: number) {
  const limit = 'limit' in params ? Number(params.limit) : 20
  const at = (from: number) => {
    const query = new URLSearchParams(request.query)
    query.set('page', String(from))
    return `${request.path}?${query}`
  }
  return {
    data: all.slice(page, page + limit),
    next_page_url: page + limit < all.length ? at(page + limit) : null,
    previous_page_url: page > 0 ? at(Math.max(0, page - limit)) : null,
  }
}

function checkAccess(draft: Draft, { headers }: ApiRequest): void {
  const key = keyOf(headers.authorization ?? '')
  if (key === undefined || !key.startsWith('sk_test_')) {
    const message =
      key === undefined
        ? 'You did not provide an API key.'
        : 'Invalid API Key provided: the sandbox takes keys that begin with sk_test_.'
    throw new StripeRefusal(401, { type: 'invalid_request_error', message }, 'unread')
  }
  const { apiVersion } = sharedJudge()
  const asked = headers['stripe-version']
  if (asked !== undefined && asked !== apiVersion) {
    throw badParameter(undefined, `Invalid Stripe API version: ${asked}. The sandbox knows ${apiVersion}.`)
  }
  if (draft.owner !== '' && draft.get('v2_account', draft.owner) === undefined) {
    const message = `The provided key does not have access to account '${draft.owner}' (or that account does not exist).`
    throw new StripeRefusal(
      403,
      { type: 'invalid_request_error', code: 'account_invalid', message },
      'unread',
    )
  }
}

function keyOf(authorization: string): string | undefined {
  const [scheme, credentials] = authorization.split(' ')
  if (credentials === undefined || credentials === '') return undefined
  if (scheme === 'Bearer') return credentials
  if (scheme === 'Basic') return Buffer.from(credentials, 'base64').toString().split(':')[0]
  return undefined
}

function keyedRequest(draft: Draft, request: ApiRequest): KeyedRequest | undefined {
  const key = request.headers['idempotency-key']
  if (request.method !== 'POST' || key === undefined || key === '') return undefined
  return { key, method: request.method, path: request.path, body: request.body, owner: draft.owner }
}

function headersOf(draft: Draft, request: ApiRequest): Record<string, string> {
  const key = request.headers['idempotency-key']
  return {
    'Content-Type': 'application/json',
    'Request-Id': String(draft.trace.id),
    'Stripe-Version': sharedJudge().apiVersion,
    ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    ...(draft.owner === '' ? {} : { 'Stripe-Account': draft.owner }),
  }
}

function unknownUrl({ method, path }: ApiRequest): StripeRefusal {
  const message = `Unrecognized request URL (${method}: ${path}), or one that the sandbox does not emulate.`
  return new StripeRefusal(404, { type: 'invalid_request_error', message }, 'unread')
}

function tooMany(): StripeRefusal {
  const message = 'Request rate limit exceeded.'
  const fields = { type: 'invalid_request_error' as const, code: 'rate_limit', message }
  return new StripeRefusal(429, fields, 'unread', { 'Stripe-Should-Retry': 'true' })
}

function broken(progress: 'effects' | 'unread'): StripeRefusal {
  const message = 'An unknown error occurred (planned in the sandbox).'
  return new StripeRefusal(500, { type: 'api_error', message }, progress)
}
