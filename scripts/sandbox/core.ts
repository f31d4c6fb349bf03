import { isoOf, SandboxClock, startingAt } from './clock.ts'
import { Draft, type Settings, type Trace } from './draft.ts'
import { freshSeed } from './random.ts'
import { State } from './state.ts'
import { StripeRefusal } from './stripe/errors.ts'
import { type Fault, takeFault } from './stripe/faults.ts'
import { idOf, keyInUse } from './stripe/idempotency.ts'
import { type ApiAnswer, type ApiRequest, handleApi } from './stripe/stripe.ts'
import {
  answerViolations,
  eventViolations,
  SchemaViolation,
  type ValidationMode,
  type Violation,
} from './violations.ts'
import type { DocumentFile } from './document-file.ts'
import type { Carrier } from './postman.ts'

export interface CoreOptions {
  file: DocumentFile | undefined
  clockFile: string | undefined
  /** Where the clock of a new sandbox starts, running; without it, at the machine's own time. */
  startAtMs: number | undefined
  publicUrl: string
  webhooks: Settings['webhooks']
  seed: string | undefined
  validate: ValidationMode
  /** How webhooks travel. */
  carrier: Carrier
}

/** How an answer must be given: as it is, late, or broken off. */
export interface Delivered {
  answer: ApiAnswer
  waitMs: number
  isCut: boolean
}

/** The state, the clock and the machines together: everything of the sandbox but its networks. */
export class SandboxCore {
  readonly state: State
  readonly clock: SandboxClock
  readonly settings: Settings
  readonly carrier: Carrier
  readonly violations: Violation[] = []
  #validate: ValidationMode
  #keysInUse = new Set<string>()
  #persistedClock: unknown
  /** Called after each step, for whoever waits for jobs. */
  onStep: () => void = () => {}

  constructor(options: CoreOptions) {
    this.state = new State(options.file)
    const seed = this.state.get('seed', 'seed')?.seed ?? options.seed ?? freshSeed()
    this.settings = { publicUrl: options.publicUrl, webhooks: options.webhooks, seed }
    this.#validate = options.validate
    this.carrier = options.carrier
    const kept = this.state.get('clock', 'clock') ?? startingAt(options.startAtMs)
    this.clock = new SandboxClock({ offsetMs: kept.offsetMs, frozenAtMs: kept.frozenAtMs }, options.clockFile)
    this.step(draft => draft.put('seed', 'seed', { id: 'seed', seed }, ''))
  }

  /** Runs one step and takes over what it changed; when it throws, nothing changed. */
  step<T>(run: (draft: Draft) => T, trace?: Trace, owner?: string): T {
    const draft = new Draft(this.state, this.clock.now(), this.settings, trace, owner)
    const result = run(draft)
    const clock = this.clock.state()
    if (clock !== this.#persistedClock) draft.put('clock', 'clock', { id: 'clock', ...clock }, '')
    const changes = draft.changes()
    if (this.#validate !== 'off') this.#note(eventViolations(changes))
    this.state.commit(changes)
    this.#persistedClock = clock
    this.onStep()
    return result
  }

  /** Looks without changing anything. */
  look<T>(run: (draft: Draft) => T): T {
    return run(new Draft(this.state, this.clock.now(), this.settings))
  }

  /** Answers a request to Stripe's API. */
  api(request: ApiRequest): Delivered {
    const { method, path, headers } = request
    const owner = headers['stripe-account'] ?? headers['stripe-context'] ?? ''
    const key = headers['idempotency-key']
    const { requestId, fault } = this.step(draft => ({
      requestId: draft.nextId('req_', 14),
      fault: takeFault(draft, method, path),
    }))
    const keyId = method === 'POST' && key !== undefined ? idOf({ key, owner }) : undefined
    if (keyId !== undefined && this.#keysInUse.has(keyId))
      return plain(refusalAnswer(keyInUse(key ?? ''), requestId))
    const answer = this.#answer(request, { id: requestId, idempotencyKey: key ?? null }, owner, fault)
    const waitMs = fault?.kind === 'slow' ? fault.slowMs : 0
    if (keyId !== undefined && waitMs > 0) this.#keysInUse.add(keyId)
    return { answer, waitMs, isCut: fault?.kind === 'cut' }
  }

  /** A slow answer has gone out: its key may be used again. */
  release(request: ApiRequest): void {
    const owner = request.headers['stripe-account'] ?? request.headers['stripe-context'] ?? ''
    this.#keysInUse.delete(idOf({ key: request.headers['idempotency-key'] ?? '', owner }))
  }

  /** Forgets every object, and lets the clock run on from where it is. */
  reset(): void {
    const { seed } = this.settings
    const ids = this.state.get('counter', 'ids')
    this.state.clear()
    this.violations.length = 0
    this.#persistedClock = undefined
    this.step(draft => {
      draft.put('seed', 'seed', { id: 'seed', seed }, '')
      // Ids go on where they were: a receiver that remembers old events must not take new ones for them.
      if (ids !== undefined) draft.put('counter', 'ids', ids, '')
    })
  }

  /** What can be said of the clock to the outside. */
  clockView(): { now: string; frozen: boolean } {
    return { now: isoOf(this.clock.now()), frozen: this.clock.state().frozenAtMs !== null }
  }

  #answer(request: ApiRequest, trace: Trace, owner: string, fault: Fault | undefined): ApiAnswer {
    try {
      return this.step(
        draft => {
          const { answer, route, isRefusedParameter } = handleApi(draft, request, fault?.kind)
          const what = `${request.method} ${request.path}`
          if (isRefusedParameter) this.violations.push({ kind: 'request', what, faults: [answer.body] })
          if (this.#validate !== 'off' && route !== undefined) this.#note(answerViolations(route, answer))
          return answer
        },
        trace,
        owner,
      )
    } catch (error) {
      if (error instanceof SchemaViolation) return violationAnswer(error, String(trace.id))
      throw error
    }
  }

  #note(found: Violation[]): void {
    this.violations.push(...found)
    const [first] = found
    if (first !== undefined && this.#validate === 'throw') throw new SchemaViolation(first)
  }
}

function plain(answer: ApiAnswer): Delivered {
  return { answer, waitMs: 0, isCut: false }
}

function refusalAnswer(refusal: StripeRefusal, requestId: string): ApiAnswer {
  return {
    status: refusal.status,
    headers: { 'Content-Type': 'application/json', 'Request-Id': requestId, ...refusal.headers },
    body: JSON.stringify({ error: refusal.fields }),
  }
}

function violationAnswer(violation: SchemaViolation, requestId: string): ApiAnswer {
  const fields = { type: 'api_error' as const, code: 'sandbox_schema_violation', message: violation.message }
  const headers = { 'Stripe-Should-Retry': 'false' }
  return refusalAnswer(new StripeRefusal(500, fields, 'unread', headers), requestId)
}
