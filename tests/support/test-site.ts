import { request as httpRequest } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { ServerBuild } from '@remix-run/node'
import { createCommandSignInLink, findOrMakeUser, grantRole } from '#app/domain/users/users.server.ts'
import { HOUR_MS } from '#app/domain/clock.ts'
import { createSite } from '#app/http/server.server.ts'
import type { Role } from '#db/schema.ts'
import type { World } from '#app/world.server.ts'
import { closeAfterTest } from './close-after-test.ts'
import { loadSourceBuild } from './source-build.ts'
import type { SourceRoute } from './source-build.ts'

/** The site over real HTTP, on a free port, with the routes as they are in the tree. */
export interface TestSite {
  port: number
  /** Somebody's browser, with cookies of its own. */
  visitor(): Visitor
  /** A browser in which this person has signed in by a link. */
  signIn(email: string, roles?: readonly Role[]): Promise<Visitor & { userId: string }>
  /** Called by itself at the end of a test; a site opened outside a test must be closed by hand. */
  close(): Promise<void>
}

export interface VisitOptions {
  headers?: Record<string, string>
  method?: string
  /** Takes these headers off again, for instance `Origin`. */
  without?: readonly string[]
}

export interface Visit {
  status: number
  headers: IncomingHttpHeaders
  /** Decompressed. */
  text: string
  /** As it came over the line. */
  bytes: Buffer
}

type FormFields = Record<string, string> | readonly (readonly [string, string])[]

export interface Visitor {
  readonly cookies: Map<string, string>
  get(target: string, options?: VisitOptions): Promise<Visit>
  /** Posts a form as a browser posts it from a page of the site. Does not follow where the answer leads. */
  post(target: string, fields?: FormFields, options?: VisitOptions): Promise<Visit>
  /** Sends anything. */
  send(method: string, target: string, body: Buffer | string, options?: VisitOptions): Promise<Visit>
}

/**
 * Opens the site. Inside a test it closes when the test ends, before its world does.
 *
 * @param routes more routes than the tree has, for this test alone; or a whole build in place of the tree
 */
export async function openTestSite(
  world: World,
  routes: readonly SourceRoute[] | ServerBuild = [],
): Promise<TestSite> {
  const server = createSite(world, 'entry' in routes ? routes : await loadSourceBuild(routes))
  const { port } = await server.listen()
  const publicUrl = new URL(world.config.PUBLIC_URL)
  const site: TestSite = {
    port,
    visitor: () => createVisitor(port, publicUrl),
    signIn: async (email, roles = []) => {
      const now = world.clock.now()
      const { userId, linkId } = await world.db.inTransaction(async trx => {
        const userId = await findOrMakeUser(trx, now, email, 'nl')
        for (const role of roles) await grantRole(trx, now, { userId, role, grantedBy: null })
        return { userId, ...(await createCommandSignInLink(trx, now, { email, uses: 1, validMs: HOUR_MS })) }
      })
      const visitor = createVisitor(port, publicUrl)
      const { pathname, search } = new URL(world.links.signIn(linkId))
      const signedIn = await visitor.post(pathname + search)
      if (signedIn.status !== 303) throw new Error(`Signing in answered ${signedIn.status}.`)
      return { ...visitor, userId }
    },
    close: () => server.close(),
  }
  closeAfterTest(site.close)
  return site
}

function createVisitor(port: number, publicUrl: URL): Visitor {
  const cookies = new Map<string, string>()
  const send: Visitor['send'] = async (method, target, body, options = {}) => {
    const headers: Record<string, string> = {
      Host: publicUrl.host,
      Accept: 'text/html',
      'Accept-Language': 'nl',
      'Accept-Encoding': 'br',
      ...(cookies.size > 0 && { Cookie: [...cookies].map(pair => pair.join('=')).join('; ') }),
      ...(method !== 'GET' && method !== 'HEAD' && postHeaders(publicUrl, body)),
      ...options.headers,
    }
    for (const name of options.without ?? []) delete headers[name]
    const visit = await sendOnce(port, method, target, headers, body)
    keepCookies(cookies, visit.headers['set-cookie'] ?? [])
    return visit
  }
  return {
    cookies,
    send,
    get: (target, options) => send(options?.method ?? 'GET', target, '', options),
    post: (target, fields = {}, options) => {
      const pairs = Array.isArray(fields) ? (fields as [string, string][]) : Object.entries(fields)
      return send(options?.method ?? 'POST', target, new URLSearchParams(pairs).toString(), options)
    },
  }
}

function postHeaders(publicUrl: URL, body: Buffer | string): Record<string, string> {
  return {
    Origin: publicUrl.origin,
    'Sec-Fetch-Site': 'same-origin',
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': String(Buffer.byteLength(body)),
  }
}

function sendOnce(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Buffer | string,
): Promise<Visit> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, method, path, headers, agent: false },
      response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.once('error', reject)
        response.once('end', () => {
          const bytes = Buffer.concat(chunks)
          const text = decode(bytes, response.headers['content-encoding']).toString('utf8')
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, bytes })
        })
      },
    )
    request.once('error', reject)
    request.end(body)
  })
}

function decode(bytes: Buffer, encoding: string | undefined): Buffer {
  if (bytes.length === 0) return bytes
  return encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes
}

function keepCookies(cookies: Map<string, string>, setCookies: readonly string[]): void {
  for (const header of setCookies) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? []
    if (/; Max-Age=0(;|$)/.test(header)) cookies.delete(name)
    else cookies.set(name, value)
  }
}
