import type { HTMLElement } from 'node-html-parser'
import { fillIn } from './fill-in.ts'
import type { Entries, Filling } from './fill-in.ts'
import { Page } from './page.ts'
import { Surprise } from './surprise.ts'

/** How a request came about, as far as a browser tells the server. */
interface Cause {
  method: 'GET' | 'POST'
  body?: URLSearchParams | FormData
  /** The page from which it was asked for; none for an address that was typed or stood in a letter. */
  from: string | null
}

const MOST_REDIRECTS = 10
const ANSWERS_WITHIN_MS = 20_000

/**
 * Somebody with a browser of their own, in which scripts are off: it keeps cookies, follows redirects, and sends a
 * form as it stands on the page, with the headers by which a server tells where a form was posted.
 */
export class Visitor {
  readonly #language: string
  readonly #cookies = new Map<string, Map<string, string>>()
  #page: Page | null = null

  /** @param language what the browser asks for, as in Accept-Language */
  constructor(language = 'en') {
    this.#language = language
  }

  /** The page that is open. */
  get page(): Page {
    if (!this.#page) throw new Surprise('a browser', 'an open page', 'none')
    return this.#page
  }

  /** Has before them a page that somebody else was sent: what stands on it can be tried with their own cookies. */
  takeOver(page: Page): void {
    this.#page = page
  }

  /** Opens an address that was typed, or stood in a letter. @throws Surprise at any other status */
  open(address: string, status = 200): Promise<Page> {
    return this.#go(address, { method: 'GET', from: null }, status)
  }

  /** Follows a link of the open page by its words. @throws Surprise at any other status */
  follow(words: string, status = 200): Promise<Page> {
    return this.#go(this.page.link(words), { method: 'GET', from: this.page.address }, status)
  }

  /**
   * Fills in the form that a button belongs to, and presses it.
   *
   * @throws Surprise when the button or a field is not there, or at any other status
   */
  press(words: string, filling: Filling = {}, status = 200): Promise<Page> {
    const { page } = this
    const { button, form } = page.button(words)
    const entries = fillIn(page, form, button, filling)
    const attribute = (name: string) => button.getAttribute(`form${name}`) ?? form.getAttribute(name)
    const target = new URL(attribute('action') ?? page.address, page.address)
    const from = page.address
    if ((attribute('method') ?? 'get').toLowerCase() === 'get') {
      target.search = asText(entries).toString()
      return this.#go(target.href, { method: 'GET', from }, status)
    }
    return this.#go(target.href, { method: 'POST', body: bodyOf(form, entries), from }, status)
  }

  /** Downloads a file, as a link with `download` does: the page that is open stays. @throws Surprise unless it comes */
  async download(address: string): Promise<Uint8Array<ArrayBuffer>> {
    const answer = await this.#send({ address, method: 'GET', from: null }, [new URL(address).origin])
    if (answer.status !== 200) throw new Surprise(address, 'a file', `status ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  }

  async #go(address: string, cause: Cause, status: number): Promise<Page> {
    const page = await this.#load(address, cause)
    this.#page = page
    if (page.status === status) return page
    throw new Surprise(page.address, `status ${status}`, `${page.status} “${page.heading || page.text}”`)
  }

  async #load(address: string, cause: Cause): Promise<Page> {
    let next = { address, ...cause }
    const origins = [new URL(address).origin]
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const answer = await this.#send(next, origins)
      const location = answer.headers.get('Location')
      if (!location || answer.status < 300 || answer.status > 399)
        return new Page(next.address, answer.status, await answer.text())
      await answer.arrayBuffer()
      next = { address: new URL(location, next.address).href, method: 'GET', from: cause.from }
      origins.push(new URL(next.address).origin)
    }
    throw new Surprise(address, `at most ${MOST_REDIRECTS} redirects`, 'more')
  }

  async #send({ address, method, body, from }: Cause & { address: string }, origins: string[]) {
    const { hostname } = new URL(address)
    const cookies = this.#cookies.get(hostname) ?? new Map<string, string>()
    const answer = await fetch(address, {
      method,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
      headers: {
        Accept: 'text/html',
        'Accept-Language': this.#language,
        'Sec-Fetch-Site': siteOf(from, origins),
        ...(method === 'POST' && from && { Origin: new URL(from).origin }),
        ...(cookies.size > 0 && { Cookie: [...cookies].map(pair => pair.join('=')).join('; ') }),
      },
    }).catch((error: unknown) => {
      throw new Surprise(
        address,
        'an answer',
        String(error instanceof Error ? (error.cause ?? error) : error),
      )
    })
    keep(cookies, answer.headers.getSetCookie())
    this.#cookies.set(hostname, cookies)
    return answer
  }
}

/** How near the page that asked is to what is asked for; on the way over redirects the farthest counts. */
function siteOf(from: string | null, origins: readonly string[]): string {
  if (from === null) return 'none'
  const { origin, hostname } = new URL(from)
  if (origins.every(each => each === origin)) return 'same-origin'
  return origins.every(each => new URL(each).hostname === hostname) ? 'same-site' : 'cross-site'
}

/** Ports do not part cookies, and a machine speaks safely to itself: Secure is no hindrance here. */
function keep(cookies: Map<string, string>, headers: readonly string[]): void {
  for (const header of headers) {
    const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(header) ?? []
    if (/;\s*Max-Age=0\s*(;|$)/i.test(header)) cookies.delete(name)
    else if (name !== '') cookies.set(name, value)
  }
}

function bodyOf(form: HTMLElement, entries: Entries): URLSearchParams | FormData {
  if (form.getAttribute('enctype') !== 'multipart/form-data') return asText(entries)
  const body = new FormData()
  for (const [name, value] of entries) body.append(name, value)
  return body
}

/** Outside of multipart, a browser sends only the name of a file. */
function asText(entries: Entries): URLSearchParams {
  return new URLSearchParams(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  )
}
