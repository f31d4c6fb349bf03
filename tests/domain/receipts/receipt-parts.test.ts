import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, cents, subtract } from '#app/domain/money.ts'
import { creditedParts, leftOf, partsOf, totalOfParts } from '#app/domain/receipts/receipt.ts'
import type { ReceiptParts } from '#app/domain/receipts/receipt.ts'
import { isRsin } from '#app/domain/receipts/receipt-input.ts'
import { overviewOf } from '#app/domain/receipts/overview.ts'

const euros = (most: number) => fc.integer({ min: 0, max: most }).map(cents)
const reward = fc.option(
  fc.record({ value: euros(1_000_000), vatBp: fc.constantFrom(0, 900, 2_100, 10_000) }),
)
const paid = fc.record({ amount: fc.integer({ min: 1, max: 1_000_000 }).map(cents), tip: euros(100_000) })

describe('the parts of a receipt', () => {
  it('come to what was paid, with the reward at most its worth and the VAT within it', () => {
    fc.assert(
      fc.property(paid, reward, (of, worth) => {
        const parts = partsOf(of, worth)
        expect(totalOfParts(parts)).toBe(add(of.amount, of.tip))
        expect(parts.reward).toBeLessThanOrEqual(worth?.value ?? 0)
        expect(Math.min(parts.gift, parts.reward, parts.vat, parts.tip)).toBeGreaterThanOrEqual(0)
        expect(parts.vat).toBeLessThanOrEqual(parts.reward)
        if (parts.gift > 0 && worth) expect(parts.reward).toBe(worth.value)
      }),
    )
  })

  it('go back in any number of refunds until exactly nothing is left, no part ever below nothing', () => {
    fc.assert(
      fc.property(paid, reward, fc.array(fc.nat(100), { maxLength: 6 }), (of, worth, shares) => {
        const receipt = partsOf(of, worth)
        const vatBp = worth?.vatBp ?? 0
        const credits: ReceiptParts[] = []
        let amountLeft = of.amount
        let tipLeft = of.tip
        for (const share of [...shares, 100]) {
          const refunded = {
            amount: cents(Math.floor((amountLeft * share) / 100)),
            tip: cents(Math.floor((tipLeft * share) / 100)),
          }
          const credit = creditedParts(leftOf(receipt, credits), refunded, vatBp)
          expect(add(credit.gift, credit.reward)).toBe(refunded.amount)
          credits.push(credit)
          amountLeft = subtract(amountLeft, refunded.amount)
          tipLeft = subtract(tipLeft, refunded.tip)
          expect(Math.min(...Object.values(leftOf(receipt, credits)))).toBeGreaterThanOrEqual(0)
        }
        expect(leftOf(receipt, credits)).toEqual({ gift: 0, reward: 0, vat: 0, tip: 0 })
      }),
    )
  })

  it('are never credited beyond what is left', () => {
    const left = partsOf({ amount: cents(10_00), tip: cents(1_00) }, { value: cents(4_00), vatBp: 2_100 })
    expect(() => creditedParts(left, { amount: cents(10_01), tip: cents(0) }, 2_100)).toThrow(RangeError)
    expect(() => creditedParts(left, { amount: cents(0), tip: cents(1_01) }, 2_100)).toThrow(RangeError)
  })
})

describe('the overview of a year', () => {
  it('counts every cent once: credits less, and not the receipt whose place an invoice took', () => {
    const facts = { campaignTitle: 'A', anbi: { name: 'B', rsin: '123456782' } } as never
    const parts = { gift: cents(10_00), reward: cents(0), vat: cents(0), tip: cents(1_00) }
    const of = (
      number: string,
      kind: 'receipt' | 'invoice' | 'credit',
      replacedBy: string | null = null,
    ) => ({
      number,
      kind,
      issuedAt: '2026-11-24T09:00:00.000Z',
      parts,
      facts,
      replacedBy,
    })
    const overview = overviewOf([
      of('1', 'receipt', '2'),
      of('2', 'invoice'),
      of('3', 'receipt'),
      of('4', 'credit'),
    ])
    expect(overview.totals).toEqual({ gift: 10_00, reward: 0, vat: 0, tip: 1_00 })
    expect(overview.toAnbis).toEqual([{ name: 'B', rsin: '123456782', gift: 10_00 }])
  })
})

describe('an RSIN', () => {
  it('has nine digits that pass the eleven-test', () => {
    expect(['123456782', '111222333', '000000000', '12345678', '123456789'].map(isRsin)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
