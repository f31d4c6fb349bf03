import type { FundingModel } from '#db/schema.ts'
import { ZERO } from '../money.ts'
import type { Cents } from '../money.ts'

/**
 * Whether a campaign made it (money.md 1.4): all-or-nothing when what counts reaches the minimum; keep-what-you-
 * raise when there is anything at all.
 *
 * @param counted what is held and what is committed together
 */
export function outcomeOf(model: FundingModel, counted: Cents, minimum: Cents): 'succeeded' | 'failed' {
  const needed = model === 'all_or_nothing' ? minimum : 1
  return counted >= needed && counted > ZERO ? 'succeeded' : 'failed'
}
