import type { BookRow } from './books.ts'
import { finder } from './facts.ts'
import type { Facts, Finding } from './facts.ts'

/** So far may the site's clock have been set back meanwhile. */
const CLOCK_MAY_BE_BEHIND_MS = 3_600_000

/**
 * While a campaign is suspended nothing comes in and nothing leaves: no pledge begins, nothing is paid in a Checkout that
 * was opened meanwhile, and no payout is approved. What was paid before stays, refunds go back, and a card that was
 * refused may still be replaced.
 */
export function nothingWhileSuspended(facts: Facts): Finding[] {
  const wrong = finder('suspension')
  const { pledges, checkouts, settlements, suspensions, transitions } = facts
  const recovering = new Set(
    transitions.filter(({ to_state: to }) => to === 'action_required').map(({ pledge_id: id }) => id),
  )
  return suspensions.flatMap(suspension => {
    const isDuring = (at: BookRow[string] | undefined) => isWithin(suspension, at)
    const isOfIt = (of: BookRow[string] | undefined) => of === suspension.campaign_id
    return [
      ...[...pledges.values()]
        .filter(({ campaign_id: of, created_at: at }) => isOfIt(of) && isDuring(at))
        .map(({ id }) => wrong(`the pledge ${id} was begun while its campaign was suspended`)),
      ...checkouts
        .filter(({ pledge_id: id, state, created_at: at }) => {
          const pledge = pledges.get(String(id))
          return (
            state === 'complete' && isOfIt(pledge?.campaign_id) && !recovering.has(id ?? null) && isDuring(at)
          )
        })
        .map(({ id }) => wrong(`the Checkout ${id} was opened and paid while its campaign was suspended`)),
      ...[...settlements.values()]
        .filter(({ campaign_id: of, approved_at: at }) => isOfIt(of) && at !== null && isDuring(at))
        .map(({ id }) => wrong(`the settlement ${id} was approved while its campaign was suspended`)),
    ]
  })
}

function isWithin({ suspended_at: from, lifted_at: to }: BookRow, at: BookRow[string] | undefined): boolean {
  const moment = Date.parse(String(at))
  const isAfter = moment > Date.parse(String(from)) + CLOCK_MAY_BE_BEHIND_MS
  return isAfter && (to === null || moment < Date.parse(String(to)) - CLOCK_MAY_BE_BEHIND_MS)
}
