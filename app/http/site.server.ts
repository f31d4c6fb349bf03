import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import { createHeaders } from '@remix-run/node-fetch-server'
import type { World } from '#app/world.server.ts'
import { routeAnswer, send, textAnswer } from './answer.server.ts'
import type { Answer, StreamedAnswer } from './answer.server.ts'
import { bodyLimit, readBody } from './body.server.ts'
import { shortened } from './client-address.server.ts'
import { failureOfStatus } from './failure-page.tsx'
import type { Failure } from './failure-page.tsx'
import { createPageCache, pageKey } from './page-cache.server.ts'
import type { PageCache } from './page-cache.server.ts'
import { PAGE_CACHE_HEADER } from './public-page.ts'
import { createRateLimits } from './rate-limits.server.ts'
import type { RateLimits } from './rate-limits.server.ts'
import { refusalPage } from './refusal-page.server.tsx'
import { createGuard } from './request-guard.server.ts'
import type { Refusal } from './request-guard.server.ts'
import { unavailable } from './responses.server.ts'
import { routeHandlersOf } from './route-handlers.server.ts'
import type { RouteHandlers } from './route-handlers.server.ts'
import { routePatternsOf } from './route-patterns.server.ts'
import type { RoutePatterns } from './route-patterns.server.ts'
import { securityHeadersOf } from './security-headers.server.ts'
import type { SiteContext } from './site-context.server.ts'
import { loadStaticFiles } from './static-files.server.ts'
import type { StaticFile, StaticFiles } from './static-files.server.ts'
import { visitOf } from './visit.server.ts'
import type { Visit } from './visit.server.ts'

/**
 * One request, from its first header to the last byte of the answer: guard, static files, page cache, body, route,
 * headers and compression, and one line in the log.
 */

interface Site {
  world: World
  /** Scheme, host and port by which people find the site. */
  origin: string
  handlers: RouteHandlers
  patterns: RoutePatterns
  files: StaticFiles
  pages: PageCache
  limits: RateLimits
}

const REFUSALS: Record<Refusal, { status: number; failure: Failure }> = {
  'wrong-host': { status: 421, failure: 'wrongHost' },
  'bad-address': { status: 400, failure: 'badRequest' },
  'foreign-form': { status: 403, failure: 'refused' },
  'wrong-method': { status: 405, failure: 'wrongMethod' },
  'cut-off': { status: 400, failure: 'badRequest' },
  'too-large': { status: 413, failure: 'tooLarge' },
}

export type RequestListener = (message: IncomingMessage, response: ServerResponse) => Promise<void>

/** @param build the routes, as the build made them; its `assetsBuildDirectory` holds the static files */
export function createRequestListener(world: World, build: ServerBuild): RequestListener {
  const { config, log } = world
  const guard = createGuard(config)
  const security = securityHeadersOf(config)
  const site: Site = {
    world,
    origin: new URL(config.PUBLIC_URL).origin,
    handlers: routeHandlersOf(build),
    patterns: routePatternsOf(build.routes),
    files: loadStaticFiles(build.assetsBuildDirectory),
    pages: createPageCache(),
    limits: createRateLimits(),
  }
  return async (message, response) => {
    const visit = visitOf(message, config.TRUSTED_PROXIES)
    logWhenDone(site, visit, response)
    try {
      const verdict = guard({ ...visit, headers: message.headers })
      const said = verdict.pass
        ? await answer(site, visit, message, response)
        : 'goTo' in verdict
          ? redirect(verdict.goTo)
          : refuse(site, visit, verdict.refusal)
      await send(response, visit, security, said)
    } catch (error) {
      log.error({ err: error, requestId: visit.requestId }, 'request failed')
      if (response.headersSent) response.destroy()
      else await send(response, visit, security, fail(site, visit, 500, 'broken'))
    }
  }
}

/** The fields are picked one by one: neither the address that was asked for nor anything sent is among them. */
function logWhenDone(site: Site, visit: Visit, response: ServerResponse): void {
  const startedAt = performance.now()
  response.once('close', () => {
    site.world.log.info({
      requestId: visit.requestId,
      method: visit.method,
      route: site.files.has(visit.path) ? 'static' : site.patterns(visit.path),
      status: response.statusCode,
      ms: Math.round((performance.now() - startedAt) * 10) / 10,
      from: shortened(visit.address),
      isWhole: response.writableFinished,
    })
  })
}

async function answer(
  site: Site,
  visit: Visit,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<Answer | StreamedAnswer> {
  const file = site.files.get(visit.path)
  if (file && visit.method !== 'POST') return fileAnswer(visit, file, message.headers['if-none-match'])

  const isPublic = visit.method === 'GET' && !visit.hasSession
  const key = isPublic ? pageKey(visit.path, visit.search, visit.language, visit.encoding) : null
  if (key === null) return freshAnswer(site, visit, message, response).then(({ made }) => made)
  // Asked for before the page is made: a change while it is being made makes it old at once.
  const version = await site.world.db.version()
  const nowMs = site.world.clock.now().getTime()
  const kept = site.pages.find(key, version, nowMs)
  if (kept) return kept
  const { made, mayBeKept } = await freshAnswer(site, visit, message, response)
  if (mayBeKept && 'body' in made) site.pages.keep(key, version, nowMs, made)
  return made
}

async function freshAnswer(
  site: Site,
  visit: Visit,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<{ made: Answer | StreamedAnswer; mayBeKept: boolean }> {
  let body: Buffer | null = null
  if (visit.method === 'POST') {
    const reading = await readBody(message, bodyLimit(visit.path, site.patterns(visit.path)))
    if (!reading.ok) return { made: refuse(site, visit, reading.reason), mayBeKept: false }
    body = reading.body
  }
  const routeResponse = await askRoute(site, visit, message, response, body)
  const { status, headers } = routeResponse
  const made = await routeAnswer(visit, routeResponse)
  if (
    status >= 400 &&
    'body' in made &&
    made.body.length === 0 &&
    message.headers.accept?.includes('text/html')
  )
    return { made: failureInWords(site, visit, status, headers), mayBeKept: false }
  const mayBeKept = status === 200 && headers.has(PAGE_CACHE_HEADER) && !headers.has('Set-Cookie')
  return { made, mayBeKept }
}

async function askRoute(
  { world, origin, handlers, limits }: Site,
  visit: Visit,
  message: IncomingMessage,
  response: ServerResponse,
  body: Buffer | null,
): Promise<Response> {
  const headers = createHeaders(message)
  // What proxies say has been weighed already; a route must not believe it again.
  for (const name of ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'])
    headers.delete(name)
  const cutOff = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) cutOff.abort()
  })
  const { nonce, requestId, address } = visit
  const context: SiteContext = { world, nonce, requestId, address, limits, isUnavailable: false }
  const request = new Request(origin + withoutDataQuery(visit), {
    method: visit.method,
    headers,
    signal: cutOff.signal,
    body: body && new Uint8Array(body),
  })
  const routeResponse = await handlers(visit.path)(request, context as AppLoadContext)
  // What broke is not ours and passes by itself, so the answer says that instead.
  return context.isUnavailable && routeResponse.status === 500 ? unavailable() : routeResponse
}

/**
 * Path and query without `_data`, by which Remix once asked for the data of one route. No page of ours asks so; whoever
 * does gets the page, where Remix would give an empty answer and log an error.
 */
function withoutDataQuery({ target, path, search }: Visit): string {
  const query = new URLSearchParams(search)
  if (!query.has('_data')) return target
  query.delete('_data')
  return query.size > 0 ? `${path}?${query}` : path
}

function fileAnswer(visit: Visit, file: StaticFile, knownEtag: string | undefined): Answer {
  const headers = ['Cache-Control', file.cacheControl, 'ETag', file.etag, 'Vary', 'Accept-Encoding']
  if (knownEtag === file.etag) return { status: 304, headers, body: Buffer.alloc(0) }
  const body = file.bodies[visit.encoding]
  headers.push('Content-Type', file.contentType)
  if (body !== file.bodies.identity) headers.push('Content-Encoding', visit.encoding)
  return { status: 200, headers, body }
}

function refuse(site: Site, visit: Visit, refusal: Refusal): Answer {
  const { status, failure } = REFUSALS[refusal]
  site.world.log.warn({ requestId: visit.requestId, refusal }, 'refused')
  return fail(site, visit, status, failure)
}

/** A page for people; a sentence for machines, of which Stripe reads the status and a person the words. */
function fail(site: Site, visit: Visit, status: number, failure: Failure): Answer {
  if (visit.path.startsWith('/webhooks/'))
    return textAnswer(visit, status, 'text/plain; charset=utf-8', sentenceFor(failure))
  const page = refusalPage(failure, visit.language, site.world.config)
  return textAnswer(visit, status, 'text/html; charset=utf-8', page)
}

function sentenceFor(failure: Failure): string {
  return failure === 'tooLarge'
    ? 'This is larger than a webhook may be: nothing was kept.'
    : `This was refused (${failure}): nothing was kept.`
}

/** A route without a page of its own said no with an empty answer: whoever reads it gets words. */
function failureInWords(site: Site, visit: Visit, status: number, said: Headers): Answer {
  const page = fail(site, visit, status, failureOfStatus(status))
  for (const name of ['Allow', 'Retry-After']) {
    const value = said.get(name)
    if (value !== null) page.headers.push(name, value)
  }
  return page
}

function redirect(location: string): Answer {
  return { status: 307, headers: ['Location', location], body: Buffer.alloc(0) }
}
