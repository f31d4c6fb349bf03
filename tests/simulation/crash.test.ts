import { describe, expect, it } from 'vitest'
import { STORIES } from './crash-stories.ts'
import { tell } from './tell.ts'

/**
 * F5 of trust.md: the process dies at every step. Each story is told without a death, and then once for each moment
 * at which it may die (crash.ts says which); another process goes on over the same books. The end
 * must be the same each time, in the books and at Stripe: nothing lost, nothing charged, returned, paid out or told twice.
 */
const MS_A_STORY = 240_000

describe('a process that dies', () => {
  it.each(STORIES)(
    'at any step of $name',
    async story => {
      const whole = await tell(story, 0)
      expect(whole.end.wrong).toEqual([])
      const different: object[] = []
      for (let nth = 1; nth <= whole.passed.length; nth += 1) {
        const { passed, end } = await tell(story, nth)
        try {
          expect(end).toEqual(whole.end)
        } catch (error) {
          different.push({ nth, at: passed.at(-1), error })
        }
      }
      expect(different).toEqual([])
    },
    MS_A_STORY,
  )
})
