import { workOff } from '#app/jobs/worker.server.ts'
import type { Place } from './place.ts'
import type { TestWorld } from './test-world.ts'

/**
 * How time passes in a town.
 *
 * @param work what the workers do at a moment; left out, everything that repeats is done each time, due or not
 */
export function passingTime(
  { control }: Pick<Place['sandbox'], 'control'>,
  world: () => TestWorld,
  work = () => workOff(world()),
): Pick<Place, 'settle' | 'pass'> {
  const settle = async () => {
    await control.drain()
    for (let round = 0; round < 20; round += 1) {
      await work()
      const { delivered, failed } = await control.drain()
      if (delivered === 0 && failed === 0) return
    }
    throw new Error('The town does not come to rest.')
  }
  return {
    settle,
    pass: async (span: string) => {
      const [, amount = '', unit = ''] = /^(\d+)([dhms])$/.exec(span) ?? []
      const steps = unit === 'd' ? Number(amount) : 1
      for (let step = 0; step < steps; step += 1) {
        await control.advance(unit === 'd' ? '1d' : span)
        await settle()
      }
    },
  }
}
