import type { Cents } from '#app/domain/money.ts'

/**
 * Whether an opening balance and entries make a closing balance, to the cent; null when a balance is not known.
 * Counted in big integers, so that no number of entries is too many.
 */
export function provesOut(opening: Cents | null, entries: Cents[], closing: Cents | null): boolean | null {
  if (opening === null || closing === null) return null
  return BigInt(opening) + total(entries) === BigInt(closing)
}

/** The exact sum of amounts, even where it is beyond any account. */
export function total(amounts: Cents[]): bigint {
  return amounts.reduce((sum, amount) => sum + BigInt(amount), 0n)
}
