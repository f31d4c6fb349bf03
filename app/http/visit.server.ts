import { randomFillSync, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { negotiate } from '#app/i18n/language.ts'
import type { Language } from '#app/i18n/language.ts'
import { clientAddress } from './client-address.server.ts'
import { encodingFor } from './compression.server.ts'
import type { Encoding } from './compression.server.ts'
import { LANGUAGE_COOKIE, readCookie, SESSION_COOKIE } from './cookies.server.ts'

/** What is known about a request before anything answers it. */
export interface Visit {
  requestId: string
  method: string
  /** Path and query as they were sent. */
  target: string
  path: string
  /** The query with its question mark, or nothing. */
  search: string
  address: string
  encoding: Encoding
  language: Language
  nonce: string
  hasSession: boolean
  /** Whether the address carries a signed token, and so opens what is one person's. */
  hasToken: boolean
}

/** @param trustedProxies how many proxies of ours stand before this server */
export function visitOf(message: IncomingMessage, trustedProxies: number): Visit {
  const { headers, method = 'GET', url: target = '' } = message
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  const search = mark < 0 ? '' : target.slice(mark)
  const forwarded = headers['x-forwarded-for']
  return {
    requestId: randomUUID(),
    method,
    target,
    path,
    search,
    address: clientAddress(message.socket.remoteAddress ?? '', asText(forwarded), trustedProxies),
    encoding: encodingFor(asText(headers['accept-encoding'])),
    language: negotiate(headers['accept-language'] ?? null, readCookie(headers.cookie, LANGUAGE_COOKIE)),
    nonce: freshNonce(),
    hasSession: readCookie(headers.cookie, SESSION_COOKIE) !== null,
    hasToken: /[?&]k=/.test(search),
  }
}

const NONCE_BYTES = 16
/** Asking the system for random bytes takes a tenth of the time of a page out of the cache, so they are fetched for many at once. */
const randomness = Buffer.alloc(256 * NONCE_BYTES)
let taken = randomness.length

/** Random bytes that no other answer has (CSP3, 7.1 asks for at least 128 bits), in base64. */
function freshNonce(): string {
  if (taken === randomness.length) {
    randomFillSync(randomness)
    taken = 0
  }
  taken += NONCE_BYTES
  return randomness.toString('base64', taken - NONCE_BYTES, taken)
}

function asText(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header
}
