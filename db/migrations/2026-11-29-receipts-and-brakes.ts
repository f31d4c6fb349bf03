import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * Receipts with their numbers, what they need to know (a company, an ANBI, what a reward is worth), refunds that a
 * person decided with a reason, and the brake on tried cards.
 *
 * Frozen: never edit a migration that has been on main; add a new one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...taxes, ...receipts, ...refunds, ...brake]) await sql.raw(statement).execute(db)
}

const taxes = [
  `CREATE TABLE reward_tax (
    reward_id TEXT PRIMARY KEY REFERENCES reward (id),
    value_cents INTEGER NOT NULL,
    vat_bp INTEGER NOT NULL,
    set_by TEXT NOT NULL REFERENCES "user" (id),
    set_at TEXT NOT NULL,
    CONSTRAINT reward_tax_value CHECK (value_cents >= 0),
    CONSTRAINT reward_tax_vat CHECK (vat_bp BETWEEN 0 AND 10000)
  ) STRICT`,
  `CREATE TABLE campaign_anbi (
    campaign_id TEXT PRIMARY KEY REFERENCES campaign (id),
    name TEXT NOT NULL,
    rsin TEXT NOT NULL,
    checked_by TEXT NOT NULL REFERENCES "user" (id),
    checked_at TEXT NOT NULL,
    CONSTRAINT anbi_name CHECK (name <> ''),
    CONSTRAINT anbi_rsin CHECK (length(rsin) = 9)
  ) STRICT`,
]

const receipts = [
  `CREATE TABLE receipt_series (
    year INTEGER PRIMARY KEY,
    last_n INTEGER NOT NULL,
    CONSTRAINT receipt_series_counts CHECK (last_n > 0)
  ) STRICT`,
  `CREATE TABLE pledge_company (
    id TEXT PRIMARY KEY,
    pledge_id TEXT NOT NULL REFERENCES pledge (id),
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    kvk TEXT NOT NULL,
    vat_number TEXT NOT NULL,
    given_at TEXT NOT NULL,
    CONSTRAINT company_name CHECK (name <> ''),
    CONSTRAINT company_address CHECK (address <> '')
  ) STRICT`,
  `CREATE INDEX pledge_company_by_pledge ON pledge_company (pledge_id)`,
  ...appendOnly('pledge_company'),
  `CREATE TABLE receipt (
    id TEXT PRIMARY KEY,
    year INTEGER NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    pledge_id TEXT NOT NULL REFERENCES pledge (id),
    corrects_id TEXT REFERENCES receipt (id),
    cause_type TEXT NOT NULL,
    cause_id TEXT NOT NULL,
    language TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    gift_cents INTEGER NOT NULL,
    reward_cents INTEGER NOT NULL,
    vat_bp INTEGER NOT NULL,
    vat_cents INTEGER NOT NULL,
    tip_cents INTEGER NOT NULL,
    facts TEXT NOT NULL,
    UNIQUE (year, n),
    UNIQUE (cause_type, cause_id),
    CONSTRAINT receipt_number CHECK (n > 0),
    CONSTRAINT receipt_kind CHECK (kind IN ('receipt', 'invoice', 'credit')),
    CONSTRAINT receipt_cause CHECK (cause_type IN ('payment', 'company', 'refund', 'dispute')),
    CONSTRAINT receipt_language CHECK (language IN ('nl', 'en')),
    CONSTRAINT receipt_parts CHECK (gift_cents >= 0 AND reward_cents >= 0 AND tip_cents >= 0 AND gift_cents + reward_cents + tip_cents > 0),
    CONSTRAINT receipt_vat CHECK (vat_bp BETWEEN 0 AND 10000 AND vat_cents BETWEEN 0 AND reward_cents),
    CONSTRAINT credit_corrects CHECK (kind <> 'credit' OR corrects_id IS NOT NULL)
  ) STRICT`,
  `CREATE INDEX receipt_by_pledge ON receipt (pledge_id)`,
  ...appendOnly('receipt'),
  `CREATE TABLE receipt_document (
    receipt_id TEXT PRIMARY KEY REFERENCES receipt (id),
    sha256 TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    CONSTRAINT document_hash CHECK (length(sha256) = 64),
    CONSTRAINT document_size CHECK (size_bytes > 0)
  ) STRICT`,
  ...appendOnly('receipt_document'),
  `CREATE TABLE overview_link (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    CONSTRAINT overview_email CHECK (email = lower(email))
  ) STRICT`,
]

const refunds = [
  `CREATE TABLE refund_run (
    id TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    started_by TEXT NOT NULL REFERENCES "user" (id),
    reason TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    CONSTRAINT run_reason CHECK (reason <> '')
  ) STRICT`,
  `CREATE UNIQUE INDEX one_open_refund_run ON refund_run (campaign_id) WHERE finished_at IS NULL`,
  `CREATE TABLE refund_decision (
    refund_id TEXT PRIMARY KEY REFERENCES refund (id),
    reason TEXT NOT NULL,
    run_id TEXT REFERENCES refund_run (id),
    CONSTRAINT decision_reason CHECK (reason <> '')
  ) STRICT`,
  `CREATE INDEX refund_decision_by_run ON refund_decision (run_id)`,
  ...appendOnly('refund_decision'),
]

const brake = [
  `CREATE TABLE card_checkout (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    pledge_id TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    network TEXT NOT NULL,
    browser TEXT NOT NULL,
    content TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX card_checkout_by_network ON card_checkout (network, at)`,
  `CREATE INDEX card_checkout_by_browser ON card_checkout (browser, at)`,
  `CREATE INDEX card_checkout_by_campaign ON card_checkout (campaign_id, at)`,
  `CREATE INDEX card_checkout_by_pledge ON card_checkout (pledge_id, id)`,
  `CREATE TABLE failed_card (
    event_id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    pledge_id TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    network TEXT
  ) STRICT`,
  `CREATE INDEX failed_card_by_campaign ON failed_card (campaign_id, at)`,
  `CREATE INDEX failed_card_by_network ON failed_card (network, at)`,
  `CREATE TABLE card_stop (
    id TEXT PRIMARY KEY,
    scope TEXT NOT NULL,
    subject TEXT NOT NULL,
    failures INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    lifted_by TEXT REFERENCES "user" (id),
    lifted_at TEXT,
    lift_reason TEXT,
    CONSTRAINT stop_scope CHECK (scope IN ('network', 'campaign')),
    CONSTRAINT stop_failures CHECK (failures > 0),
    CONSTRAINT stop_lifted CHECK ((lifted_by IS NULL) = (lifted_at IS NULL) AND (lifted_by IS NULL) = (lift_reason IS NULL))
  ) STRICT`,
  `CREATE INDEX card_stop_by_subject ON card_stop (scope, subject, ends_at)`,
]

/** Rows are only added. */
function appendOnly(table: string): string[] {
  return ['UPDATE', 'DELETE'].map(
    verb => `CREATE TRIGGER ${table}_refuses_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
    BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
  )
}
