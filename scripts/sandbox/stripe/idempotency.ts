import { createHash } from 'node:crypto'
import { DAY_MS } from '../clock.ts'
import type { Draft } from '../draft.ts'
import { StripeRefusal } from './errors.ts'

/** What a request with an idempotency key was answered. */
export interface SavedAnswer {
  id: string
  key: string
  fingerprint: string
  atMs: number
  status: number
  body: string
}

/** A POST that carries a key. */
export interface KeyedRequest {
  key: string
  method: string
  path: string
  body: string
  owner: string
}

const KEPT_FOR_MS = DAY_MS

/**
 * The answer that was saved under the key, if it is not older than a day.
 * Throws 400 for a key that is too long or was used for another request.
 * https://docs.stripe.com/api/idempotent_requests
 */
export function savedAnswer(draft: Draft, request: KeyedRequest): SavedAnswer | undefined {
  if (request.key.length > 255) {
    throw refusal(
      `Idempotency keys can be at most 255 characters long, and this one has ${request.key.length}.`,
    )
  }
  const saved = draft.get('saved_answer', idOf(request))
  if (saved === undefined || saved.atMs + KEPT_FOR_MS <= draft.nowMs) return undefined
  if (saved.fingerprint === fingerprintOf(request)) return saved
  throw refusal(
    `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${request.key}' if you meant to execute a different request.`,
  )
}

/** Keeps an answer for requests that repeat this one. */
export function saveAnswer(draft: Draft, request: KeyedRequest, status: number, body: string): void {
  const id = idOf(request)
  draft.put('saved_answer', id, {
    id,
    key: request.key,
    fingerprint: fingerprintOf(request),
    atMs: draft.nowMs,
    status,
    body,
  })
}

/** 409: another request with the key is still being executed. */
export function keyInUse(key: string): StripeRefusal {
  return new StripeRefusal(
    409,
    {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: `There is currently another in-progress request using this Idempotent Key (${key}). Please try again later.`,
    },
    'unread',
    { 'Stripe-Should-Retry': 'true' },
  )
}

/** The keys of each account are its own. */
export function idOf({ key, owner }: Pick<KeyedRequest, 'key' | 'owner'>): string {
  return `${owner} ${key}`
}

function fingerprintOf({ method, path, body }: KeyedRequest): string {
  return createHash('sha256').update(`${method} ${path}\n${body}`).digest('hex')
}

function refusal(message: string): StripeRefusal {
  return new StripeRefusal(400, { type: 'idempotency_error', message }, 'unread')
}
