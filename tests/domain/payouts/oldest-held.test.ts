import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cents } from '#app/domain/money.ts'
import { oldestHeld } from '#app/domain/payouts/oldest-held.ts'

/** What may happen to the money of one campaign; `of` picks a payment, `share` a part in a thousand. */
const act = fc.oneof(
  fc.record({ what: fc.constant('payment' as const), amount: fc.integer({ min: 1, max: 50_000 }) }),
  fc.record({
    what: fc.constant('refund' as const),
    of: fc.nat(20),
    share: fc.integer({ min: 1, max: 1_000 }),
  }),
  fc.record({ what: fc.constant('tranche' as const), share: fc.integer({ min: 1, max: 1_000 }) }),
)
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

interface Lot {
  recordedAt: string
  left: ReturnType<typeof cents>
  /** Of this payment lies with us, as a treasurer would keep it in a drawer of its own. */
  held: number
}

/** Takes from the drawers, the oldest first; returns what was not there. */
function takeOldestFirst(lots: Lot[], amount: number): number {
  let rest = amount
  for (const lot of lots) {
    const part = Math.min(rest, lot.held)
    lot.held -= part
    rest -= part
  }
  return rest
}

/** Lives through the acts with a drawer for each payment, and calls `look` after each. */
function live(acts: readonly Act[], look: (lots: Lot[], held: number) => void): void {
  const lots: Lot[] = []
  acts.forEach((one, day) => {
    const held = lots.reduce((all, lot) => all + lot.held, 0)
    if (one.what === 'payment')
      lots.push({
        recordedAt: new Date(day * 86_400_000).toISOString(),
        left: cents(one.amount),
        held: one.amount,
      })
    else if (one.what === 'tranche') takeOldestFirst(lots, Math.ceil((held * one.share) / 1_000))
    else {
      const lot = lots[one.of % Math.max(1, lots.length)]
      if (!lot) return
      const back = Math.ceil((lot.left * one.share) / 1_000)
      const own = Math.min(back, lot.held)
      lot.left = cents(lot.left - back)
      lot.held -= own
      // What was paid out of it comes out of the others' money, or is the initiator's debt.
      takeOldestFirst(lots, back - own)
    }
    look(
      lots,
      lots.reduce((all, lot) => all + lot.held, 0),
    )
  })
}

describe('the oldest payment of which something is held', () => {
  it('is never younger than a payment of which a cent is in the drawer', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), acts => {
        live(acts, (lots, held) => {
          const oldest = lots.find(lot => lot.held > 0)
          expect(oldestHeld(lots, cents(held))?.recordedAt).toBe(oldest?.recordedAt)
        })
      }),
      { numRuns: 2_000 },
    )
  })

  it('control: taking every payment before a tranche for paid out is found', () => {
    const lastTranche = (acts: readonly Act[]) => acts.findLastIndex(({ what }) => what === 'tranche')
    const found = fc.check(
      fc.property(fc.array(act, { maxLength: 25 }), acts => {
        let day = -1
        live(acts, lots => {
          day += 1
          const since = lots[0] && lastTranche(acts.slice(0, day + 1))
          const seen = lots.find((_, index) => since === undefined || index > since)
          const oldest = lots.find(lot => lot.held > 0)
          if (oldest && seen !== oldest) throw new Error('younger')
        })
      }),
    )
    expect(found.failed).toBe(true)
  })

  it('is the first when one euro of it is left, and the second when it is paid out to the cent', () => {
    const payments = [
      { recordedAt: 'first', left: cents(400_00) },
      { recordedAt: 'second', left: cents(20_00) },
    ]
    expect(oldestHeld(payments, cents(420_00))?.recordedAt).toBe('first')
    expect(oldestHeld(payments, cents(20_01))?.recordedAt).toBe('first')
    expect(oldestHeld(payments, cents(20_00))?.recordedAt).toBe('second')
    expect(oldestHeld(payments, cents(0))).toBe(null)
  })
})
