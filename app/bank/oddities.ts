import type { Oddity } from '#app/bank/bank-statement.ts'

const LISTED_OF_A_KIND = 10

/**
 * Collects what is odd in a file. Of each kind the first ten are listed and the rest counted, so that a list stays small
 * whatever is in the file; who wants every one is told of each as it is found.
 */
export class Oddities {
  readonly #listed: Oddity[] = []
  readonly #seen = new Map<string, number>()
  readonly #tell: (oddity: Oddity) => void

  constructor(tell: (oddity: Oddity) => void = () => {}) {
    this.#tell = tell
  }

  /** @param kind what makes two oddities the same, in words that can be counted: "entries without a date". */
  add(kind: string, line: number | null, sentence: string): void {
    const seen = (this.#seen.get(kind) ?? 0) + 1
    this.#seen.set(kind, seen)
    this.#tell({ line, sentence })
    if (seen <= LISTED_OF_A_KIND) this.#listed.push({ line, sentence })
  }

  list(): Oddity[] {
    const unlisted = [...this.#seen].filter(([, seen]) => seen > LISTED_OF_A_KIND)
    return [
      ...this.#listed,
      ...unlisted.map(([kind, seen]) => ({
        line: null,
        sentence: `and ${seen - LISTED_OF_A_KIND} more ${kind}`,
      })),
    ]
  }
}

/** A file cannot be read. Thrown inside the reader only; its door answers with a value. */
export class Unreadable extends Error {
  readonly line: number | null

  /** @param message a sentence that begins small and has no point: it follows "cannot be read, at line 3:". */
  constructor(message: string, line: number | null) {
    super(message)
    this.line = line
  }
}
