import { type PaymentBatch, RefusedFile, takePaymentFile } from './bank/payment-files.ts'
import { durationMs, momentMs } from './clock.ts'
import type { CollectionName } from './collections.ts'
import type { SandboxCore } from './core.ts'
import { statementList } from './pages/bank-page.ts'
import { jsonOf, type PageAnswer } from './pages/page.ts'
import { addDestination } from './stripe/event-destinations.ts'
import { addFault, FAULT_KINDS, type FaultKind } from './stripe/faults.ts'
import { addEndpoint } from './stripe/webhook-endpoints.ts'
import type { Timekeeper } from './timekeeper.ts'
import { pull, triggerList } from './triggers/triggers.ts'
import { ControlMistake } from './triggers/wish.ts'

/** What is asked of the control panel. */
export interface ControlRequest {
  method: string
  /** What follows `/_sandbox/`. */
  path: string
  body: string
}

/** An endpoint that shall hear of events, with the secret that its owner already has. */
export interface EndpointWish {
  url: string
  secret: string
  kind: 'snapshot' | 'thin'
  connect?: boolean
  enabled_events?: string[]
}

/** A failure to plan. */
export interface FaultWish {
  method?: string
  /** A regular expression over the path. */
  path: string
  kind: FaultKind
  times?: number
  slowMs?: number
}

/** How the clock shall change; `to` and `advance` run everything that is due on the way. */
export interface ClockWish {
  freeze?: boolean
  to?: string
  advance?: string
}

/** The sandbox's own control panel: everything a test or a launcher needs and Stripe has no call for. */
export class Control {
  #core: SandboxCore
  #timekeeper: Timekeeper

  constructor(core: SandboxCore, timekeeper: Timekeeper) {
    this.#core = core
    this.#timekeeper = timekeeper
  }

  async answer({ method, path, body }: ControlRequest): Promise<PageAnswer> {
    try {
      const result = await this.#run(`${method} ${path}`, body)
      return result === undefined
        ? jsonOf({ error: `there is no ${method} /_sandbox/${path}` }, 404)
        : jsonOf(result)
    } catch (error) {
      if (error instanceof ControlMistake) return jsonOf({ error: error.message }, 400)
      throw error
    }
  }

  clock() {
    return this.#core.clockView()
  }

  async setClock(wish: ClockWish) {
    const target = this.#targetOf(wish)
    if (wish.freeze === true && target === undefined)
      await this.#timekeeper.change(() => this.#core.clock.freeze())
    if (wish.freeze === false) await this.#timekeeper.change(() => this.#core.clock.thaw())
    if (target !== undefined) {
      if (wish.freeze === true) await this.#timekeeper.change(() => this.#core.clock.freeze())
      await this.#timekeeper.moveTo(target)
    }
    return this.clock()
  }

  drain() {
    return this.#timekeeper.drain()
  }

  /** How many documents of each kind there are. */
  counts() {
    const names = Object.keys(this.dump()) as CollectionName[]
    const counts = Object.fromEntries(names.map(name => [name, this.#core.state.rows(name).size]))
    return { ...counts, webhooksWaiting: this.#timekeeper.waitingWebhooks() }
  }

  /** Every document that is not the sandbox's own housekeeping. */
  dump(): Record<string, { owner: string; doc: unknown }[]> {
    const rows = DUMPED.map(name => {
      const documents = [...this.#core.state.rows(name).values()].map(({ owner, doc }) => ({ owner, doc }))
      return [name, documents] as const
    })
    return Object.fromEntries(rows)
  }

  setEndpoint(wish: EndpointWish): { id: string } {
    if (!URL.canParse(wish.url)) throw new ControlMistake(`url: "${wish.url}" is not an address`)
    if (typeof wish.secret !== 'string' || wish.secret === '')
      throw new ControlMistake('secret: it is missing')
    if (wish.kind === 'thin') return this.#setThin(wish)
    if (wish.kind === 'snapshot') return this.#setSnapshot(wish)
    throw new ControlMistake(`kind: "${String(wish.kind)}" is neither snapshot nor thin`)
  }

  addFault(wish: FaultWish) {
    if (!FAULT_KINDS.includes(wish.kind)) {
      throw new ControlMistake(`kind: "${String(wish.kind)}" is none of ${FAULT_KINDS.join(', ')}`)
    }
    if (!isRegExp(wish.path)) throw new ControlMistake(`path: "${wish.path}" is not a regular expression`)
    const { method = '*', times = 1, slowMs = 2000 } = wish
    return this.#core.step(draft =>
      addFault(draft, { method, path: wish.path, kind: wish.kind, times, slowMs }),
    )
  }

  /**
   * Makes something happen that Stripe, a bank or a payer would do by itself; `path` as in the list of triggers.
   * Throws with a sentence when it cannot be done.
   */
  trigger(path: string, fields: object = {}): object {
    const result = this.#core.step(draft => pull(draft, path, Object.entries(fields)))
    if (result === undefined) throw new ControlMistake(`there is no trigger ${path}`)
    return result
  }

  /** Hands a pain.001 file to the platform's bank. Throws with a sentence when the bank does not take it. */
  handInPayments(xml: string): PaymentBatch[] {
    try {
      return this.#core.step(draft => takePaymentFile(draft, xml))
    } catch (error) {
      if (error instanceof RefusedFile) throw new ControlMistake(error.message)
      throw error
    }
  }

  validation() {
    return { count: this.#core.violations.length, violations: this.#core.violations }
  }

  async #run(wish: string, body: string): Promise<unknown> {
    switch (wish) {
      case 'GET clock':
        return this.clock()
      case 'POST clock':
        return this.setClock(readJson(body))
      case 'POST drain':
        return this.drain()
      case 'GET state':
        return this.counts()
      case 'GET dump':
        return this.dump()
      case 'POST reset':
        await this.#timekeeper.change(() => this.#core.reset())
        return { ok: true }
      case 'PUT webhook-endpoints':
        return this.setEndpoint(readJson(body) as EndpointWish)
      case 'POST faults':
        return this.addFault(readJson(body) as FaultWish)
      case 'GET validation':
        return this.validation()
      case 'GET bank/statements':
        return { statements: this.#core.look(statementList) }
      case 'POST bank/payments':
        return { batches: this.handInPayments(body) }
      case 'GET triggers':
        return { triggers: triggerList() }
      default:
        return wish.startsWith('POST ') ? this.#pulled(wish.slice('POST '.length), body) : undefined
    }
  }

  #pulled(path: string, body: string): object | undefined {
    return this.#core.step(draft => pull(draft, path, Object.entries(readJson(body))))
  }

  #targetOf({ to, advance }: ClockWish): number | undefined {
    if (to !== undefined) {
      const moment = momentMs(to)
      if (moment === undefined)
        throw new ControlMistake(`to: "${to}" is not a moment such as 2026-11-24T12:00:00Z`)
      if (moment < this.#core.clock.now())
        throw new ControlMistake(`to: ${to} has passed; the clock only goes forward`)
      return moment
    }
    if (advance === undefined) return undefined
    const duration = durationMs(advance)
    if (duration === undefined)
      throw new ControlMistake(`advance: "${advance}" is not a time such as 30d, 12h, 15m or 10s`)
    return this.#core.clock.now() + duration
  }

  #setSnapshot({ url, secret, connect = false, enabled_events: enabledEvents = ['*'] }: EndpointWish) {
    return this.#core.step(draft => {
      const known = draft
        .all('webhook_endpoint')
        .find(e => e.url === url && draft.must('endpoint_secret', e.id).connect === connect)
      if (known === undefined) {
        return addEndpoint(draft, { url, enabledEvents, connect, description: null, metadata: {}, secret })
      }
      draft.put('endpoint_secret', known.id, { id: known.id, secret, connect })
      return draft.patch('webhook_endpoint', known.id, { enabled_events: enabledEvents, status: 'enabled' })
    })
  }

  #setThin({ url, secret, enabled_events: enabledEvents = ['*'] }: EndpointWish) {
    return this.#core.step(draft => {
      const known = draft.all('event_destination').find(d => d.webhook_endpoint?.url === url)
      if (known === undefined) {
        return addDestination(draft, {
          url,
          enabledEvents,
          name: 'thin events',
          description: '',
          metadata: {},
          secret,
        })
      }
      draft.put('endpoint_secret', known.id, { id: known.id, secret, connect: false })
      return draft.patch('event_destination', known.id, { enabled_events: enabledEvents, status: 'enabled' })
    })
  }
}

/** What a dump shows: the objects, and what tools may want to check beside them. */
const DUMPED = [
  'balance_transaction',
  'bank_line',
  'charge',
  'checkout_session',
  'customer',
  'delivery',
  'dispute',
  'early_fraud_warning',
  'event',
  'event_destination',
  'funds',
  'letter',
  'payment_intent',
  'payment_method',
  'payout',
  'payout_account',
  'refund',
  'setup_intent',
  'thin_event',
  'topup',
  'transfer',
  'transfer_reversal',
  'v2_account',
  'webhook_endpoint',
] as const satisfies readonly CollectionName[]

function readJson(body: string): object {
  try {
    const value: unknown = body === '' ? {} : JSON.parse(body)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Falls through: the sender is told, whatever was wrong with the text.
  }
  throw new ControlMistake('the body is not a JSON object')
}

function isRegExp(text: unknown): boolean {
  try {
    return typeof text === 'string' && new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}
