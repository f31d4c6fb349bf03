import fc from 'fast-check'
import { act } from '../act.ts'
import type { Stage } from '../stage.ts'

/** What backers' banks and Stripe do by themselves. */
const which = fc.nat({ max: 5 })

export const BANKS = [
  act(
    'dispute a payment',
    { before: 1, afterwards: 2 },
    fc.record({
      which,
      kind: fc.constantFrom('fraudulent', 'product_not_received', 'inquiry', 'prevented'),
      /** In cents; null for all of it. */
      part: fc.constantFrom(null, null, 300),
    }),
    async (stage, { which: of, kind, part }) =>
      pull(stage, 'charge', of, 'charges/:id/dispute', part === null ? { kind } : { kind, amount: part }),
  ),
  act(
    'a dispute is decided',
    { before: 2, afterwards: 4 },
    fc.record({ which, how: fc.constantFrom('win', 'lose', 'prevent', 'escalate') }),
    async (stage, of) => pull(stage, 'dispute', of.which, `disputes/:id/${of.how}`),
  ),
  act('warn of fraud', { before: 1, afterwards: 2 }, fc.record({ which }), async (stage, of) =>
    pull(stage, 'charge', of.which, 'charges/:id/warn'),
  ),
  act('a refund comes back', { before: 1, afterwards: 1 }, fc.record({ which }), async (stage, of) =>
    pull(stage, 'refund', of.which, 'refunds/:id/fail'),
  ),
  // An account that was closed: whatever goes back to it comes back again, until it goes by bank.
  act(
    'no refund arrives',
    { before: 2, afterwards: 2, theme: 'bank' },
    fc.record({ which }),
    async (stage, of) =>
      pull(stage, 'charge', of.which, 'charges/:id/refund-course', { course: 'fails_later' }),
  ),
  act(
    'Stripe locks the payout account, or opens it again',
    { before: 0, afterwards: 1 },
    fc.record({ how: fc.constantFrom('restrict', 'clear') }),
    async (stage, of) => pull(stage, 'v2_account', 0, `accounts/:id/${of.how}`),
  ),
]

/**
 * What Stripe does not do in this state of the object, it says; then nothing has happened.
 *
 * @param owner of what; '' is the platform, and left out it may be anybody's
 * @returns whether it has
 */
export function pull(
  { town }: Stage,
  collection: 'charge' | 'dispute' | 'payout' | 'refund' | 'v2_account',
  which: number,
  path: string,
  fields: object = {},
  owner?: string,
): boolean {
  const { machine, control } = town.sandbox
  const objects = machine.look(draft => draft.all(collection, owner)).toReversed()
  const object = objects[which % Math.max(1, objects.length)]
  if (!object) return false
  try {
    control.trigger(path.replace(':id', object.id), fields)
    return true
  } catch (error) {
    if (!(error instanceof Error && error.constructor.name === 'ControlMistake')) throw error
    return false
  }
}
