import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * The conversation of a campaign that missed narrowly: until when it may be explained, how it is done with less, and
 * what each backer answered. Campaigns that were canceled, with the reason and what each backer gets back of what was
 * left; campaigns that take no pledges for a while; and the days on which rewards were delivered.
 *
 * Frozen: never edit a migration that has been on main; add a new one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...nearMisses, ...cancellations, ...deliveries, ...appendOnly])
    await sql.raw(statement).execute(db)
}

const nearMisses = [
  `CREATE TABLE near_miss (
    campaign_id TEXT PRIMARY KEY REFERENCES campaign (id),
    began_at TEXT NOT NULL,
    explain_by TEXT NOT NULL,
    explained_at TEXT,
    explanation TEXT,
    minimum_cents INTEGER,
    answers_by TEXT,
    CONSTRAINT near_miss_minimum CHECK (minimum_cents > 0),
    CONSTRAINT near_miss_explained CHECK ((explained_at IS NULL) = (explanation IS NULL)
      AND (explained_at IS NULL) = (minimum_cents IS NULL) AND (explained_at IS NULL) = (answers_by IS NULL))
  ) STRICT`,
  `CREATE TABLE near_miss_line (
    campaign_id TEXT NOT NULL REFERENCES near_miss (campaign_id),
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    before_cents INTEGER NOT NULL,
    after_cents INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, position),
    CONSTRAINT near_miss_line_amounts CHECK (after_cents BETWEEN 0 AND before_cents)
  ) STRICT`,
  `CREATE TABLE near_miss_answer (
    pledge_id TEXT NOT NULL REFERENCES pledge (id),
    n INTEGER NOT NULL,
    answer TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (pledge_id, n),
    CONSTRAINT near_miss_answer_number CHECK (n > 0),
    CONSTRAINT near_miss_answer_kind CHECK (answer IN ('stay', 'add', 'withdraw'))
  ) STRICT`,
]

const cancellations = [
  `CREATE TABLE campaign_cancellation (
    campaign_id TEXT PRIMARY KEY REFERENCES campaign (id),
    reason TEXT NOT NULL,
    canceled_by TEXT REFERENCES "user" (id),
    canceled_at TEXT NOT NULL,
    left_cents INTEGER NOT NULL,
    owed_by_initiator_cents INTEGER NOT NULL,
    CONSTRAINT cancellation_reason CHECK (reason <> ''),
    CONSTRAINT cancellation_left CHECK (left_cents >= 0),
    CONSTRAINT cancellation_owed CHECK (owed_by_initiator_cents >= 0)
  ) STRICT`,
  `CREATE TABLE cancellation_share (
    pledge_id TEXT PRIMARY KEY REFERENCES pledge (id),
    campaign_id TEXT NOT NULL REFERENCES campaign_cancellation (campaign_id),
    amount_cents INTEGER NOT NULL,
    CONSTRAINT cancellation_share_amount CHECK (amount_cents >= 0)
  ) STRICT`,
  `CREATE INDEX cancellation_share_by_campaign ON cancellation_share (campaign_id, pledge_id)`,
  `CREATE TABLE campaign_suspension (
    id TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    reason TEXT NOT NULL,
    suspended_by TEXT NOT NULL REFERENCES "user" (id),
    suspended_at TEXT NOT NULL,
    lifted_by TEXT REFERENCES "user" (id),
    lifted_at TEXT,
    CONSTRAINT suspension_reason CHECK (reason <> ''),
    CONSTRAINT suspension_lifted CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
  ) STRICT`,
  `CREATE UNIQUE INDEX one_suspension_at_a_time ON campaign_suspension (campaign_id) WHERE lifted_at IS NULL`,
]

const deliveries = [
  `CREATE TABLE reward_delivery (
    pledge_id TEXT PRIMARY KEY REFERENCES pledge (id),
    delivered_on TEXT NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES "user" (id),
    recorded_at TEXT NOT NULL
  ) STRICT`,
]

/** What was once said or decided stays as it was. */
const appendOnly = [
  'near_miss_line',
  'near_miss_answer',
  'campaign_cancellation',
  'cancellation_share',
  'reward_delivery',
].flatMap(table =>
  ['UPDATE', 'DELETE'].map(
    deed => `CREATE TRIGGER ${table}_refuses_${deed.toLowerCase()} BEFORE ${deed} ON ${table}
    BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
  ),
)
