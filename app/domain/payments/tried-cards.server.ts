import type { Db } from '#db/database.server.ts'
import { recordRefusedCardInCheckout } from '../brakes/brakes.server.ts'
import type { Clock } from '../clock.ts'
import { findPledge } from '../pledges/pledges.server.ts'
import type { PaymentGateway } from './gateway.ts'

/**
 * Tells the brake of a card that was refused in a Checkout (trust.md T15). A saved card that is refused at the deadline is
 * no try, and at a bank no card can be tried: neither counts. Another card for a pledge that has one is a try.
 */
export async function noteRefusedCard(
  { db, clock, gateway }: { db: Db; clock: Clock; gateway: PaymentGateway },
  { eventId, type, objectId }: { eventId: string; type: string; objectId: string },
): Promise<void> {
  const isSaving = type.startsWith('setup_intent.')
  const reading = isSaving ? await gateway.readSetup(objectId) : await gateway.readPayment(objectId)
  if (!reading.pledgeId) return
  const pledge = await findPledge(db.read, reading.pledgeId)
  if (pledge?.method !== 'card' || (pledge.accepted_at !== null && !isSaving)) return
  await db.inTransaction(trx => recordRefusedCardInCheckout(trx, clock.now(), { eventId, pledge }))
}
