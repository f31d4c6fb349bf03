import { createHash, randomBytes } from 'node:crypto'

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A seed for a sandbox that was given none. */
export function freshSeed(): string {
  return randomBytes(12).toString('hex')
}

/** `length` letters and digits that follow from `seed` and `text` alone, so that a run can be repeated. */
export function seededText(seed: string, text: string, length: number): string {
  let out = ''
  for (let block = 0; out.length < length; block++) {
    const bytes = createHash('sha512').update(`${seed}\n${text}\n${block}`).digest()
    // 62 letters in 256 values: a small lean towards the first letters, which an id can bear.
    for (const byte of bytes) out += LETTERS[byte % LETTERS.length]
  }
  return out.slice(0, length)
}

/** A fraction in [0, 1) that follows from `seed` and `text` alone. */
export function seededFraction(seed: string, text: string): number {
  return createHash('sha256').update(`${seed}\n${text}`).digest().readUInt32BE(0) / 2 ** 32
}
