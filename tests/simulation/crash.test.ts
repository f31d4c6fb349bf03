import { describe, expect, it } from 'vitest'
import { STORIES } from './crash-stories.ts'
import { diesAtEveryStep } from './tell.ts'

/**
 * F5 of trust.md: the process dies at every step. Each story is told without a death, and then once for each moment
 * at which it may die (crash.ts says which); another process goes on over the same books. The end
 * must be the same each time, in the books and at Stripe: nothing lost, nothing charged, returned, paid out or told twice.
 */
const MS_A_STORY = 240_000
/** A story with fewer would not be told whole. */
const FEWEST_STEPS = 7

describe('a process that dies', () => {
  it.each(STORIES)(
    'at any step of $name',
    async story => {
      const { steps, different } = await diesAtEveryStep(story)
      expect(steps).toBeGreaterThan(FEWEST_STEPS)
      expect(different).toEqual([])
    },
    MS_A_STORY,
  )
})
