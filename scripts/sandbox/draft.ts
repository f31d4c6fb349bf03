import { SECOND_MS, secondsOf } from './clock.ts'
import type { CollectionName, Collections, Job } from './collections.ts'
import { seededFraction, seededText } from './random.ts'
import type { Change, Row, State } from './state.ts'

/** What the machines must know about the process they run in. */
export interface Settings {
  /** Where a browser reaches the hosted pages, without a slash at the end. */
  publicUrl: string
  webhooks: WebhookWeather
  seed: string
}

/** How badly the network treats webhooks: shares are fractions from 0 to 1. */
export interface WebhookWeather {
  longestDelayMs: number
  duplicateShare: number
  dropShare: number
  /** How many webhooks may be under way at the same time. */
  parallel: number
}

/** Which request an event came from; both null when it came from the clock or a hosted page. */
export interface Trace {
  id: string | null
  idempotencyKey: string | null
}

const NO_REQUEST: Trace = { id: null, idempotencyKey: null }

/**
 * One step of the machines: it reads the state, collects what the step changes, and is taken over as a whole
 * or dropped as a whole. Documents are never changed in place.
 */
export class Draft {
  readonly nowMs: number
  readonly settings: Settings
  readonly trace: Trace
  /** The account in whose name the step is made; '' is the platform. */
  readonly owner: string
  #state: State
  #changes = new Map<string, Change>()

  constructor(state: State, nowMs: number, settings: Settings, trace: Trace = NO_REQUEST, owner = '') {
    this.#state = state
    this.nowMs = nowMs
    this.settings = settings
    this.trace = trace
    this.owner = owner
  }

  /** Now in the whole seconds of Stripe's API. */
  get now(): number {
    return secondsOf(this.nowMs)
  }

  get<K extends CollectionName>(collection: K, id: string): Collections[K] | undefined {
    return this.#row(collection, id)?.doc
  }

  /** The document that must be there, since another one speaks of it. */
  must<K extends CollectionName>(collection: K, id: string): Collections[K] {
    const doc = this.get(collection, id)
    if (doc === undefined) throw new Error(`the sandbox lost ${collection} ${id}`)
    return doc
  }

  ownerOf(collection: CollectionName, id: string): string | undefined {
    return this.#row(collection, id)?.owner
  }

  put<K extends CollectionName>(
    collection: K,
    id: string,
    doc: Collections[K],
    owner = this.owner,
  ): Collections[K] {
    const known = this.#row(collection, id)
    const row = { seq: known?.seq ?? 0, owner: known?.owner ?? owner, doc }
    this.#changes.set(`${collection}/${id}`, { collection, id, row })
    return doc
  }

  patch<K extends CollectionName>(
    collection: K,
    id: string,
    change: Partial<Collections[K]>,
  ): Collections[K] {
    return this.put(collection, id, { ...this.must(collection, id), ...change })
  }

  remove(collection: CollectionName, id: string): void {
    this.#changes.set(`${collection}/${id}`, { collection, id, row: undefined })
  }

  /** All documents of a collection, the newest first; with an owner, only theirs. */
  all<K extends CollectionName>(collection: K, owner?: string): Collections[K][] {
    const docs: Collections[K][] = []
    const take = (row: Row<Collections[K]> | undefined) => {
      if (row !== undefined && (owner === undefined || row.owner === owner)) docs.push(row.doc)
    }
    const known = this.#state.rows(collection)
    for (const [id, row] of known) {
      const change = this.#changes.get(`${collection}/${id}`)
      take(change === undefined ? row : (change.row as Row<Collections[K]> | undefined))
    }
    for (const change of this.#changes.values()) {
      if (change.collection !== collection || known.has(change.id)) continue
      take(change.row as Row<Collections[K]> | undefined)
    }
    return docs.reverse()
  }

  /** Plans a job; a second one with the same id takes the place of the first. */
  schedule(job: Omit<Job, 'owner' | 'soon'> & { owner?: string; soon?: boolean }): void {
    this.put('job', job.id, { owner: this.owner, soon: false, ...job })
  }

  /** A new id, "prefix" and letters. It follows from the seed and the number of ids made before. */
  nextId(prefix: string, length = 24): string {
    const value = (this.get('counter', 'ids')?.value ?? 0) + 1
    this.put('counter', 'ids', { id: 'ids', value }, '')
    return prefix + seededText(this.settings.seed, `id ${value}`, length)
  }

  /** A fraction in [0, 1) that belongs to `subject` in this sandbox. */
  fraction(subject: string): number {
    return seededFraction(this.settings.seed, subject)
  }

  /** Forgets what this step changed so far. */
  drop(): void {
    this.#changes.clear()
  }

  changes(): Change[] {
    return [...this.#changes.values()]
  }

  #row<K extends CollectionName>(collection: K, id: string): Row<Collections[K]> | undefined {
    const change = this.#changes.get(`${collection}/${id}`)
    if (change !== undefined) return change.row as Row<Collections[K]> | undefined
    return this.#state.rows(collection).get(id)
  }
}

/** A moment in whole seconds, as the milliseconds in which jobs are planned. */
export function msOfSeconds(seconds: number): number {
  return seconds * SECOND_MS
}
