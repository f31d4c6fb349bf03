import type { Db } from '#db/database.server.ts'
import { recordRefusedCardInCheckout } from '../brakes/brakes.server.ts'
import type { Clock } from '../clock.ts'
import { findPledge } from '../pledges/pledges.server.ts'

/**
 * Tells the brake of a card that was refused in a Checkout (trust.md T15), whichever Checkout: the first, one of recovery,
 * one for another card. A card that we charged ourselves is no try, and at a bank no card can be tried: who calls knows.
 */
export async function noteRefusedCard(
  { db, clock }: { db: Db; clock: Clock },
  { eventId, pledgeId }: { eventId: string; pledgeId: string },
): Promise<void> {
  const pledge = await findPledge(db.read, pledgeId)
  if (!pledge) return
  await db.inTransaction(trx => recordRefusedCardInCheckout(trx, clock.now(), { eventId, pledge }))
}
