/** A wish that cannot be understood or fulfilled; answered with 400 and this sentence. */
export class ControlMistake extends Error {}

/**
 * What is asked of a trigger: the fields of a JSON body, or of a form on the dashboard. Every field must be
 * taken by somebody, so that a misspelled one is told and not passed over.
 */
export class Wish {
  #fields: Map<string, unknown>

  constructor(fields: Iterable<[string, unknown]>) {
    this.#fields = new Map(fields)
  }

  /** One word out of a few; without it the first of them. */
  choice<T extends string>(name: string, words: readonly [T, ...T[]]): T {
    const asked = this.#take(name)
    if (asked === undefined) return words[0]
    const word = words.find(w => w === asked)
    if (word === undefined)
      throw new ControlMistake(`${name}: "${show(asked)}" is none of ${words.join(', ')}`)
    return word
  }

  /** Whole cents above zero. */
  cents(name: string, otherwise?: number): number {
    const asked = this.#take(name)
    if (asked === undefined && otherwise !== undefined) return otherwise
    const cents = typeof asked === 'string' ? Number(asked) : asked
    if (typeof cents === 'number' && Number.isSafeInteger(cents) && cents > 0) return cents
    throw new ControlMistake(`${name}: "${show(asked)}" is not a number of cents above zero`)
  }

  /** Text that is not empty. */
  text(name: string, otherwise?: string): string {
    const asked = this.#take(name) ?? otherwise
    if (typeof asked === 'string' && asked.trim() !== '') return asked.trim()
    throw new ControlMistake(`${name}: it is missing`)
  }

  /** Refuses what nobody took. */
  checkAllTaken(): void {
    const [left] = this.#fields.keys()
    if (left !== undefined) throw new ControlMistake(`${left}: nobody here knows what to do with it`)
  }

  #take(name: string): unknown {
    const value = this.#fields.get(name)
    this.#fields.delete(name)
    return value === '' ? undefined : value
  }
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : String(JSON.stringify(value))
}
