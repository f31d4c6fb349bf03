import type { PaymentReading } from '#app/domain/payments/gateway.ts'
import { keepEvent } from '#app/stripe/inbox.server.ts'
import type { WriteDb } from '#db/database.server.ts'

/** Keeps an event for each payment that tells that it succeeded, as the inbox does, with the job that will look at it. */
export async function keepPaidEvents(
  trx: WriteDb,
  now: Date,
  payments: readonly PaymentReading[],
): Promise<void> {
  for (const { paymentIntentId } of payments) {
    const id = `evt_${paymentIntentId}`
    await keepEvent(
      trx,
      now,
      {
        ...{ id, type: 'payment_intent.succeeded', createdAt: now, account: null, livemode: false },
        ...{ objectId: paymentIntentId, payload: JSON.stringify({ id }) },
      },
      'webhook',
    )
  }
}
