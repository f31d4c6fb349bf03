import { sql } from 'kysely'
import { query } from './invariant.server.ts'
import type { Finding, Invariant } from './invariant.server.ts'

/**
 * What must be true of the documents at every moment, beside the invariants of trust.md: they are numbered without a
 * gap, each payment of a pledge has one, and they say of each pledge what is still held of it (docs/decisions/0016).
 * Only a pledge that was paid before the first receipt was issued may have none, and then has nothing to say: in the
 * transaction that records a payment its receipt is issued, so that both have the same instant.
 */
export const RECEIPT_INVARIANTS: readonly Invariant[] = [
  query(
    'I18',
    'the documents of each year are numbered from one, without a gap',
    sql<{ n: number }>`SELECT coalesce(sum(last_n), 0) AS n FROM receipt_series`,
    sql<Finding>`SELECT 'year ' || year AS subject FROM receipt_series AS s WHERE
      last_n <> (SELECT count(*) FROM receipt WHERE receipt.year = s.year)
      OR last_n <> (SELECT coalesce(max(n), 0) FROM receipt WHERE receipt.year = s.year)
      UNION ALL SELECT DISTINCT 'year ' || year FROM receipt WHERE year NOT IN (SELECT year FROM receipt_series)`,
    'documents',
  ),
  query(
    'I19',
    "every payment of a pledge since the first receipt has one; a pledge's receipt, less its credits, is what is held of it; and an invoice says the same as the receipt before it",
    sql<{ n: number }>`SELECT count(DISTINCT pledge_id) AS n FROM receipt`,
    sql<Finding>`SELECT pledge.id AS subject FROM pledge JOIN
      (SELECT pledge_id,
        min(CASE WHEN kind <> 'credit' THEN gift_cents + reward_cents END) AS amount,
        max(CASE WHEN kind <> 'credit' THEN gift_cents + reward_cents END) AS most,
        max(CASE WHEN kind <> 'credit' THEN tip_cents END) AS tip,
        sum(CASE WHEN kind = 'credit' THEN gift_cents + reward_cents ELSE 0 END) AS amount_back,
        sum(CASE WHEN kind = 'credit' THEN tip_cents ELSE 0 END) AS tip_back
        FROM receipt GROUP BY pledge_id) AS said ON said.pledge_id = pledge.id
      WHERE amount IS DISTINCT FROM most
      OR amount - amount_back <> CASE WHEN state = 'held' THEN amount_cents - returned_cents ELSE 0 END
      OR said.tip - tip_back <> CASE WHEN state = 'held' THEN pledge.tip_cents - returned_tip_cents ELSE 0 END
      UNION ALL SELECT pledge_id FROM payment
      WHERE purpose = 'pledge' AND recorded_at >= (SELECT min(issued_at) FROM receipt)
      AND NOT EXISTS (SELECT 1 FROM receipt WHERE cause_type = 'payment' AND cause_id = payment.id)
      LIMIT 5`,
    'pledges with documents',
  ),
]
