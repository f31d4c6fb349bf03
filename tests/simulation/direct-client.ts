import Stripe from 'stripe'
import type { SandboxCore } from '#scripts/sandbox/core.ts'

/** What the network does to a request on its way to Stripe, or to the answer on its way back. */
export interface Network {
  /** May wait as long as it likes, or throw: then the request never arrives. */
  there(method: string, path: string): Promise<void>
  /** May wait, or throw: then what was asked has happened, and nobody hears of it. */
  back(method: string, path: string): Promise<void>
}

/**
 * Carries the requests of Stripe's own client to a sandbox in the same process, by function calls: the client's
 * serialising, its errors and the sandbox's state are those of a request over HTTP.
 */
export class DirectClient extends Stripe.HttpClient {
  readonly #core: SandboxCore
  readonly #network: Network

  constructor(core: SandboxCore, network: Network) {
    super()
    this.#core = core
    this.#network = network
  }

  override getClientName(): string {
    return 'direct'
  }

  override async makeRequest(
    ...[, , path, method, headers, requestData]: Parameters<Stripe.HttpClient['makeRequest']>
  ): Promise<DirectResponse> {
    await this.#network.there(method, path)
    const [pathname = '', query = ''] = path.split('?')
    const request = {
      method,
      path: pathname,
      query,
      headers: inSmallLetters(headers),
      body: requestData ?? '',
    }
    const { answer, waitMs, isCut } = this.#core.api(request)
    if (waitMs > 0) this.#core.release(request)
    await this.#network.back(method, path)
    return new DirectResponse(answer, isCut)
  }
}

function inSmallLetters(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
}

class DirectResponse extends Stripe.HttpClientResponse {
  readonly #body: string
  readonly #isCut: boolean
  readonly #raw = {}

  constructor(
    { status, headers, body }: { status: number; headers: Record<string, string>; body: string },
    isCut: boolean,
  ) {
    super(status, inSmallLetters(headers))
    this.#body = body
    this.#isCut = isCut
  }

  /** The client writes the headers of the answer on this. */
  override getRawResponse(): object {
    return this.#raw
  }

  override async toJSON(): Promise<unknown> {
    if (this.#isCut)
      throw Stripe.HttpClient.makeResponseBodyError(Object.assign(new Error('cut'), { code: 'ECONNRESET' }))
    return JSON.parse(this.#body) as unknown
  }
}
