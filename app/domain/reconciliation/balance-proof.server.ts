import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { balance } from '../ledger/ledger.server.ts'
import { subtract, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { feedBalance } from './balance-feed.server.ts'
import type { FeedPorts } from './balance-feed.server.ts'
import { reportBalanceDifference } from './discrepancies.server.ts'

/** How often a balance that moves while it is looked at is looked at again, before the next run tries. */
const LOOKS = 3

/**
 * Compares our `stripe_balance` with what Stripe says it holds for us, available and pending together. What lands at
 * Stripe after the feed and before the reading is no difference: one is reported only when the balance stood still
 * while everything that makes it up was fed once more.
 *
 * @returns Stripe's balance less ours; zero when the books are right; null when it kept moving, so that nothing can
 *   be said
 */
export async function proveBalance(ports: FeedPorts): Promise<Cents | null> {
  const { db, clock, gateway } = ports
  let theirs = await gateway.wholeBalance()
  if (theirs === (await balance(db.read, 'stripe_balance'))) return proven(ports, theirs, theirs)
  for (let look = 0; look < LOOKS; look += 1) {
    const before = theirs
    await feedBalance(ports)
    theirs = await gateway.wholeBalance()
    const ours = await balance(db.read, 'stripe_balance')
    const difference = subtract(theirs, ours)
    if (difference === ZERO) return proven(ports, ours, theirs)
    if (theirs !== before) continue
    await proven(ports, ours, theirs)
    await db.inTransaction(trx => reportBalanceDifference(trx, clock.now(), { difference, ours, theirs }))
    return difference
  }
  return null
}

/** Keeps what both said: the first comparison of each day, and each that found another difference than the one before. */
async function proven({ db, clock }: FeedPorts, ours: Cents, theirs: Cents): Promise<Cents> {
  const difference = subtract(theirs, ours)
  const at = instant(clock.now())
  await db.inTransaction(async trx => {
    const newest = await trx
      .selectFrom('balance_proof')
      .select(['at', 'ours_cents', 'theirs_cents'])
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    const isToday = newest?.at.slice(0, 10) === at.slice(0, 10)
    if (isToday && newest && newest.theirs_cents - newest.ours_cents === difference) return
    await trx
      .insertInto('balance_proof')
      .values({ id: randomIds.next(), at, ours_cents: ours, theirs_cents: theirs })
      .execute()
  })
  return difference
}
