import type Stripe from 'stripe'
import { noteShape, type Observation, observationOf, refusalOf, type Shapes } from './observation.ts'
import type { Target } from './target.ts'

/** How often something is asked for again that happens by itself. */
const LONGEST_WAIT = 20

/** Everything that was seen in one run. */
export interface Seen {
  calls: Observation[]
  /** The types of the events about the object that a call made; in the order of the alphabet, since none is promised. */
  events: Record<string, string[]>
  shapes: Shapes
}

/** One run of calls against a target: it makes them one after the other and writes down what comes back. */
export class Session {
  readonly stripe: Stripe
  readonly seen: Seen = { calls: [], events: {}, shapes: {} }
  #target: Target
  #watched = new Map<string, string>()
  #since = Math.floor(Date.now() / 1000) - 1

  constructor(target: Target) {
    this.#target = target
    this.stripe = target.stripe
  }

  /** Makes a call that is to be answered. `picked` are the paths of the values to compare. */
  async answered<T extends object>(
    call: string,
    picked: readonly string[],
    run: () => Promise<T>,
  ): Promise<T> {
    const answer = await run().catch((error: unknown) => {
      this.seen.calls.push(refusalOf(call, error))
      throw new Unanswered(call)
    })
    this.seen.calls.push(observationOf(call, answer, picked))
    noteShape(this.seen.shapes, answer)
    return answer
  }

  /** Makes a call that is to be refused. */
  async refused(call: string, run: () => Promise<object>): Promise<void> {
    const seen = await run().then(
      answer => observationOf(call, answer, []),
      (error: unknown) => refusalOf(call, error),
    )
    this.seen.calls.push(seen)
  }

  /** Asks again and again until something has happened by itself, and writes down the last answer. */
  async until<T extends object>(
    call: string,
    picked: readonly string[],
    run: () => Promise<T>,
    holds: (answer: T) => boolean,
  ): Promise<T> {
    return this.answered(call, picked, async () => {
      for (let n = 1; ; n++) {
        await this.#target.settle()
        const answer = await run()
        if (holds(answer) || n === LONGEST_WAIT) return answer
      }
    })
  }

  /** The events about this object will be compared under this name. */
  watch(name: string, object: { id: string }): void {
    this.#watched.set(object.id, name)
  }

  /** Collects the events about the objects that are watched. */
  async collectEvents(): Promise<void> {
    await this.#target.settle()
    for (const name of this.#watched.values()) this.seen.events[name] = []
    for await (const event of this.stripe.events.list({ created: { gte: this.#since }, limit: 100 })) {
      const name = this.#watched.get((event.data.object as { id?: string }).id ?? '')
      if (name !== undefined) this.seen.events[name]?.push(event.type)
    }
    for (const types of Object.values(this.seen.events)) types.sort()
  }
}

/** A call that others build on was refused; the rest of its chapter cannot be made. */
export class Unanswered extends Error {
  constructor(call: string) {
    super(`"${call}" was not answered`)
  }
}
