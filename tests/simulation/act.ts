import type fc from 'fast-check'
import type { Stage } from './stage.ts'

/**
 * What a schedule is about. Deeds that need each other, such as a file that is proposed, approved and handed in, would
 * hardly ever meet in a schedule that draws from all.
 */
export const THEMES = [
  'pledges',
  'conversation',
  'bank',
  'payouts',
  'parts',
  'goods',
  'end',
  'months',
] as const

export type Theme = (typeof THEMES)[number]

/** When something may happen, and how often beside the other things: weights, 0 for never. */
interface When {
  before: number
  afterwards: number
  /** In a schedule with another theme it happens seldom; without a theme alike in all. */
  theme?: Theme | readonly Theme[]
}

/**
 * Something that may happen in a schedule, with the details that are drawn for it. A deed that the platform or Stripe
 * refuses has been done all the same; only surprises throw. `run` may say whether it came to something; otherwise it did
 * when the books or Stripe are not as they were.
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
