import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * Disputes and fraud warnings; refunds of a part, refunds that are tried again and at last go by bank; debts of
 * initiators, set off, taken back or written off; and transfers that are taken back.
 *
 * Frozen: never edit a migration that has been on main; add a new one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...pledges, ...refunds, ...disputes, ...settlements, ...appendOnly])
    await sql.raw(statement).execute(db)
}

const pledges = [
  `ALTER TABLE pledge ADD COLUMN returned_cents INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE pledge ADD COLUMN returned_tip_cents INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE pledge ADD CONSTRAINT pledge_returned CHECK (returned_cents BETWEEN 0 AND amount_cents AND returned_tip_cents BETWEEN 0 AND tip_cents)`,
]

const refunds = [
  `ALTER TABLE refund ADD COLUMN tip_cents INTEGER NOT NULL DEFAULT 0`,
  `UPDATE refund SET tip_cents = (SELECT tip_cents FROM pledge WHERE pledge.id = refund.pledge_id) WHERE reason <> 'surplus'`,
  `ALTER TABLE refund ADD COLUMN payee_name TEXT`,
  `ALTER TABLE refund ADD COLUMN payee_iban TEXT`,
  `ALTER TABLE refund ADD CONSTRAINT refund_tip CHECK (tip_cents BETWEEN 0 AND amount_cents)`,
  `ALTER TABLE refund ADD CONSTRAINT refund_payee CHECK ((payee_name IS NULL) = (payee_iban IS NULL))`,
  `ALTER TABLE refund DROP CONSTRAINT refund_state`,
  `ALTER TABLE refund ADD CONSTRAINT refund_state CHECK (state IN ('decided', 'sent', 'succeeded', 'failed', 'by_bank', 'in_bank_file', 'paid_by_bank', 'overtaken'))`,
  `ALTER TABLE refund DROP CONSTRAINT refund_sent`,
  `ALTER TABLE refund ADD CONSTRAINT refund_sent CHECK ((state <> 'decided' OR stripe_refund_id IS NULL) AND (state NOT IN ('sent', 'succeeded') OR stripe_refund_id IS NOT NULL))`,
  `ALTER TABLE refund DROP CONSTRAINT refund_finished`,
  `ALTER TABLE refund ADD CONSTRAINT refund_finished CHECK ((state IN ('succeeded', 'failed', 'paid_by_bank', 'overtaken')) = (finished_at IS NOT NULL))`,
  `ALTER TABLE refund ADD CONSTRAINT refund_has_payee CHECK (state NOT IN ('in_bank_file', 'paid_by_bank') OR payee_iban IS NOT NULL)`,
  `CREATE INDEX refund_to_pay_by_bank ON refund (state, decided_at) WHERE state IN ('failed', 'by_bank')`,
  `CREATE TABLE refund_attempt (
    refund_id TEXT NOT NULL REFERENCES refund (id),
    n INTEGER NOT NULL,
    stripe_refund_id TEXT UNIQUE,
    failure TEXT NOT NULL,
    failed_at TEXT NOT NULL,
    PRIMARY KEY (refund_id, n),
    CONSTRAINT attempt_number CHECK (n > 0)
  ) STRICT`,
]

const disputes = [
  `CREATE TABLE dispute (
    id TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payment (id),
    pledge_id TEXT NOT NULL REFERENCES pledge (id),
    amount_cents INTEGER NOT NULL,
    state TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    evidence_due_at TEXT,
    recorded_at TEXT NOT NULL,
    closed_at TEXT,
    evidence TEXT,
    answer TEXT,
    answered_by TEXT REFERENCES "user" (id),
    answered_at TEXT,
    told_at TEXT,
    CONSTRAINT dispute_amount CHECK (amount_cents > 0),
    CONSTRAINT dispute_state CHECK (state IN ('inquiry', 'open', 'won', 'lost', 'prevented', 'withdrawn')),
    CONSTRAINT dispute_closed CHECK ((state IN ('won', 'lost', 'prevented', 'withdrawn')) = (closed_at IS NOT NULL)),
    CONSTRAINT dispute_answer CHECK (answer IN ('contested', 'accepted')),
    CONSTRAINT dispute_answered CHECK ((answer IS NULL) = (answered_by IS NULL) AND (answer IS NULL) = (answered_at IS NULL)),
    CONSTRAINT dispute_told CHECK (told_at IS NULL OR answer IS NOT NULL)
  ) STRICT`,
  `CREATE INDEX dispute_by_pledge ON dispute (pledge_id)`,
  `CREATE INDEX dispute_by_payment ON dispute (payment_id)`,
  `CREATE INDEX dispute_unfinished ON dispute (state, evidence_due_at) WHERE state IN ('inquiry', 'open')`,
  `CREATE TABLE fraud_warning (
    id TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payment (id),
    pledge_id TEXT NOT NULL REFERENCES pledge (id),
    outcome TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT warning_outcome CHECK (outcome IN ('given-back', 'nothing-left', 'disputed'))
  ) STRICT`,
  `CREATE TABLE debt_write_off (
    id TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    amount_cents INTEGER NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL REFERENCES "user" (id),
    decided_at TEXT NOT NULL,
    CONSTRAINT write_off_amount CHECK (amount_cents > 0),
    CONSTRAINT write_off_reason CHECK (reason <> '')
  ) STRICT`,
]

const settlements = [
  `ALTER TABLE settlement ADD COLUMN debt_cents INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE settlement ADD COLUMN owed_cents INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE settlement ADD CONSTRAINT settlement_debt CHECK (debt_cents >= 0)`,
  `ALTER TABLE settlement ADD CONSTRAINT settlement_owed CHECK (owed_cents >= 0)`,
  `ALTER TABLE settlement DROP CONSTRAINT settlement_funds`,
  `ALTER TABLE settlement ADD CONSTRAINT settlement_funds CHECK (funds_cents >= 0 AND funds_cents + owed_cents > 0)`,
  `ALTER TABLE settlement DROP CONSTRAINT settlement_payout`,
  `ALTER TABLE settlement ADD CONSTRAINT settlement_payout CHECK (payout_cents >= 0)`,
  `ALTER TABLE settlement DROP CONSTRAINT adds_up`,
  `ALTER TABLE settlement ADD CONSTRAINT adds_up CHECK (payout_cents = funds_cents + owed_cents - fee_cents - vat_cents - costs_cents - debt_cents)`,
  `ALTER TABLE settlement DROP CONSTRAINT settlement_transferred`,
  `ALTER TABLE settlement ADD CONSTRAINT settlement_transferred CHECK (state NOT IN ('transferred', 'paid_out', 'payout_failed', 'reversed') OR transfer_id IS NOT NULL OR payout_cents = 0)`,
  `CREATE TABLE transfer_reversal (
    id TEXT PRIMARY KEY,
    settlement_id TEXT NOT NULL REFERENCES settlement (id),
    n INTEGER NOT NULL,
    amount_cents INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT NOT NULL REFERENCES "user" (id),
    decided_at TEXT NOT NULL,
    stripe_reversal_id TEXT UNIQUE,
    refusal TEXT,
    finished_at TEXT,
    UNIQUE (settlement_id, n),
    CONSTRAINT reversal_number CHECK (n > 0),
    CONSTRAINT reversal_amount CHECK (amount_cents > 0),
    CONSTRAINT reversal_purpose CHECK (purpose IN ('debt', 'wrong')),
    CONSTRAINT reversal_state CHECK (state IN ('decided', 'done', 'refused')),
    CONSTRAINT reversal_done CHECK (state <> 'done' OR stripe_reversal_id IS NOT NULL),
    CONSTRAINT reversal_finished CHECK ((state = 'decided') = (finished_at IS NULL))
  ) STRICT`,
]

/** What was once noted stays as it was. */
const appendOnly = ['refund_attempt', 'fraud_warning', 'debt_write_off'].flatMap(table =>
  ['UPDATE', 'DELETE'].map(
    deed => `CREATE TRIGGER ${table}_refuses_${deed.toLowerCase()} BEFORE ${deed} ON ${table}
    BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
  ),
)
