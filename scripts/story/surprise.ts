/** Something in a story went otherwise than it is told: where it was, what was expected, and what was found. */
export class Surprise extends Error {
  readonly where: string
  readonly expected: string
  readonly found: string

  /** @param where an address, or the thing that was looked at */
  constructor(where: string, expected: string, found: string) {
    super(`${where}: expected ${expected}, found ${found}`)
    this.name = 'Surprise'
    this.where = where
    this.expected = expected
    this.found = found
  }
}

/** @throws Surprise when what was found is not what was expected */
export function expectSame<T extends string | number | boolean>(where: string, found: T, expected: T): void {
  if (found !== expected) throw new Surprise(where, String(expected), String(found))
}

/**
 * The only one of those that were found.
 *
 * @throws Surprise when there is none, or more than one
 */
export function theOnly<T>(where: string, what: string, found: readonly T[]): T {
  const [only] = found
  if (only === undefined || found.length > 1) throw new Surprise(where, `one ${what}`, String(found.length))
  return only
}
