import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * Months of the books: who proposed to close one, who confirmed it, what was on the checklist, and what was made of
 * it. After that the database itself refuses an entry that is recorded in that month (docs/decisions/0012). And what
 * each proof of the balance at Stripe found.
 *
 * Frozen: never edit a migration that has been on main; add a new one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...appendOnly.flatMap(refusals), MONTH_IS_CLOSED])
    await sql.raw(statement).execute(db)
}

const tables = [
  `CREATE TABLE balance_proof (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    ours_cents INTEGER NOT NULL,
    theirs_cents INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE month_explanation (
    month TEXT NOT NULL,
    account TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    explanation TEXT NOT NULL,
    explained_by TEXT NOT NULL REFERENCES "user" (id),
    explained_at TEXT NOT NULL,
    PRIMARY KEY (month, account),
    CONSTRAINT explanation_says_something CHECK (explanation <> '')
  ) STRICT`,
  `CREATE TABLE month_proposal (
    month TEXT PRIMARY KEY,
    proposed_by TEXT NOT NULL REFERENCES "user" (id),
    proposed_at TEXT NOT NULL,
    head_seq INTEGER NOT NULL,
    head_hash TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE closed_month (
    month TEXT PRIMARY KEY,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES "user" (id),
    proposed_at TEXT NOT NULL,
    confirmed_by TEXT NOT NULL REFERENCES "user" (id),
    confirmed_at TEXT NOT NULL,
    head_seq INTEGER NOT NULL,
    head_hash TEXT NOT NULL,
    checklist TEXT NOT NULL,
    CONSTRAINT month_has_days CHECK (starts_at < ends_at),
    CONSTRAINT month_closed_by_two CHECK (confirmed_by <> proposed_by),
    CONSTRAINT month_is_over CHECK (confirmed_at >= ends_at)
  ) STRICT`,
  `CREATE TABLE month_file (
    month TEXT NOT NULL REFERENCES closed_month (month),
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (month, kind),
    CONSTRAINT month_file_kind CHECK (kind IN ('report', 'archive')),
    CONSTRAINT month_file_bytes CHECK (bytes > 0)
  ) STRICT`,
  `CREATE INDEX journal_entry_by_recorded ON journal_entry (recorded_at, id)`,
]

const appendOnly = ['balance_proof', 'closed_month', 'month_file']

const refusals = (table: string) =>
  ['update', 'delete'].map(
    verb => `CREATE TRIGGER ${table}_refuses_${verb} BEFORE ${verb.toUpperCase()} ON ${table}
    BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
  )

const MONTH_IS_CLOSED = `CREATE TRIGGER month_is_closed BEFORE INSERT ON journal_entry
    WHEN EXISTS (SELECT 1 FROM closed_month WHERE NEW.recorded_at >= starts_at AND NEW.recorded_at < ends_at)
    BEGIN SELECT RAISE(ABORT, 'month is closed'); END`
