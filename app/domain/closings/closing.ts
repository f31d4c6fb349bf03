import type { FundingModel } from '#db/schema.ts'
import { cents, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { leastOfNearMiss } from './near-miss.ts'

/**
 * Whether a campaign made it (money.md 1.4): all-or-nothing when what counts reaches the minimum; keep-what-you-
 * raise when there is anything at all. All-or-nothing with 80 % of the minimum or more talks with its backers first.
 *
 * @param counted what is held and what is committed together
 */
export function outcomeOf(
  model: FundingModel,
  counted: Cents,
  minimum: Cents,
): 'succeeded' | 'near_miss' | 'failed' {
  const needed = model === 'all_or_nothing' ? minimum : cents(1)
  if (counted <= ZERO) return 'failed'
  if (counted >= needed) return 'succeeded'
  return model === 'all_or_nothing' && counted >= leastOfNearMiss(minimum) ? 'near_miss' : 'failed'
}
