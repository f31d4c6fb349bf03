import type fc from 'fast-check'
import type { Stage } from './stage.ts'

/** When something may happen, and how often beside the other things: weights, 0 for never. */
interface When {
  before: number
  afterwards: number
}

/**
 * Something that may happen in a schedule, with the details that are drawn for it. A deed that the platform or Stripe
 * refuses has been done all the same; only surprises throw.
 */
interface Act<D> {
  name: string
  when: When
  details: fc.Arbitrary<D>
  run(stage: Stage, details: D): Promise<unknown>
}

/** An act among others: its details are known only to itself. */
export type AnyAct = Act<never>

export function act<D>(
  name: string,
  when: When,
  details: fc.Arbitrary<D>,
  run: (stage: Stage, details: D) => Promise<unknown>,
): AnyAct {
  return { name, when, details, run } as Act<D> as unknown as AnyAct
}
