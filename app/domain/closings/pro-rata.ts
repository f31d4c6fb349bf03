import { cents, sum } from '../money.ts'
import type { Cents } from '../money.ts'

/** What somebody gave, of a sum of which a part is left. */
export interface Claim {
  id: string
  amount: Cents
}

/**
 * Divides what is left over who gave, each in the measure of what they gave. The shares are whole cents and together
 * exactly what is left (largest remainder; of equal remainders the one who comes first in the list), never less than
 * nothing and never more than was given.
 *
 * @param left at least zero; what is more than all claims together stays where it is
 */
export function proRata(left: Cents, claims: readonly Claim[]): Map<string, Cents> {
  const claimed = sum(claims.map(({ amount }) => amount))
  if (left < 0) throw new RangeError(`There cannot be less left than nothing: ${left}`)
  if (left >= claimed) return new Map(claims.map(({ id, amount }) => [id, amount]))
  const shares = claims.map(({ id, amount }) => {
    const product = BigInt(left) * BigInt(amount)
    return {
      id,
      whole: Number(product / BigInt(claimed)),
      remainder: product % BigInt(claimed),
    }
  })
  let over = left - shares.reduce((total, { whole }) => total + whole, 0)
  const byRemainder = shares.toSorted((a, b) =>
    a.remainder === b.remainder ? 0 : a.remainder > b.remainder ? -1 : 1,
  )
  for (const share of byRemainder) {
    if (over === 0) break
    share.whole += 1
    over -= 1
  }
  return new Map(shares.map(({ id, whole }) => [id, cents(whole)]))
}
