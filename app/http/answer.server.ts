import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { compress, compressor, isWorthCompressing } from './compression.server.ts'
import type { Encoding } from './compression.server.ts'
import { PAGE_CACHE_HEADER } from './public-page.ts'
import { referrerPolicy } from './security-headers.server.ts'
import type { SecurityHeaders } from './security-headers.server.ts'
import { STREAMED_HEADER } from './streamed-file.server.ts'
import type { Visit } from './visit.server.ts'

/** An answer ready to leave, but for the headers that every answer of the site has. */
export interface Answer {
  status: number
  /** Name, value, name, value, … */
  headers: string[]
  body: Buffer
}

/** An answer that is still being made while it leaves. No cache of ours can keep it. */
export interface StreamedAnswer extends Omit<Answer, 'body'> {
  parts: Readable
  encoder: Transform | null
}

/** Low enough to cost a tenth of a millisecond for a page. */
const BROTLI_QUALITY = 4

/** An answer of text that we wrote ourselves. */
export function textAnswer(visit: Visit, status: number, contentType: string, text: string): Answer {
  return finish(visit, status, ['Cache-Control', 'no-store'], contentType, Buffer.from(text))
}

/**
 * Makes an answer of what a route gave back: read whole and compressed once, unless the route streams it, and never
 * kept by a cache when it is one person's.
 */
export async function routeAnswer(visit: Visit, response: Response): Promise<Answer | StreamedAnswer> {
  const headers: string[] = []
  for (const [name, value] of response.headers) {
    if (!MADE_HERE.has(name)) headers.push(name, value)
  }
  headers.push('Cache-Control', cacheControl(visit, response))
  const contentType = response.headers.get('Content-Type') ?? ''
  if (response.body && response.headers.has(STREAMED_HEADER))
    return stream(visit, response.status, headers, contentType, response.body as ReadableStream<Uint8Array>)
  return finish(visit, response.status, headers, contentType, Buffer.from(await response.arrayBuffer()))
}

const MADE_HERE = new Set([
  'cache-control',
  'content-length',
  'content-type',
  PAGE_CACHE_HEADER.toLowerCase(),
  STREAMED_HEADER.toLowerCase(),
])

function cacheControl(visit: Visit, response: Response): string {
  const own = response.headers.get('Cache-Control')
  const setsCookie = response.headers.has('Set-Cookie')
  if (own?.startsWith('public') && !setsCookie && !visit.hasToken) return own
  if (visit.hasSession || visit.hasToken || setsCookie) return 'no-store'
  return response.headers.has(PAGE_CACHE_HEADER) ? 'no-cache' : 'private, no-cache'
}

function finish(visit: Visit, status: number, headers: string[], contentType: string, body: Buffer): Answer {
  const encoding = describe(visit, headers, contentType, body.length)
  return { status, headers, body: compress(body, encoding, BROTLI_QUALITY) }
}

function stream(
  visit: Visit,
  status: number,
  headers: string[],
  contentType: string,
  body: ReadableStream<Uint8Array>,
): StreamedAnswer {
  const encoding = describe(visit, headers, contentType, Infinity)
  const encoder = encoding === 'identity' ? null : compressor(encoding, BROTLI_QUALITY)
  return { status, headers, parts: Readable.fromWeb(body), encoder }
}

/** Says in the headers what the body is, and returns how it is to be encoded. */
function describe(visit: Visit, headers: string[], contentType: string, bytes: number): Encoding {
  if (contentType) headers.push('Content-Type', contentType)
  if (!isWorthCompressing(contentType, bytes)) return 'identity'
  headers.push('Vary', 'Accept-Encoding, Accept-Language, Cookie')
  if (visit.encoding !== 'identity') headers.push('Content-Encoding', visit.encoding)
  return visit.encoding
}

/**
 * Sends an answer with the headers that every answer of the site has. Resolves when the last of it was handed over,
 * or when whoever asked went away.
 *
 * @throws what the making of a streamed answer throws; its headers have left by then
 */
export async function send(
  response: ServerResponse,
  visit: Visit,
  security: SecurityHeaders,
  answer: Answer | StreamedAnswer,
): Promise<void> {
  const headers = [
    ...answer.headers,
    ...security.fixed,
    'Content-Security-Policy',
    security.policy(visit.nonce),
    'Referrer-Policy',
    referrerPolicy(visit.hasToken),
    'X-Request-Id',
    visit.requestId,
  ]
  if ('body' in answer) {
    response.writeHead(answer.status, [...headers, 'Content-Length', String(answer.body.length)])
    response.end(visit.method === 'HEAD' ? undefined : answer.body)
    return
  }
  response.writeHead(answer.status, headers)
  const { parts, encoder } = answer
  if (visit.method === 'HEAD') {
    parts.destroy()
    response.end()
    return
  }
  const sent = encoder ? pipeline(parts, encoder, response) : pipeline(parts, response)
  await sent.catch((error: unknown) => {
    if (!hasGone(error)) throw error
  })
}

function hasGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}
