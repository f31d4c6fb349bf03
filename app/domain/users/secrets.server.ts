import { createHash, randomBytes } from 'node:crypto'

/** A new secret of 256 bits, to be kept in a cookie. The database keeps only its hash. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * What the database keeps of a secret. A fast hash is enough, since the secret itself is 256 random bits and cannot
 * be guessed from it.
 */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
