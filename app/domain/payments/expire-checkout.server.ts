import type { Db } from '#db/database.server.ts'
import type { Clock } from '../clock.ts'
import type { PaymentGateway } from './gateway.ts'
import { syncCheckout } from './sync.server.ts'

/** Ends a session at Stripe, and records how it ended: a payment that came first counts. */
export async function expireCheckout(
  ports: { db: Db; clock: Clock; gateway: PaymentGateway },
  sessionId: string,
): Promise<void> {
  await ports.gateway.expireCheckout(sessionId)
  await syncCheckout(ports, sessionId)
}
