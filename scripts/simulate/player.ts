import './load-as-built.ts'
import { z } from 'zod'

/*
 * A process that lives through schedules: it says first what it counts, and then each seed that it is sent comes back as
 * what it came to. It ends when nobody listens any more.
 */
const { scheduleOf, shorten, tell } = await import('#tests/simulation/part.ts')
const { live } = await import('#tests/simulation/live.ts')
const { REACH } = await import('#tests/simulation/reach.ts')

const wish = z.union([z.object({ seed: z.number() }), z.object({ shorten: z.number() })])

process.on('message', (message: unknown) => {
  void answer(wish.parse(message)).then(told => process.send?.(told))
})
process.once('disconnect', () => process.exit(0))
process.send?.(REACH)

async function answer(asked: z.output<typeof wish>): Promise<object> {
  if ('seed' in asked) return tell(asked.seed)
  return shorten(scheduleOf(asked.shorten), async schedule => (await live(schedule)).wrong)
}
