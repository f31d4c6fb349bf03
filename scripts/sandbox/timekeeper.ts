import type { Job } from './collections.ts'
import type { SandboxCore } from './core.ts'
import { deliver } from './postman.ts'
import { runJob } from './stripe/jobs.ts'
import { SchemaViolation } from './violations.ts'

/** What a drain did: webhooks that arrived, that failed, and that still wait for their next try. */
export interface Drained {
  delivered: number
  failed: number
  waiting: number
}

/** The longest the machine can be asked to wait for a timer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * Sees to it that what is due happens: by itself while the clock runs, in a rush when it is moved, and on
 * demand in a drain. One of these at a time, so that nothing is done twice.
 */
export class Timekeeper {
  #core: SandboxCore
  #timer: NodeJS.Timeout | undefined
  #underWay = new Set<Promise<unknown>>()
  #turn: Promise<unknown> = Promise.resolve()
  #isHeld = false
  #closing = new AbortController()

  constructor(core: SandboxCore) {
    this.#core = core
    core.onStep = () => this.#arm()
    this.#arm()
  }

  /** Moves the clock to `targetMs` and lets everything on the way happen at its own moment, in order. */
  moveTo(targetMs: number): Promise<void> {
    return this.#alone(async () => {
      for (;;) {
        const job = this.#core.state.jobs.first()
        if (job === undefined || job.dueAtMs > targetMs) break
        this.#core.clock.moveTo(job.dueAtMs)
        await this.#runFrom(job, other => other.dueAtMs <= this.#core.clock.now())
      }
      this.#core.clock.moveTo(targetMs)
    })
  }

  /** Does now what is due or would be in a moment, until nothing of the kind is left. */
  drain(): Promise<Drained> {
    return this.#alone(async () => {
      const drained: Drained = { delivered: 0, failed: 0, waiting: 0 }
      for (;;) {
        const job = this.#nextToDrain()
        if (job === undefined) break
        for (const status of await this.#runFrom(job, other => this.#isToDrain(other))) {
          if (status === 'delivered') drained.delivered++
          else drained.failed++
        }
      }
      drained.waiting = this.waitingWebhooks()
      return drained
    })
  }

  /** Webhooks that have not arrived and will be tried again. */
  waitingWebhooks(): number {
    return this.#core.look(draft => draft.all('delivery').filter(d => d.status === 'waiting').length)
  }

  /** Stops the clock or lets it run, when nothing else is going on. */
  change(run: () => void): Promise<void> {
    return this.#alone(async () => run())
  }

  async close(): Promise<void> {
    this.#closing.abort()
    clearTimeout(this.#timer)
    await Promise.allSettled([this.#turn, ...this.#underWay])
  }

  #nextToDrain(): Job | undefined {
    const first = this.#core.state.jobs.first()
    return first !== undefined && this.#isToDrain(first) ? first : this.#core.state.jobs.firstSoon()
  }

  #isToDrain(job: Job): boolean {
    return job.soon || job.dueAtMs <= this.#core.clock.now()
  }

  /**
   * Runs a job, and where it is a delivery, the deliveries that stand next to it and fit `others`: as many
   * at once as the weather allows. Says what became of the deliveries.
   */
  async #runFrom(job: Job, others: (job: Job) => boolean): Promise<string[]> {
    if (job.kind !== 'deliver') {
      this.#core.step(draft => runJob(draft, job), undefined, job.owner)
      return []
    }
    const started: Promise<string>[] = []
    let next: Job | undefined = job
    while (
      next !== undefined &&
      next.kind === 'deliver' &&
      started.length < this.#core.settings.webhooks.parallel
    ) {
      started.push(deliver(this.#core, next, this.#closing.signal))
      const first = this.#core.state.jobs.first()
      next = first !== undefined && others(first) ? first : undefined
    }
    return Promise.all(started)
  }

  /** Nobody waits for this job, so a violation of the schema is only remembered, and the job given up. */
  #runAlone(job: Job): void {
    try {
      this.#core.step(draft => runJob(draft, job), undefined, job.owner)
    } catch (error) {
      if (!(error instanceof SchemaViolation)) throw error
      this.#core.step(draft => draft.remove('job', job.id))
    }
  }

  /** Waits for its turn, keeps the timer still meanwhile, and tells the state of the clock afterwards. */
  #alone<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(async () => {
      this.#isHeld = true
      try {
        await Promise.allSettled(this.#underWay)
        return await run()
      } finally {
        this.#isHeld = false
        if (!this.#closing.signal.aborted) this.#core.step(() => undefined)
      }
    })
    this.#turn = result.catch(() => undefined)
    return result
  }

  /** Sets the timer to the job that is due first. A frozen clock needs none. */
  #arm(): void {
    clearTimeout(this.#timer)
    if (this.#isHeld || this.#closing.signal.aborted || this.#core.clock.state().frozenAtMs !== null) return
    const job = this.#core.state.jobs.first()
    if (job === undefined) return
    const waitMs = Math.min(Math.max(0, job.dueAtMs - this.#core.clock.now()), LONGEST_TIMER_MS)
    this.#timer = setTimeout(() => this.#ring(), waitMs)
    this.#timer.unref()
  }

  /** Starts what is due by itself; deliveries go on in the background. */
  #ring(): void {
    for (;;) {
      const job = this.#core.state.jobs.first()
      if (
        this.#isHeld ||
        this.#closing.signal.aborted ||
        job === undefined ||
        job.dueAtMs > this.#core.clock.now()
      )
        break
      if (job.kind !== 'deliver') {
        this.#runAlone(job)
        continue
      }
      if (this.#underWay.size >= this.#core.settings.webhooks.parallel) return
      const delivery: Promise<unknown> = deliver(this.#core, job, this.#closing.signal).finally(() => {
        this.#underWay.delete(delivery)
        this.#arm()
      })
      this.#underWay.add(delivery)
    }
    this.#arm()
  }
}
