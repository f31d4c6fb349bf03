/**
 * Money in the whole product: a whole number of euro cents, never a float.
 *
 * `Cents` is a branded number, so that a bare number (a count, an amount in euros) does not compile where
 * money is meant. It is made only here.
 */

declare const cents_brand: unique symbol

/** A whole number of euro cents. May be negative only where a docstring says so (a difference). */
export type Cents = number & { readonly [cents_brand]: true }

/**
 * Brands a whole number as cents.
 *
 * @throws RangeError when `value` is not a safe integer: that is a mistake of the programmer, not of a person.
 */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a whole number of cents: ${value}`)
  return value as Cents
}

export const ZERO = cents(0)

/** The sum of amounts; zero for none. */
export function sum(amounts: Iterable<Cents>): Cents {
  let total = 0
  for (const amount of amounts) total += amount
  return cents(total)
}

export function add(a: Cents, b: Cents): Cents {
  return cents(a + b)
}

export function subtract(a: Cents, b: Cents): Cents {
  return cents(a - b)
}

/** The smaller of two amounts. */
export function least(a: Cents, b: Cents): Cents {
  return a < b ? a : b
}

/**
 * A share of an amount in basis points (500 = 5 %), rounded half up to the cent.
 *
 * The product stays within safe integers for every amount up to 900 billion euros.
 */
export function share(amount: Cents, basisPoints: number): Cents {
  return cents(Math.floor((amount * basisPoints + 5_000) / 10_000))
}

/** As much of an amount as `part` is of `whole`, rounded down to the cent; all of it when they are the same. */
export function partOf(amount: Cents, part: Cents, whole: Cents): Cents {
  return cents(Number((BigInt(amount) * BigInt(part)) / BigInt(whole)))
}

/** Why a typed amount was refused. */
export type AmountProblem = 'empty' | 'not-an-amount' | 'fraction-of-a-cent' | 'not-positive' | 'too-large'

const LARGEST_TYPED = 99_999_999_99

/**
 * Reads an amount in euros as a person types it: `17,10`, `17.10`, `€ 17`, `1.234,50`, `1,234.50`.
 *
 * A single separator followed by three digits is refused as unclear rather than guessed, since `1.234` is a
 * thousand euros to one reader and one euro to another. Only ASCII digits count.
 */
export function parseEuros(text: string): { ok: true; cents: Cents } | { ok: false; problem: AmountProblem } {
  const bare = text.replace(/^\s*€?\s*|\s*€?\s*$/g, '')
  if (bare === '') return { ok: false, problem: 'empty' }
  const match = /^(-?)(\d{1,12}|\d{1,3}(?:([.,\u00a0 ])\d{3})+)(?:([.,])(\d*))?$/.exec(bare)
  if (!match) return { ok: false, problem: 'not-an-amount' }
  const [, sign, whole = '', group, decimal, fraction = ''] = match
  if (
    group !== undefined &&
    (decimal === undefined ? /[.,]/.test(group) && whole.split(group).length === 2 : decimal === group)
  )
    return { ok: false, problem: 'not-an-amount' }
  if (decimal !== undefined && fraction === '') return { ok: false, problem: 'not-an-amount' }
  if (fraction.length > 2)
    return {
      ok: false,
      problem: fraction.length === 3 && Number(whole) > 0 ? 'not-an-amount' : 'fraction-of-a-cent',
    }
  const value = Number(whole.replaceAll(/\D/g, '')) * 100 + Number(fraction.padEnd(2, '0'))
  if (sign === '-' || value === 0) return { ok: false, problem: 'not-positive' }
  if (value > LARGEST_TYPED) return { ok: false, problem: 'too-large' }
  return { ok: true, cents: cents(value) }
}
