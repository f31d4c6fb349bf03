import type { Job } from './collections.ts'

interface Entry {
  job: Job
  seq: number
}

/** The jobs that wait, by the time they are due and then by the order in which they were made. */
export class JobQueue {
  #entries: Entry[] = []
  #dueOf = new Map<string, Entry>()

  add(job: Job, seq: number): void {
    const entry = { job, seq }
    this.#entries.splice(this.#placeOf(entry), 0, entry)
    this.#dueOf.set(job.id, entry)
  }

  remove(id: string): void {
    const entry = this.#dueOf.get(id)
    if (entry === undefined) return
    this.#dueOf.delete(id)
    this.#entries.splice(this.#placeOf(entry), 1)
  }

  /** The job that is due first. */
  first(): Job | undefined {
    return this.#entries[0]?.job
  }

  /** The first job that a drain need not wait for. */
  firstSoon(): Job | undefined {
    return this.#entries.find(({ job }) => job.soon)?.job
  }

  clear(): void {
    this.#entries = []
    this.#dueOf.clear()
  }

  #placeOf(wanted: Entry): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const entry = this.#entries[middle] as Entry
      if (isBefore(entry, wanted)) low = middle + 1
      else high = middle
    }
    return low
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.job.dueAtMs < b.job.dueAtMs || (a.job.dueAtMs === b.job.dueAtMs && a.seq < b.seq)
}
