import type { Db } from '#db/database.server.ts'
import type { Clock } from '../clock.ts'
import type { PaymentGateway } from '../payments/gateway.ts'
import { tellAll } from './findings.server.ts'

/**
 * Looks whether the endpoints of our webhooks are set at Stripe, enabled, and get exactly the events that the code handles:
 * an event that nobody subscribed to is missed in silence.
 *
 * @returns how many are wrong
 */
export async function checkEndpoints({
  db,
  clock,
  gateway,
  publicUrl,
}: {
  db: Db
  clock: Clock
  gateway: PaymentGateway
  publicUrl: string
}): Promise<number> {
  const problems = await gateway.endpointProblems(publicUrl)
  const found = problems.map(({ path, problem, lacking, surplus }) => ({
    subject: path,
    amount: null,
    detail: { problem, lacking: listed(lacking), surplus: listed(surplus) },
  }))
  await db.inTransaction(trx => tellAll(trx, clock.now(), 'endpoint-is-wrong', found))
  return problems.length
}

function listed(events: readonly string[]): string | null {
  return events.length === 0 ? null : events.join(', ')
}
