import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * The bank: statements as they were booked, line by line; files of payments with what is in them; the platform's own
 * payouts from Stripe to its bank. And what a payout must know: when its account's bank changed, and whether a part
 * was asked for.
 *
 * Frozen: never edit a migration that has been on main; add a new one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...statements, ...appendOnly]) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE TABLE bank_statement (
    id TEXT PRIMARY KEY,
    iban TEXT NOT NULL,
    n INTEGER NOT NULL,
    named TEXT,
    version TEXT,
    opening_cents INTEGER NOT NULL,
    closing_cents INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    lines_known INTEGER NOT NULL,
    last_day TEXT,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    booked_by TEXT REFERENCES "user" (id),
    booked_at TEXT NOT NULL,
    CONSTRAINT statements_in_order UNIQUE (iban, n),
    CONSTRAINT statement_number CHECK (n > 0),
    CONSTRAINT statement_lines CHECK (lines >= 0 AND lines_known >= 0)
  ) STRICT`,
  `CREATE TABLE bank_line (
    id TEXT PRIMARY KEY,
    statement_id TEXT NOT NULL REFERENCES bank_statement (id),
    n INTEGER NOT NULL,
    iban TEXT NOT NULL,
    key TEXT NOT NULL,
    likeness TEXT NOT NULL,
    occurrence INTEGER NOT NULL,
    amount_cents INTEGER NOT NULL,
    booking_date TEXT,
    value_date TEXT,
    reference TEXT,
    end_to_end_id TEXT,
    batch_id TEXT,
    counterparty TEXT,
    counterparty_iban TEXT,
    remittance TEXT,
    return_reason TEXT,
    details TEXT NOT NULL,
    state TEXT NOT NULL,
    rule TEXT NOT NULL,
    subject_type TEXT,
    subject_id TEXT,
    entry_id TEXT REFERENCES journal_entry (id),
    cleared_entry_id TEXT REFERENCES journal_entry (id),
    cleared_by TEXT REFERENCES "user" (id),
    cleared_at TEXT,
    clear_reason TEXT,
    UNIQUE (statement_id, n),
    CONSTRAINT line_booked_once UNIQUE (iban, likeness, occurrence),
    CONSTRAINT line_number CHECK (n > 0),
    CONSTRAINT line_occurrence CHECK (occurrence > 0),
    CONSTRAINT line_state CHECK (state IN ('booked', 'suspense', 'cleared')),
    CONSTRAINT line_entry CHECK ((amount_cents = 0) = (entry_id IS NULL)),
    CONSTRAINT line_cleared CHECK ((state = 'cleared') = (cleared_at IS NOT NULL) AND (cleared_at IS NULL) = (cleared_by IS NULL)
      AND (cleared_at IS NULL) = (clear_reason IS NULL) AND (cleared_at IS NULL) = (cleared_entry_id IS NULL))
  ) STRICT`,
  `CREATE INDEX bank_line_by_key ON bank_line (iban, key)`,
  `CREATE INDEX bank_line_in_suspense ON bank_line (state, id) WHERE state = 'suspense'`,
  `CREATE INDEX bank_line_by_subject ON bank_line (subject_type, subject_id)`,
  `CREATE TABLE bank_file (
    id TEXT PRIMARY KEY,
    n INTEGER NOT NULL UNIQUE,
    state TEXT NOT NULL,
    payer_iban TEXT NOT NULL,
    payments INTEGER NOT NULL,
    total_cents INTEGER NOT NULL,
    approval_hash TEXT NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES "user" (id),
    proposed_at TEXT NOT NULL,
    approved_by TEXT REFERENCES "user" (id),
    approved_at TEXT,
    voided_at TEXT,
    void_reason TEXT,
    CONSTRAINT file_number CHECK (n > 0),
    CONSTRAINT file_state CHECK (state IN ('proposed', 'voided', 'exported')),
    CONSTRAINT file_payments CHECK (payments > 0 AND total_cents > 0),
    CONSTRAINT file_four_eyes CHECK (approved_by IS NULL OR approved_by <> proposed_by),
    CONSTRAINT file_exported CHECK ((state = 'exported') = (approved_by IS NOT NULL AND approved_at IS NOT NULL)),
    CONSTRAINT file_voided CHECK ((state = 'voided') = (voided_at IS NOT NULL))
  ) STRICT`,
  `CREATE TABLE bank_file_content (
    file_id TEXT PRIMARY KEY REFERENCES bank_file (id),
    content TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    made_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE bank_payment (
    id TEXT PRIMARY KEY,
    file_id TEXT NOT NULL REFERENCES bank_file (id),
    purpose TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    campaign_id TEXT REFERENCES campaign (id),
    pledge_id TEXT REFERENCES pledge (id),
    amount_cents INTEGER NOT NULL,
    payee_name TEXT NOT NULL,
    payee_iban TEXT NOT NULL,
    remittance TEXT NOT NULL,
    state TEXT NOT NULL,
    return_reason TEXT,
    finished_at TEXT,
    CONSTRAINT bank_payment_amount CHECK (amount_cents > 0),
    CONSTRAINT bank_payment_purpose CHECK (purpose IN ('refund')),
    CONSTRAINT bank_payment_state CHECK (state IN ('proposed', 'voided', 'exported', 'paid', 'returned'))
  ) STRICT`,
  `CREATE INDEX bank_payment_by_file ON bank_payment (file_id)`,
  `CREATE UNIQUE INDEX one_open_bank_payment ON bank_payment (purpose, subject_id) WHERE state IN ('proposed', 'exported', 'paid')`,
  `CREATE TABLE platform_payout (
    id TEXT PRIMARY KEY,
    n INTEGER NOT NULL UNIQUE,
    amount_cents INTEGER NOT NULL,
    descriptor TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    approval_hash TEXT NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES "user" (id),
    proposed_at TEXT NOT NULL,
    approved_by TEXT REFERENCES "user" (id),
    approved_at TEXT,
    voided_at TEXT,
    void_reason TEXT,
    payout_n INTEGER NOT NULL DEFAULT 1,
    stripe_payout_id TEXT UNIQUE,
    arrives_on TEXT,
    trace_id TEXT,
    failure TEXT,
    sent_at TEXT,
    CONSTRAINT platform_payout_number CHECK (n > 0),
    CONSTRAINT platform_payout_amount CHECK (amount_cents > 0),
    CONSTRAINT platform_payout_state CHECK (state IN ('proposed', 'voided', 'approved', 'sent', 'paid', 'failed', 'arrived')),
    CONSTRAINT platform_payout_four_eyes CHECK (approved_by IS NULL OR approved_by <> proposed_by),
    CONSTRAINT platform_payout_approved CHECK ((state NOT IN ('proposed', 'voided')) = (approved_by IS NOT NULL AND approved_at IS NOT NULL)),
    CONSTRAINT platform_payout_voided CHECK ((state = 'voided') = (voided_at IS NOT NULL)),
    CONSTRAINT platform_payout_sent CHECK (state NOT IN ('sent', 'paid', 'arrived') OR stripe_payout_id IS NOT NULL)
  ) STRICT`,
  `ALTER TABLE payout_account ADD COLUMN bank_changed_at TEXT`,
  `ALTER TABLE settlement ADD COLUMN wanted_cents INTEGER`,
  `ALTER TABLE settlement ADD CONSTRAINT settlement_wanted CHECK (wanted_cents > 0)`,
]

/** Once written, a booked statement and the bytes of a file stay as they are. */
const appendOnly = ['bank_statement', 'bank_file_content'].flatMap(table =>
  ['UPDATE', 'DELETE'].map(
    deed => `CREATE TRIGGER ${table}_refuses_${deed.toLowerCase()} BEFORE ${deed} ON ${table}
    BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
  ),
)
