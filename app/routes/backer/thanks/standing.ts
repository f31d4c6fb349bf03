import type { PledgeState } from '#db/schema.ts'

/** How a pledge stands when its backer comes back from Checkout. */
export type Standing = 'held' | 'committed' | 'waiting' | 'waitingLong' | 'ended' | 'over'

/** The page looks again by itself so many times, then says that a letter follows. */
const LOOKS_AGAIN = 20

/** @param looked how often the page looked before */
export function standingOf(state: PledgeState, looked: number): Standing {
  switch (state) {
    case 'held':
    case 'committed':
      return state
    case 'abandoned':
      return 'ended'
    case 'draft':
    case 'checkout_open':
    case 'processing':
    case 'collecting':
    case 'action_required':
      return looked < LOOKS_AGAIN ? 'waiting' : 'waitingLong'
    default:
      return 'over'
  }
}
