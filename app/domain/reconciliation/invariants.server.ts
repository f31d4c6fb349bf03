import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import { GENESIS_HASH, sealHash } from '../ledger/ledger.server.ts'
import type { SealedPosting } from '../ledger/ledger.server.ts'
import { ARROWS } from '../pledges/pledge.ts'

/**
 * What must be true of the books at every moment, each written as a search for what breaks it.
 * The numbers are those of trust.md, section 2.
 */
export interface Invariant {
  id: string
  says: string
  /** Looks; `broken` names what breaks it (at most some of it), empty when it holds. */
  look(db: ReadDb): Promise<{ figure: string; broken: string[] }>
}

export interface Finding {
  subject: string
}

/** An invariant that is one query: it returns the subjects that break it; `count` says what was looked at. */
export function query(
  id: string,
  says: string,
  count: RawBuilder<{ n: number }>,
  broken: RawBuilder<Finding>,
  what: string,
): Invariant {
  return {
    id,
    says,
    look: async db => {
      const [counted] = (await count.execute(executorOf(db))).rows
      const found = (await broken.execute(executorOf(db))).rows
      return { figure: `${counted?.n ?? 0} ${what}`, broken: found.map(row => row.subject) }
    },
  }
}

/** A raw query runs on the same connection as the rest; its text only reads. */
function executorOf(db: ReadDb): Parameters<RawBuilder<unknown>['execute']>[0] {
  return db as unknown as Parameters<RawBuilder<unknown>['execute']>[0]
}

const SIDES = sql`(SELECT debit_account AS account, amount_cents AS debit, 0 AS credit, entry_id FROM posting
  UNION ALL SELECT credit_account, 0, amount_cents, entry_id FROM posting)`

/** Every account with what it holds on its credit side. */
export const CREDITS = sql`(SELECT account, sum(credit) - sum(debit) AS cents FROM ${SIDES} AS sides GROUP BY account)`

export const creditOf = (account: string | RawBuilder<unknown>) =>
  sql<number>`coalesce((SELECT cents FROM ${CREDITS} AS c WHERE c.account = ${account}), 0)`

const entries = sql<{ n: number }>`SELECT count(*) AS n FROM journal_entry`
const campaignsCount = sql<{ n: number }>`SELECT count(*) AS n FROM campaign_total`
const pledgesCount = sql<{ n: number }>`SELECT count(*) AS n FROM pledge`
const SHOWN = sql.raw('LIMIT 5')

export const INVARIANTS: readonly Invariant[] = [
  query(
    'I1',
    'every entry has postings, and every posting a debit, a credit and a positive amount',
    entries,
    sql<Finding>`SELECT id AS subject FROM journal_entry WHERE NOT EXISTS
      (SELECT 1 FROM posting WHERE entry_id = journal_entry.id)
      UNION ALL SELECT entry_id FROM posting WHERE amount_cents <= 0 OR debit_account = credit_account ${SHOWN}`,
    'entries',
  ),
  query(
    'I2',
    "one of Stripe's balance transactions is one entry, and the other way round",
    sql<{ n: number }>`SELECT count(*) AS n FROM balance_transaction`,
    sql<Finding>`SELECT id AS subject FROM journal_entry WHERE source_type = 'balance_transaction'
      AND NOT EXISTS (SELECT 1 FROM balance_transaction WHERE entry_id = journal_entry.id)
      UNION ALL SELECT id FROM balance_transaction WHERE NOT EXISTS
      (SELECT 1 FROM journal_entry WHERE id = entry_id AND source_id = balance_transaction.id) ${SHOWN}`,
    'balance transactions',
  ),
  query(
    'I3',
    'stored totals equal recomputed totals',
    sql<{ n: number }>`SELECT count(*) AS n FROM account_total`,
    sql<Finding>`SELECT account AS subject FROM
      (SELECT account, sum(debit) AS debit, sum(credit) AS credit FROM ${SIDES} AS sides
        WHERE entry_id IN (SELECT entry_id FROM journal_seal) GROUP BY account) AS summed
      LEFT JOIN account_total USING (account)
      WHERE debit IS DISTINCT FROM debit_cents OR credit IS DISTINCT FROM credit_cents
      UNION ALL SELECT entry_id FROM journal_tail WHERE entry_id IN (SELECT entry_id FROM journal_seal)
      UNION ALL SELECT id FROM journal_entry WHERE id NOT IN (SELECT entry_id FROM journal_seal)
        AND id NOT IN (SELECT entry_id FROM journal_tail) ${SHOWN}`,
    'accounts',
  ),
  query(
    'I4',
    "a campaign's total is what its pledges hold and commit",
    campaignsCount,
    sql<Finding>`SELECT campaign_id AS subject FROM campaign_total AS t WHERE
      held_cents <> (SELECT coalesce(sum(amount_cents - returned_cents), 0) FROM pledge WHERE campaign_id = t.campaign_id AND state = 'held')
      OR held_count <> (SELECT count(*) FROM pledge WHERE campaign_id = t.campaign_id AND state = 'held')
      OR committed_cents <> (SELECT coalesce(sum(amount_cents), 0) FROM pledge WHERE campaign_id = t.campaign_id
        AND state IN ('committed', 'collecting', 'action_required'))
      OR committed_count <> (SELECT count(*) FROM pledge WHERE campaign_id = t.campaign_id
        AND state IN ('committed', 'collecting', 'action_required')) ${SHOWN}`,
    'campaigns',
  ),
  query(
    'I4b',
    'the books hold for a campaign what its held pledges are, less what was settled and is owed back',
    campaignsCount,
    sql<Finding>`SELECT campaign_id AS subject FROM campaign_total AS t WHERE
      ${creditOf(sql`'campaign_funds_held:' || t.campaign_id`)} <> t.held_cents
        - (SELECT coalesce(sum(funds_cents), 0) FROM settlement WHERE campaign_id = t.campaign_id AND approved_at IS NOT NULL)
        + (SELECT coalesce(sum(amount_cents), 0) FROM posting WHERE debit_account = 'initiator_receivable:' || t.campaign_id)
      OR ${creditOf(sql`'tips_held:' || t.campaign_id`)} <>
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

/**
 * What is at Stripe, on its way there or held by it, less what is owed: the float that remains, in cents. A refund
 * that goes by bank is covered by what was paid out to our bank for it (R4), as far as it is there.
 */
export function coverage(): RawBuilder<number> {
  const atStripe = sql`(SELECT coalesce(sum(-cents), 0) FROM ${CREDITS} AS c WHERE
    account IN ('stripe_balance', 'stripe_clearing', 'stripe_reserve', 'refunds_payable') OR account LIKE 'dispute_reserve:%'
    OR account LIKE 'campaign_funds_held:%' OR account LIKE 'tips_held:%' OR account LIKE 'initiator_payable:%')`
  const atBank = sql`(SELECT coalesce(sum(-cents), 0) FROM ${CREDITS} AS c
    WHERE account IN ('stripe_in_transit', 'bank_in_transit') OR account LIKE 'bank:%')`
  const byBank = sql`(SELECT coalesce(sum(amount_cents), 0) FROM refund WHERE state = 'by_bank')`
  return sql<number>`(SELECT at_stripe + CASE WHEN at_bank <= 0 THEN 0 WHEN at_bank < by_bank THEN at_bank ELSE by_bank END
    FROM (SELECT ${atStripe} AS at_stripe, ${atBank} AS at_bank, ${byBank} AS by_bank) AS places)`
}

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

function journalIsChained(): Invariant {
  return {
    id: 'I13',
    says: 'the seals of the journal are one unbroken chain',
    look: async db => {
      const broken: string[] = []
      let expected = { seq: 0, hash: GENESIS_HASH }
      for (;;) {
        const page = await sealsAfter(db, expected.seq)
        if (page.length === 0) return { figure: `${expected.seq} seals`, broken }
        for (const seal of page) {
          const hash = sealHash(expected.hash, { id: seal.entry_id, kind: seal.kind }, seal.postings)
          if (seal.seq !== expected.seq + 1 || seal.prev_hash !== expected.hash || seal.hash !== hash) {
            broken.push(`seal ${seal.seq}`)
            return { figure: `${expected.seq} seals before the break`, broken }
          }
          expected = seal
        }
      }
    },
  }
}

const SEALS_A_PAGE = 1_000

async function sealsAfter(db: ReadDb, seq: number) {
  const seals = await db
    .selectFrom('journal_seal')
    .innerJoin('journal_entry', 'journal_entry.id', 'journal_seal.entry_id')
    .select([
      'journal_seal.seq',
      'journal_seal.entry_id',
      'journal_seal.prev_hash',
      'journal_seal.hash',
      'journal_entry.kind',
    ])
    .where('journal_seal.seq', '>', seq)
    .orderBy('journal_seal.seq')
    .limit(SEALS_A_PAGE)
    .execute()
  if (seals.length === 0) return []
  const postings = await db
    .selectFrom('posting')
    .select(['entry_id', 'n', 'debit_account', 'credit_account', 'amount_cents'])
    .where(
      'entry_id',
      'in',
      seals.map(seal => seal.entry_id),
    )
    .orderBy('entry_id')
    .orderBy('n')
    .execute()
  const byEntry = Map.groupBy(postings, posting => posting.entry_id)
  return seals.map(seal => ({ ...seal, postings: (byEntry.get(seal.entry_id) ?? []) as SealedPosting[] }))
}
