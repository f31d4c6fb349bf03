import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cents, parseEuros, share, sum } from '#app/domain/money.ts'

describe('cents', () => {
  it('refuses what is no whole number, so that a float never becomes money', () => {
    for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(() => cents(wrong)).toThrow(RangeError)
  })

  it('sums without losing a cent', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 })), amounts => {
        expect(sum(amounts.map(cents))).toBe(amounts.reduce((a, b) => a + b, 0))
      }),
    )
  })
})

describe('share', () => {
  it('takes basis points and rounds half up to the cent', () => {
    expect(share(cents(100_000), 500)).toBe(5_000)
    expect(share(cents(5_000), 2_100)).toBe(1_050)
    expect(share(cents(10), 500)).toBe(1)
    expect(share(cents(9), 500)).toBe(0)
  })

  it('is never further than half a cent from the exact share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.integer({ min: 0, max: 10_000 }),
        (amount, basisPoints) => {
          expect(
            Math.abs(share(cents(amount), basisPoints) - (amount * basisPoints) / 10_000),
          ).toBeLessThanOrEqual(0.5)
        },
      ),
    )
  })
})

describe('an amount as a person types it', () => {
  it.each([
    ['17,10', 1710],
    ['17.10', 1710],
    ['17', 1700],
    ['17,1', 1710],
    ['€ 17,10', 1710],
    ['17,10 €', 1710],
    ['  17,10  ', 1710],
    ['1.234,50', 123_450],
    ['1,234.50', 123_450],
    ['1 234,50', 123_450],
    ['1.234.567', 123_456_700],
    ['0,01', 1],
  ])('%s is read', (text, expected) => {
    expect(parseEuros(text)).toEqual({ ok: true, cents: expected })
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['€', 'empty'],
    ['0', 'not-positive'],
    ['0,00', 'not-positive'],
    ['-1', 'not-positive'],
    ['0,005', 'fraction-of-a-cent'],
    ['17,1050', 'fraction-of-a-cent'],
    ['1.234', 'not-an-amount'],
    ['17,105', 'not-an-amount'],
    ['1e9', 'not-an-amount'],
    ['zeventien', 'not-an-amount'],
    ['１７', 'not-an-amount'],
    ['17,', 'not-an-amount'],
    ['17,10,10', 'not-an-amount'],
    ['0x11', 'not-an-amount'],
    ['Infinity', 'not-an-amount'],
    ['999999999999', 'too-large'],
  ])('%s is refused as %s', (text, problem) => {
    expect(parseEuros(text)).toEqual({ ok: false, problem })
  })

  it('reads back every amount that the site itself writes, in both notations', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), amount => {
        for (const language of ['nl-NL', 'en-GB']) {
          const text = new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(amount / 100)
          expect(parseEuros(text)).toEqual({ ok: true, cents: amount })
        }
      }),
    )
  })

  it('never throws and never gives a fraction, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const read = parseEuros(text)
        if (read.ok) expect(Number.isSafeInteger(read.cents) && read.cents > 0).toBe(true)
      }),
    )
  })
})
