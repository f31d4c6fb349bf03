import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proRata } from '#app/domain/closings/pro-rata.ts'
import { cents, sum } from '#app/domain/money.ts'

const claims = fc
  .array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 200 })
  .map(amounts => amounts.map((amount, index) => ({ id: String(index), amount: cents(amount) })))

describe('what is left goes back pro rata', () => {
  it('exactly to the cent, nobody less than nothing or more than was given, and within a cent of the measure', () => {
    fc.assert(
      fc.property(claims, fc.double({ min: 0, max: 1, noNaN: true }), (given, part) => {
        const claimed = sum(given.map(({ amount }) => amount))
        const left = cents(Math.floor(claimed * part))
        const shares = proRata(left, given)
        expect(sum(shares.values())).toBe(left)
        for (const { id, amount } of given) {
          const share = shares.get(id) ?? cents(-1)
          expect(share).toBeGreaterThanOrEqual(0)
          expect(share).toBeLessThanOrEqual(amount)
          expect(Math.abs(share - (left * amount) / claimed)).toBeLessThan(1)
        }
      }),
    )
  })

  it('gives who gave more never less', () => {
    fc.assert(
      fc.property(claims, fc.double({ min: 0, max: 1, noNaN: true }), (given, part) => {
        const shares = proRata(cents(Math.floor(sum(given.map(({ amount }) => amount)) * part)), given)
        const sorted = given.toSorted((a, b) => a.amount - b.amount)
        for (const [index, { id, amount }] of sorted.entries()) {
          const next = sorted[index + 1]
          if (next && next.amount > amount)
            expect(shares.get(next.id) ?? -1).toBeGreaterThanOrEqual(shares.get(id) ?? 0)
        }
      }),
    )
  })

  it('gives everybody everything while nothing is missing, and refuses less than nothing', () => {
    const given = [{ id: 'a', amount: cents(5) }]
    expect(proRata(cents(9), given)).toEqual(new Map([['a', 5]]))
    expect(() => proRata(cents(-1), given)).toThrow('less left than nothing')
    expect(proRata(cents(0), [])).toEqual(new Map())
  })
})
