import { describe, expect, it } from 'vitest'
import { leastOfNearMiss, outcomeOfNearMiss } from '#app/domain/closings/near-miss.ts'
import { cents } from '#app/domain/money.ts'

describe('how the 80 % conversation ends', () => {
  it.each([
    [320_00, 320_00, 'succeeded'],
    [319_99, 320_00, 'failed'],
    [340_00, 340_00, 'succeeded'],
    [339_99, 340_00, 'failed'],
    [400_00, null, 'failed'],
    [310_00, 300_00, 'failed'],
  ])('%i of %s: %s', (counted, explained, outcome) => {
    const minimum = explained === null ? null : cents(explained)
    expect(outcomeOfNearMiss(cents(counted), minimum, cents(400_00))).toBe(outcome)
  })

  it('80 % is rounded up to the cent', () => {
    expect(leastOfNearMiss(cents(1_01))).toBe(81)
    expect(leastOfNearMiss(cents(400_00))).toBe(320_00)
  })
})
