import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Control } from './control.ts'
import type { SandboxCore } from './core.ts'
import { jsonOf, noticePage, type PageAnswer, seeOther } from './pages/page.ts'
import { PAGES } from './pages/pages.ts'
import { words } from './pages/words.ts'
import type { ApiRequest } from './stripe/stripe.ts'

const LONGEST_BODY_BYTES = 1024 * 1024
const STYLES = new URL('./pages/sandbox.css', import.meta.url)

/** The one HTTP server of the sandbox: Stripe's API, the hosted pages and the control panel. */
export function makeHttpServer(core: SandboxCore, control: Control): Server {
  return createServer((request, response) => {
    answer(core, control, request, response).catch((error: unknown) => {
      // A mistake of the sandbox itself: tell it where somebody sees it, and to whoever asked.
      console.error('sandbox:', error)
      if (!response.headersSent)
        send(response, jsonOf({ error: { type: 'api_error', message: String(error) } }, 500))
      else response.destroy()
    })
  })
}

async function answer(
  core: SandboxCore,
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET' } = request
  const url = new URL(request.url ?? '/', 'http://sandbox')
  const body = await readBody(request)
  if (body === undefined) {
    send(
      response,
      jsonOf({ error: { type: 'invalid_request_error', message: 'The body is too large.' } }, 413),
    )
    return
  }
  if (url.pathname.startsWith('/v1/') || url.pathname.startsWith('/v2/')) {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    await answerApi(core, { method, path: url.pathname, query: url.search.slice(1), headers, body }, response)
  } else if (isForeign(core, request)) {
    send(response, jsonOf({ error: 'a page of another site asked for this' }, 403))
  } else if (url.pathname.startsWith('/_sandbox/')) {
    send(response, await control.answer({ method, path: url.pathname.slice('/_sandbox/'.length), body }))
  } else {
    send(response, await answerPage(core, control, method, url, body))
  }
}

/**
 * Whether a page of another site asks for a change: a browser tells of which origin it is, and adds none to what is
 * only read. The API needs no such check, since it asks for a key that no foreign page can send along.
 */
function isForeign({ settings }: SandboxCore, { method = 'GET', headers }: IncomingMessage): boolean {
  const { origin, host } = headers
  if (origin === undefined || method === 'GET' || method === 'HEAD') return false
  return origin !== `http://${host}` && origin !== new URL(settings.publicUrl).origin
}

async function answerApi(core: SandboxCore, request: ApiRequest, response: ServerResponse): Promise<void> {
  const { answer: made, waitMs, isCut } = core.api(request)
  if (waitMs > 0) {
    await sleep(waitMs)
    core.release(request)
  }
  if (!isCut) {
    send(response, made)
    return
  }
  const bytes = Buffer.from(made.body)
  response.writeHead(made.status, { ...made.headers, 'Content-Length': bytes.length })
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy())
}

/** Answers a browser: the hosted pages, and the overview with its clock. */
export async function answerPage(
  core: SandboxCore,
  control: Control,
  method: string,
  url: URL,
  body: string,
): Promise<PageAnswer> {
  const path = url.pathname
  if (path === '/sandbox.css')
    return {
      status: 200,
      headers: { 'Content-Type': 'text/css; charset=utf-8' },
      body: readFileSync(STYLES, 'utf8'),
    }
  const form = new URLSearchParams(body)
  if (path === '/clock' && method === 'POST') return changeClock(control, form.get('change') ?? '')
  for (const { method: wanted, path: pattern, page } of PAGES) {
    const found = pattern.exec(path)
    if (found === null || wanted !== (method === 'HEAD' ? 'GET' : method)) continue
    return page(core, { method, path, query: url.searchParams, form }, found[1] ?? '')
  }
  const t = words('nl')
  return noticePage('nl', { status: 404, title: t.unknownTitle, text: t.unknownText })
}

/** The buttons beside the clock on the overview. */
async function changeClock(control: Control, change: string): Promise<PageAnswer> {
  if (change === 'freeze' || change === 'thaw') await control.setClock({ freeze: change === 'freeze' })
  else if (change === '1h' || change === '1d') await control.setClock({ advance: change })
  return seeOther('/')
}

function send(response: ServerResponse, { status, headers, body }: PageAnswer): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > LONGEST_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
