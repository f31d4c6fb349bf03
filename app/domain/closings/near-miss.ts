import { cents, sum } from '../money.ts'
import type { Cents } from '../money.ts'

/**
 * The 80 % conversation (product.md): a campaign with at least 80 % of its minimum may be done with less, when its
 * initiator explains how and its backers do not withdraw too much.
 */

/** The initiator explains within this many working days. */
export const WORKING_DAYS_TO_EXPLAIN = 3

/** Backers answer within this many days after that. */
export const DAYS_TO_ANSWER = 5

/** The least with which a campaign can go on: 80 % of its minimum, rounded up to the cent. */
export function leastOfNearMiss(minimum: Cents): Cents {
  return cents(Math.ceil((minimum * 4) / 5))
}

/** A must-have line of the budget, as it was and as it can be done with less. */
export interface LessOfLine {
  label: string
  before: Cents
  after: Cents
}

export const LONGEST_EXPLANATION = 3_000

/** Shorter than this says nothing to who gave money. In characters. */
const SHORTEST_EXPLANATION = 40

export type ExplanationProblem =
  'explanation-too-short' | 'explanation-too-long' | 'line-grew' | 'nothing-less' | 'below-80-percent'

/** Why a plan with less cannot be put before the backers; null when it can. */
export function explanationProblem(
  explanation: string,
  lines: readonly LessOfLine[],
  minimum: Cents,
): ExplanationProblem | null {
  const length = explanation.trim().length
  if (length < SHORTEST_EXPLANATION) return 'explanation-too-short'
  if (length > LONGEST_EXPLANATION) return 'explanation-too-long'
  if (lines.some(({ before, after }) => after > before)) return 'line-grew'
  const less = newMinimumOf(lines)
  if (less >= minimum) return 'nothing-less'
  return less < leastOfNearMiss(minimum) ? 'below-80-percent' : null
}

/** What must be there when the conversation ends: what the must-have lines cost with less. */
export function newMinimumOf(lines: readonly Pick<LessOfLine, 'after'>[]): Cents {
  return sum(lines.map(({ after }) => after))
}

/**
 * How a conversation ends. What is there must reach the minimum that was explained, and that is never less than 80 % of
 * the first.
 *
 * @param explained the minimum that was explained; null when nothing was explained in time
 */
export function outcomeOfNearMiss(
  counted: Cents,
  explained: Cents | null,
  minimum: Cents,
): 'succeeded' | 'failed' {
  if (explained === null) return 'failed'
  return counted >= Math.max(explained, leastOfNearMiss(minimum)) ? 'succeeded' : 'failed'
}
