import { sql } from 'kysely'
import { CREDITS, creditOf } from '../ledger/ledger.server.ts'
import { coverage } from '../payments/payments.server.ts'
import { ARROWS } from '../pledges/pledge.ts'
import { query } from './invariant.server.ts'
import type { AnyInvariant, Finding, Invariant } from './invariant.server.ts'
import {
  entriesAreWhole,
  journalIsChained,
  totalsAreSums,
  transactionsAreEntries,
} from './journal-invariants.server.ts'

const campaignsCount = sql<{ n: number }>`SELECT count(*) AS n FROM campaign_total`
const pledgesCount = sql<{ n: number }>`SELECT count(*) AS n FROM pledge`
const SHOWN = sql.raw('LIMIT 5')

/** A promise counts while a bank decides about the payment that is to keep it. */
const IS_COMMITTED = sql.raw(
  `(state IN ('committed', 'collecting', 'action_required') OR (state = 'processing' AND accepted_at IS NOT NULL))`,
)

export const INVARIANTS: readonly AnyInvariant[] = [
  entriesAreWhole(),
  transactionsAreEntries(),
  totalsAreSums(),
  query(
    'I4',
    "a campaign's total is what its pledges hold and commit",
    campaignsCount,
    sql<Finding>`SELECT campaign_id AS subject FROM campaign_total AS t WHERE
      held_cents <> (SELECT coalesce(sum(amount_cents - returned_cents), 0) FROM pledge WHERE campaign_id = t.campaign_id AND state = 'held')
      OR held_count <> (SELECT count(*) FROM pledge WHERE campaign_id = t.campaign_id AND state = 'held')
      OR committed_cents <> (SELECT coalesce(sum(amount_cents), 0) FROM pledge WHERE campaign_id = t.campaign_id
        AND ${IS_COMMITTED})
      OR committed_count <> (SELECT count(*) FROM pledge WHERE campaign_id = t.campaign_id
        AND ${IS_COMMITTED}) ${SHOWN}`,
    'campaigns',
  ),
  query(
    'I4b',
    'the books hold for a campaign what its held pledges are, less what was settled and is owed back',
    campaignsCount,
    sql<Finding>`SELECT campaign_id AS subject FROM campaign_total AS t
      LEFT JOIN ${CREDITS} AS funds ON funds.account = 'campaign_funds_held:' || t.campaign_id
      LEFT JOIN ${CREDITS} AS tips ON tips.account = 'tips_held:' || t.campaign_id
      WHERE coalesce(funds.cents, 0) <> t.held_cents
        - (SELECT coalesce(sum(funds_cents), 0) FROM settlement WHERE campaign_id = t.campaign_id AND approved_at IS NOT NULL)
        + (SELECT coalesce(sum(amount_cents), 0) FROM posting WHERE debit_account = 'initiator_receivable:' || t.campaign_id)
      OR coalesce(tips.cents, 0) <>
        (SELECT coalesce(sum(tip_cents - returned_tip_cents), 0) FROM pledge WHERE campaign_id = t.campaign_id AND state = 'held')
        - (SELECT coalesce(sum(tips_cents), 0) FROM settlement WHERE campaign_id = t.campaign_id AND approved_at IS NOT NULL)
        + (SELECT coalesce(sum(amount_cents), 0) FROM posting WHERE debit_account = 'tip_income' AND campaign_id = t.campaign_id)
      ${SHOWN}`,
    'campaigns',
  ),
  query(
    'I5',
    'a reward is taken by as many pledges as it says, and never more often than it exists',
    sql<{ n: number }>`SELECT count(*) AS n FROM reward`,
    sql<Finding>`SELECT id AS subject FROM reward WHERE taken <>
      (SELECT count(*) FROM pledge WHERE reward_id = reward.id AND reward_reserved = 1)
      OR (quantity IS NOT NULL AND taken > quantity) ${SHOWN}`,
    'rewards',
  ),
  query(
    'I6',
    'no payment is paid back for more than it was',
    sql<{ n: number }>`SELECT count(*) AS n FROM payment`,
    sql<Finding>`SELECT id AS subject FROM payment WHERE amount_cents <
      (SELECT coalesce(sum(amount_cents), 0) FROM refund WHERE payment_id = payment.id AND state <> 'overtaken') ${SHOWN}`,
    'payments',
  ),
  query(
    'I7',
    'nothing was paid out without two different people, nor more than was owed',
    sql<{ n: number }>`SELECT count(*) AS n FROM settlement WHERE approved_at IS NOT NULL`,
    sql<Finding>`SELECT settlement.id AS subject FROM settlement JOIN campaign ON campaign.id = campaign_id
      WHERE approved_at IS NOT NULL AND (approved_by = proposed_by OR approved_by = initiator_id OR proposed_by = initiator_id)
      UNION ALL SELECT account FROM ${CREDITS} AS c WHERE cents < 0
        AND (account LIKE 'initiator_payable:%' OR account LIKE 'campaign_funds_held:%' OR account LIKE 'tips_held:%')
      UNION ALL SELECT account FROM ${CREDITS} AS c WHERE cents > 0 AND account LIKE 'initiator_receivable:%' ${SHOWN}`,
    'approved settlements',
  ),
  pledgesMoveAlongTheArrows(),
  query(
    'I12',
    'clearing, refunds payable and disputes are exactly what Stripe and the banks have yet to tell',
    sql<{ n: number }>`SELECT abs(${creditOf('stripe_clearing')}) + abs(${creditOf('refunds_payable')}) AS n`,
    sql<Finding>`SELECT 'stripe_clearing' AS subject WHERE -${creditOf('stripe_clearing')} <>
        (SELECT coalesce(sum(amount_cents), 0) FROM payment)
        - (SELECT coalesce(sum(amount_cents), 0) FROM balance_transaction WHERE reporting_category = 'charge')
      UNION ALL SELECT 'refunds_payable' WHERE ${creditOf('refunds_payable')} <>
        (SELECT coalesce(sum(amount_cents), 0) FROM refund WHERE state NOT IN ('in_bank_file', 'paid_by_bank', 'overtaken'))
        + (SELECT coalesce(sum(amount_cents), 0) FROM balance_transaction
          WHERE reporting_category IN ('refund', 'refund_failure'))
      UNION ALL SELECT 'dispute_reserve' WHERE (SELECT coalesce(sum(-cents), 0) FROM ${CREDITS} AS c
          WHERE c.account LIKE 'dispute_reserve:%') <>
        (SELECT coalesce(sum(-amount_cents), 0) FROM balance_transaction
          WHERE reporting_category IN ('dispute', 'dispute_reversal') AND payment_id IN (SELECT id FROM payment))
        - (SELECT coalesce(sum(amount_cents), 0) FROM dispute WHERE state = 'lost')`,
    'cents under way',
  ),
  journalIsChained(),
  query(
    'I10',
    "our balance at Stripe is the sum of Stripe's own transactions",
    sql<{ n: number }>`SELECT coalesce(sum(net_cents), 0) AS n FROM balance_transaction`,
    sql<Finding>`SELECT 'stripe_balance' AS subject WHERE -${creditOf('stripe_balance')} <>
      (SELECT coalesce(sum(net_cents), 0) FROM balance_transaction)`,
    'cents at Stripe',
  ),
  query(
    'I15',
    'what we hold is never less than what we owe to backers and initiators',
    sql<{ n: number }>`SELECT ${coverage()} AS n`,
    sql<Finding>`SELECT 'coverage' AS subject WHERE ${coverage()} < 0`,
    'cents of float left',
  ),
]

function pledgesMoveAlongTheArrows(): Invariant {
  const allowed = sql.join(ARROWS.map(({ from, to, fact }) => sql`(${from}, ${to}, ${fact})`))
  return query(
    'I9',
    'pledges move only along the arrows of the state table',
    pledgesCount,
    sql<Finding>`SELECT pledge_id AS subject FROM pledge_transition WHERE (from_state, to_state, fact) NOT IN (VALUES ${allowed})
      UNION ALL SELECT t.pledge_id FROM pledge_transition AS t WHERE t.from_state <> coalesce((SELECT to_state
        FROM pledge_transition AS before WHERE before.pledge_id = t.pledge_id AND before.n = t.n - 1), 'draft')
      UNION ALL SELECT id FROM pledge WHERE state <> coalesce((SELECT to_state FROM pledge_transition
        WHERE pledge_id = pledge.id ORDER BY n DESC LIMIT 1), 'draft') ${SHOWN}`,
    'pledges',
  )
}
