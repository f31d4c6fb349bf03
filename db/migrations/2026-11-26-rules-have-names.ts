import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * The tables of campaigns and money are made again with a name for every rule (CHECK), so that a later migration
 * can replace one rule by ALTER TABLE. And they know the states of all the ways that money can go: a campaign in
 * conversation with its backers, a pledge charged back, a refund that must go by bank, a transfer that came back.
 *
 * Frozen: never edit a migration that has been on main; add a new one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const { table, columns, indexes } of rebuilt)
    for (const statement of [
      `CREATE TABLE ${table}_new (${columns}) STRICT`,
      `INSERT INTO ${table}_new SELECT * FROM ${table}`,
      `DROP TABLE ${table}`,
      `ALTER TABLE ${table}_new RENAME TO ${table}`,
      ...indexes,
    ])
      await sql.raw(statement).execute(db)
}

interface Rebuilt {
  table: string
  /** In the order of the table that is replaced: its rows are copied as they are. */
  columns: string
  indexes: string[]
}

const rebuilt: Rebuilt[] = [
  {
    table: 'campaign',
    columns: `
    id TEXT PRIMARY KEY,
    initiator_id TEXT NOT NULL REFERENCES "user" (id),
    state TEXT NOT NULL,
    slug TEXT UNIQUE,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    intro TEXT NOT NULL,
    story TEXT NOT NULL,
    district_code TEXT REFERENCES district (code),
    deadline TEXT,
    ends_at TEXT,
    funding_model TEXT,
    collective_return TEXT NOT NULL,
    collective_return_planned INTEGER,
    picture_id TEXT,
    drawing TEXT NOT NULL DEFAULT 'houses',
    minimum_cents INTEGER,
    optimum_cents INTEGER,
    platform_fee_bp INTEGER,
    costs_passed_on INTEGER,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    submitted_at TEXT,
    live_at TEXT,
    CONSTRAINT campaign_state CHECK (state IN ('draft', 'in_review', 'needs_work', 'refused', 'live', 'closing', 'near_miss', 'succeeded', 'failed', 'canceled')),
    CONSTRAINT campaign_language CHECK (language IN ('nl', 'en')),
    CONSTRAINT campaign_funding_model CHECK (funding_model IN ('all_or_nothing', 'keep_it_all')),
    CONSTRAINT campaign_gift CHECK (collective_return_planned > 0),
    CONSTRAINT campaign_drawing CHECK (drawing IN ('houses', 'garden', 'bench', 'door')),
    CONSTRAINT campaign_minimum CHECK (minimum_cents > 0),
    CONSTRAINT campaign_optimum CHECK (optimum_cents >= minimum_cents),
    CONSTRAINT campaign_fee CHECK (platform_fee_bp BETWEEN 0 AND 500),
    CONSTRAINT campaign_costs CHECK (costs_passed_on IN (0, 1)),
    CONSTRAINT live_is_complete CHECK (state IN ('draft', 'needs_work', 'refused', 'in_review', 'canceled') OR
      (slug IS NOT NULL AND ends_at IS NOT NULL AND funding_model IS NOT NULL AND minimum_cents IS NOT NULL AND live_at IS NOT NULL))
  `,
    indexes: [
      `CREATE INDEX campaign_by_state ON campaign (state, ends_at)`,
      `CREATE INDEX campaign_by_initiator ON campaign (initiator_id)`,
    ],
  },
  {
    table: 'campaign_closure',
    columns: `
    campaign_id TEXT PRIMARY KEY REFERENCES campaign (id),
    started_at TEXT NOT NULL,
    decided_at TEXT,
    outcome TEXT,
    counted_cents INTEGER,
    counted_pledges INTEGER,
    CONSTRAINT closure_outcome CHECK (outcome IN ('succeeded', 'failed', 'canceled')),
    CONSTRAINT closure_decided CHECK ((decided_at IS NULL) = (outcome IS NULL)),
    CONSTRAINT closure_counted CHECK ((decided_at IS NULL) = (counted_cents IS NULL))
  `,
    indexes: [],
  },
  {
    table: 'pledge',
    columns: `
    id TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    reward_id TEXT REFERENCES reward (id),
    state TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    tip_cents INTEGER NOT NULL,
    method TEXT NOT NULL,
    collection TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    name_visible INTEGER NOT NULL,
    message TEXT NOT NULL,
    language TEXT NOT NULL,
    created_at TEXT NOT NULL,
    accepted_at TEXT,
    reward_reserved INTEGER NOT NULL,
    customer_id TEXT,
    payment_method_id TEXT,
    checkout_n INTEGER NOT NULL DEFAULT 0,
    collect_n INTEGER NOT NULL DEFAULT 0,
    collect_payment_intent_id TEXT,
    decline_code TEXT,
    advice_code TEXT,
    recovery_started_at TEXT,
    CONSTRAINT pledge_state CHECK (state IN ('draft', 'checkout_open', 'processing', 'held', 'committed', 'collecting', 'action_required',
      'refunding', 'refunded', 'charged_back', 'released', 'canceled', 'dropped', 'abandoned')),
    CONSTRAINT pledge_amount CHECK (amount_cents > 0),
    CONSTRAINT pledge_tip CHECK (tip_cents >= 0),
    CONSTRAINT pledge_method CHECK (method IN ('bank', 'card')),
    CONSTRAINT pledge_collection CHECK (collection IN ('now', 'at_deadline')),
    CONSTRAINT pledge_name_visible CHECK (name_visible IN (0, 1)),
    CONSTRAINT pledge_language CHECK (language IN ('nl', 'en')),
    CONSTRAINT pledge_reserves CHECK (reward_reserved IN (0, 1)),
    CONSTRAINT pledge_accepted CHECK (state NOT IN ('held', 'committed', 'collecting', 'action_required', 'released', 'dropped') OR accepted_at IS NOT NULL),
    CONSTRAINT pledge_reserves_a_reward CHECK (reward_reserved = 0 OR reward_id IS NOT NULL)
  `,
    indexes: [
      `CREATE INDEX pledge_by_campaign ON pledge (campaign_id, state, accepted_at)`,
      `CREATE INDEX pledge_unfinished ON pledge (state, created_at) WHERE state IN ('draft', 'checkout_open', 'processing', 'collecting', 'action_required', 'refunding')`,
      `CREATE INDEX pledge_by_email ON pledge (email)`,
    ],
  },
  {
    table: 'refund',
    columns: `
    id TEXT PRIMARY KEY,
    pledge_id TEXT NOT NULL REFERENCES pledge (id),
    payment_id TEXT NOT NULL REFERENCES payment (id),
    n INTEGER NOT NULL,
    amount_cents INTEGER NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    stripe_refund_id TEXT UNIQUE,
    attempt_n INTEGER NOT NULL DEFAULT 1,
    failure TEXT,
    decided_by TEXT REFERENCES "user" (id),
    decided_at TEXT NOT NULL,
    finished_at TEXT,
    UNIQUE (pledge_id, n),
    CONSTRAINT refund_number CHECK (n > 0),
    CONSTRAINT refund_amount CHECK (amount_cents > 0),
    CONSTRAINT refund_reason CHECK (reason IN ('withdrawn', 'campaign_failed', 'campaign_canceled', 'by_admin', 'fraud_warning', 'surplus')),
    CONSTRAINT refund_state CHECK (state IN ('decided', 'sent', 'succeeded', 'failed')),
    CONSTRAINT refund_sent CHECK ((state = 'decided') = (stripe_refund_id IS NULL) OR state = 'failed'),
    CONSTRAINT refund_finished CHECK ((state IN ('succeeded', 'failed')) = (finished_at IS NOT NULL))
  `,
    indexes: [
      `CREATE INDEX refund_unfinished ON refund (state, decided_at) WHERE state IN ('decided', 'sent')`,
      `CREATE INDEX refund_by_payment ON refund (payment_id)`,
    ],
  },
  {
    table: 'settlement',
    columns: `
    id TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    n INTEGER NOT NULL,
    stripe_account_id TEXT NOT NULL,
    funds_cents INTEGER NOT NULL,
    fee_cents INTEGER NOT NULL,
    vat_cents INTEGER NOT NULL,
    costs_cents INTEGER NOT NULL,
    tips_cents INTEGER NOT NULL,
    payout_cents INTEGER NOT NULL,
    state TEXT NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES "user" (id),
    proposed_at TEXT NOT NULL,
    approval_hash TEXT NOT NULL,
    approved_by TEXT REFERENCES "user" (id),
    approved_at TEXT,
    voided_at TEXT,
    void_reason TEXT,
    transfer_n INTEGER NOT NULL DEFAULT 1,
    transfer_id TEXT UNIQUE,
    destination_payment_id TEXT UNIQUE,
    transferred_at TEXT,
    stripe_payout_id TEXT,
    paid_out_at TEXT,
    UNIQUE (campaign_id, n),
    CONSTRAINT settlement_number CHECK (n > 0),
    CONSTRAINT settlement_funds CHECK (funds_cents > 0),
    CONSTRAINT settlement_fee CHECK (fee_cents >= 0),
    CONSTRAINT settlement_vat CHECK (vat_cents >= 0),
    CONSTRAINT settlement_costs CHECK (costs_cents >= 0),
    CONSTRAINT settlement_tips CHECK (tips_cents >= 0),
    CONSTRAINT settlement_payout CHECK (payout_cents > 0),
    CONSTRAINT settlement_state CHECK (state IN ('proposed', 'voided', 'approved', 'transferred', 'paid_out', 'payout_failed', 'reversed')),
    CONSTRAINT adds_up CHECK (payout_cents = funds_cents - fee_cents - vat_cents - costs_cents),
    CONSTRAINT four_eyes CHECK (approved_by IS NULL OR approved_by <> proposed_by),
    CONSTRAINT settlement_approved CHECK ((state IN ('approved', 'transferred', 'paid_out', 'payout_failed', 'reversed')) = (approved_by IS NOT NULL AND approved_at IS NOT NULL)),
    CONSTRAINT settlement_voided CHECK ((state = 'voided') = (voided_at IS NOT NULL)),
    CONSTRAINT settlement_transferred CHECK (state NOT IN ('transferred', 'paid_out', 'payout_failed', 'reversed') OR transfer_id IS NOT NULL)
  `,
    indexes: [
      `CREATE UNIQUE INDEX one_open_settlement ON settlement (campaign_id) WHERE state IN ('proposed', 'approved')`,
    ],
  },
]
