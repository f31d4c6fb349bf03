import type { ReadDb } from '#db/database.server.ts'
import type { Instant } from '../clock.ts'

/**
 * Pledges whose newest Checkout never opened (Stripe was down, or the process died) and that have no earlier one to
 * wait for. The caller says in which states, and how many.
 *
 * @param endedBefore an earlier Checkout that ends after this instant is waited for, also when it is over: the backer
 * may be on the way still; null to wait only for what is open
 */
export function pledgesWithoutCheckout(db: ReadDb, endedBefore: Instant | null) {
  return db
    .selectFrom('pledge')
    .select('pledge.id')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('checkout_session')
            .select('checkout_session.id')
            .whereRef('checkout_session.pledge_id', '=', 'pledge.id')
            .where(eb =>
              eb.or([
                eb('checkout_session.n', '=', eb.ref('pledge.checkout_n')),
                eb('checkout_session.state', '=', 'open'),
                ...(endedBefore === null ? [] : [eb('checkout_session.expires_at', '>=', endedBefore)]),
              ]),
            ),
        ),
      ),
    )
}
