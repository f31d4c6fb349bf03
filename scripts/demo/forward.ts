import { instant } from '#app/domain/clock.ts'
import type { World } from '#app/world.server.ts'
import { atRest } from './rest.ts'

const HOURS_IN = { d: 24, h: 1 } as const

/** Reads "30d" or "12h"; null when it is neither. */
export function readSpan(text: string | undefined): { amount: number; unit: 'd' | 'h' } | null {
  const [, amount, unit] = /^(\d{1,3})([dh])$/.exec(text ?? '') ?? []
  if (!amount || !unit || Number(amount) === 0) return null
  return { amount: Number(amount), unit: unit as 'd' | 'h' }
}

/**
 * Moves the clock of a running demonstration, a day at a time, once what is under way is done: each day the webhooks
 * are delivered and everything that is due is done before the next begins.
 *
 * @param each called after every step
 */
export async function moveForward(
  world: World,
  sandbox: string,
  span: { amount: number; unit: 'd' | 'h' },
  each: (now: Date) => void = () => undefined,
): Promise<void> {
  const hours = span.amount * HOURS_IN[span.unit]
  // A call to Stripe that is under way must not grow a day old in the middle: keys and leases would run out under it.
  await atRest(world, sandbox)
  for (let left = hours; left > 0; left -= 24) {
    await advanceClock(sandbox, Math.min(left, 24))
    await atRest(world, sandbox, instant(world.clock.now()))
    each(world.clock.now())
  }
}

/** Moves the clock of a demonstration that has come to rest, and does not wait for what is due by then. */
export async function advanceClock(sandbox: string, hours: number): Promise<void> {
  const answer = await fetch(`${sandbox}/_sandbox/clock`, {
    method: 'POST',
    body: JSON.stringify({ advance: `${hours}h` }),
  })
  if (!answer.ok) throw new Error(`The clock did not move: ${await answer.text()}`)
}
