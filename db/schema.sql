CREATE TABLE account_total (
  account TEXT PRIMARY KEY,
  debit_cents INTEGER NOT NULL,
  credit_cents INTEGER NOT NULL,
  through_seq INTEGER NOT NULL
) STRICT;

CREATE TABLE audit_entry (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  actor_id TEXT REFERENCES "user" (id),
  action TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;

CREATE INDEX audit_entry_by_subject ON audit_entry (subject_type, subject_id, id);

CREATE TRIGGER audit_entry_refuses_delete BEFORE DELETE ON audit_entry
  BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END;

CREATE TRIGGER audit_entry_refuses_update BEFORE UPDATE ON audit_entry
  BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END;

CREATE TABLE balance_proof (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  ours_cents INTEGER NOT NULL,
  theirs_cents INTEGER NOT NULL
) STRICT;

CREATE TRIGGER balance_proof_refuses_delete BEFORE DELETE ON balance_proof
  BEGIN SELECT RAISE(ABORT, 'balance_proof is append-only'); END;

CREATE TRIGGER balance_proof_refuses_update BEFORE UPDATE ON balance_proof
  BEGIN SELECT RAISE(ABORT, 'balance_proof is append-only'); END;

CREATE TABLE balance_transaction (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  reporting_category TEXT NOT NULL,
  source_id TEXT,
  payment_id TEXT,
  currency TEXT NOT NULL,
  amount_cents INTEGER NOT NULL,
  fee_cents INTEGER NOT NULL,
  net_cents INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  available_on TEXT NOT NULL,
  entry_id TEXT NOT NULL UNIQUE REFERENCES journal_entry (id),
  recorded_at TEXT NOT NULL,
  CHECK (net_cents = amount_cents - fee_cents)
) STRICT;

CREATE INDEX balance_transaction_by_payment ON balance_transaction (payment_id);

CREATE INDEX balance_transaction_by_source ON balance_transaction (source_id);

CREATE TRIGGER balance_transaction_refuses_delete BEFORE DELETE ON balance_transaction
  BEGIN SELECT RAISE(ABORT, 'balance_transaction is append-only'); END;

CREATE TRIGGER balance_transaction_refuses_update BEFORE UPDATE ON balance_transaction
  BEGIN SELECT RAISE(ABORT, 'balance_transaction is append-only'); END;

CREATE TABLE bank_file (
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
) STRICT;

CREATE TABLE bank_file_content (
  file_id TEXT PRIMARY KEY REFERENCES bank_file (id),
  content TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER bank_file_content_refuses_delete BEFORE DELETE ON bank_file_content
  BEGIN SELECT RAISE(ABORT, 'bank_file_content is append-only'); END;

CREATE TRIGGER bank_file_content_refuses_update BEFORE UPDATE ON bank_file_content
  BEGIN SELECT RAISE(ABORT, 'bank_file_content is append-only'); END;

CREATE TABLE bank_line (
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
) STRICT;

CREATE INDEX bank_line_by_key ON bank_line (iban, key);

CREATE INDEX bank_line_by_subject ON bank_line (subject_type, subject_id);

CREATE INDEX bank_line_in_suspense ON bank_line (state, id) WHERE state = 'suspense';

CREATE TABLE bank_payment (
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
) STRICT;

CREATE INDEX bank_payment_by_file ON bank_payment (file_id);

CREATE UNIQUE INDEX one_open_bank_payment ON bank_payment (purpose, subject_id) WHERE state IN ('proposed', 'exported', 'paid');

CREATE TABLE bank_statement (
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
) STRICT;

CREATE TRIGGER bank_statement_refuses_delete BEFORE DELETE ON bank_statement
  BEGIN SELECT RAISE(ABORT, 'bank_statement is append-only'); END;

CREATE TRIGGER bank_statement_refuses_update BEFORE UPDATE ON bank_statement
  BEGIN SELECT RAISE(ABORT, 'bank_statement is append-only'); END;

CREATE TABLE budget_line (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign (id),
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  kind TEXT NOT NULL CHECK (kind IN ('must_have', 'nice_to_have')),
  UNIQUE (campaign_id, position)
) STRICT;

CREATE TABLE "campaign" (
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
) STRICT;

CREATE INDEX campaign_by_initiator ON campaign (initiator_id);

CREATE INDEX campaign_by_state ON campaign (state, ends_at);

CREATE TABLE campaign_anbi (
  campaign_id TEXT PRIMARY KEY REFERENCES campaign (id),
  name TEXT NOT NULL,
  rsin TEXT NOT NULL,
  checked_by TEXT NOT NULL REFERENCES "user" (id),
  checked_at TEXT NOT NULL,
  CONSTRAINT anbi_name CHECK (name <> ''),
  CONSTRAINT anbi_rsin CHECK (length(rsin) = 9)
) STRICT;

CREATE TABLE campaign_cancellation (
  campaign_id TEXT PRIMARY KEY REFERENCES campaign (id),
  reason TEXT NOT NULL,
  canceled_by TEXT REFERENCES "user" (id),
  canceled_at TEXT NOT NULL,
  left_cents INTEGER NOT NULL,
  owed_by_initiator_cents INTEGER NOT NULL,
  CONSTRAINT cancellation_reason CHECK (reason <> ''),
  CONSTRAINT cancellation_left CHECK (left_cents >= 0),
  CONSTRAINT cancellation_owed CHECK (owed_by_initiator_cents >= 0)
) STRICT;

CREATE TRIGGER campaign_cancellation_refuses_delete BEFORE DELETE ON campaign_cancellation
  BEGIN SELECT RAISE(ABORT, 'campaign_cancellation is append-only'); END;

CREATE TRIGGER campaign_cancellation_refuses_update BEFORE UPDATE ON campaign_cancellation
  BEGIN SELECT RAISE(ABORT, 'campaign_cancellation is append-only'); END;

CREATE TABLE "campaign_closure" (
  campaign_id TEXT PRIMARY KEY REFERENCES campaign (id),
  started_at TEXT NOT NULL,
  decided_at TEXT,
  outcome TEXT,
  counted_cents INTEGER,
  counted_pledges INTEGER,
  CONSTRAINT closure_outcome CHECK (outcome IN ('succeeded', 'failed', 'canceled')),
  CONSTRAINT closure_decided CHECK ((decided_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT closure_counted CHECK ((decided_at IS NULL) = (counted_cents IS NULL))
) STRICT;

CREATE TABLE campaign_review (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign (id),
  reviewer_id TEXT NOT NULL REFERENCES "user" (id),
  decision TEXT NOT NULL CHECK (decision IN ('approved', 'needs_work', 'refused')),
  reason TEXT NOT NULL,
  decided_at TEXT NOT NULL
) STRICT;

CREATE INDEX campaign_review_by_campaign ON campaign_review (campaign_id, id);

CREATE TABLE campaign_suspension (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign (id),
  reason TEXT NOT NULL,
  suspended_by TEXT NOT NULL REFERENCES "user" (id),
  suspended_at TEXT NOT NULL,
  lifted_by TEXT REFERENCES "user" (id),
  lifted_at TEXT,
  CONSTRAINT suspension_reason CHECK (reason <> ''),
  CONSTRAINT suspension_lifted CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
) STRICT;

CREATE UNIQUE INDEX one_suspension_at_a_time ON campaign_suspension (campaign_id) WHERE lifted_at IS NULL;

CREATE TABLE campaign_text_change (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign (id),
  field TEXT NOT NULL CHECK (field IN ('title', 'intro', 'story', 'collective_return', 'budget', 'rewards')),
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;

CREATE INDEX campaign_text_change_by_campaign ON campaign_text_change (campaign_id, id);

CREATE TRIGGER campaign_text_change_refuses_delete BEFORE DELETE ON campaign_text_change
  BEGIN SELECT RAISE(ABORT, 'campaign_text_change is append-only'); END;

CREATE TRIGGER campaign_text_change_refuses_update BEFORE UPDATE ON campaign_text_change
  BEGIN SELECT RAISE(ABORT, 'campaign_text_change is append-only'); END;

CREATE TABLE campaign_total (
  campaign_id TEXT PRIMARY KEY REFERENCES campaign (id),
  held_cents INTEGER NOT NULL CHECK (held_cents >= 0),
  held_count INTEGER NOT NULL CHECK (held_count >= 0),
  committed_cents INTEGER NOT NULL CHECK (committed_cents >= 0),
  committed_count INTEGER NOT NULL CHECK (committed_count >= 0)
) STRICT;

CREATE TABLE campaign_update (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign (id),
  author_id TEXT NOT NULL REFERENCES "user" (id),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  published_at TEXT NOT NULL
) STRICT;

CREATE INDEX campaign_update_by_campaign ON campaign_update (campaign_id, id);

CREATE TABLE cancellation_share (
  pledge_id TEXT PRIMARY KEY REFERENCES pledge (id),
  campaign_id TEXT NOT NULL REFERENCES campaign_cancellation (campaign_id),
  amount_cents INTEGER NOT NULL,
  CONSTRAINT cancellation_share_amount CHECK (amount_cents >= 0)
) STRICT;

CREATE INDEX cancellation_share_by_campaign ON cancellation_share (campaign_id, pledge_id);

CREATE TRIGGER cancellation_share_refuses_delete BEFORE DELETE ON cancellation_share
  BEGIN SELECT RAISE(ABORT, 'cancellation_share is append-only'); END;

CREATE TRIGGER cancellation_share_refuses_update BEFORE UPDATE ON cancellation_share
  BEGIN SELECT RAISE(ABORT, 'cancellation_share is append-only'); END;

CREATE TABLE card_checkout (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  pledge_id TEXT NOT NULL,
  campaign_id TEXT NOT NULL,
  network TEXT NOT NULL,
  browser TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;

CREATE INDEX card_checkout_by_browser ON card_checkout (browser, at);

CREATE INDEX card_checkout_by_campaign ON card_checkout (campaign_id, at);

CREATE INDEX card_checkout_by_network ON card_checkout (network, at);

CREATE INDEX card_checkout_by_pledge ON card_checkout (pledge_id, id);

CREATE TABLE card_stop (
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
) STRICT;

CREATE INDEX card_stop_by_subject ON card_stop (scope, subject, ends_at);

CREATE TABLE checkout_session (
  id TEXT PRIMARY KEY,
  pledge_id TEXT NOT NULL REFERENCES pledge (id),
  n INTEGER NOT NULL CHECK (n > 0),
  mode TEXT NOT NULL CHECK (mode IN ('payment', 'setup')),
  state TEXT NOT NULL CHECK (state IN ('open', 'complete', 'expired')),
  url TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  UNIQUE (pledge_id, n)
) STRICT;

CREATE TABLE closed_month (
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
) STRICT;

CREATE TRIGGER closed_month_refuses_delete BEFORE DELETE ON closed_month
  BEGIN SELECT RAISE(ABORT, 'closed_month is append-only'); END;

CREATE TRIGGER closed_month_refuses_update BEFORE UPDATE ON closed_month
  BEGIN SELECT RAISE(ABORT, 'closed_month is append-only'); END;

CREATE TABLE cursor (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE debt_write_off (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign (id),
  amount_cents INTEGER NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES "user" (id),
  decided_at TEXT NOT NULL,
  CONSTRAINT write_off_amount CHECK (amount_cents > 0),
  CONSTRAINT write_off_reason CHECK (reason <> '')
) STRICT;

CREATE TRIGGER debt_write_off_refuses_delete BEFORE DELETE ON debt_write_off
  BEGIN SELECT RAISE(ABORT, 'debt_write_off is append-only'); END;

CREATE TRIGGER debt_write_off_refuses_update BEFORE UPDATE ON debt_write_off
  BEGIN SELECT RAISE(ABORT, 'debt_write_off is append-only'); END;

CREATE TABLE discrepancy (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  amount_cents INTEGER,
  detail TEXT NOT NULL,
  found_at TEXT NOT NULL,
  resolved_at TEXT,
  resolved_by TEXT REFERENCES "user" (id),
  resolution TEXT,
  UNIQUE (kind, subject),
  CHECK ((resolved_at IS NULL) = (resolution IS NULL))
) STRICT;

CREATE TABLE dispute (
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
) STRICT;

CREATE INDEX dispute_by_payment ON dispute (payment_id);

CREATE INDEX dispute_by_pledge ON dispute (pledge_id);

CREATE INDEX dispute_unfinished ON dispute (state, evidence_due_at) WHERE state IN ('inquiry', 'open');

CREATE TABLE district (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE failed_card (
  event_id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  pledge_id TEXT NOT NULL,
  campaign_id TEXT NOT NULL,
  network TEXT
) STRICT;

CREATE INDEX failed_card_by_campaign ON failed_card (campaign_id, at);

CREATE INDEX failed_card_by_network ON failed_card (network, at);

CREATE TABLE fraud_warning (
  id TEXT PRIMARY KEY,
  payment_id TEXT NOT NULL REFERENCES payment (id),
  pledge_id TEXT NOT NULL REFERENCES pledge (id),
  outcome TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  CONSTRAINT warning_outcome CHECK (outcome IN ('given-back', 'nothing-left', 'disputed'))
) STRICT;

CREATE TRIGGER fraud_warning_refuses_delete BEFORE DELETE ON fraud_warning
  BEGIN SELECT RAISE(ABORT, 'fraud_warning is append-only'); END;

CREATE TRIGGER fraud_warning_refuses_update BEFORE UPDATE ON fraud_warning
  BEGIN SELECT RAISE(ABORT, 'fraud_warning is append-only'); END;

CREATE TABLE job (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  payload TEXT NOT NULL,
  run_at TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  leased_until TEXT,
  fence INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  dead_at TEXT,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX job_due ON job (run_at) WHERE dead_at IS NULL;

CREATE TABLE journal_entry (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  source_type TEXT NOT NULL,
  source_id TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  reverses_id TEXT REFERENCES journal_entry (id),
  CONSTRAINT once_per_fact UNIQUE (source_type, source_id, kind)
) STRICT;

CREATE INDEX journal_entry_by_kind ON journal_entry (kind, id);

CREATE INDEX journal_entry_by_recorded ON journal_entry (recorded_at, id);

CREATE TRIGGER journal_entry_refuses_delete BEFORE DELETE ON journal_entry
  BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END;

CREATE TRIGGER journal_entry_refuses_update BEFORE UPDATE ON journal_entry
  BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END;

CREATE TRIGGER month_is_closed BEFORE INSERT ON journal_entry
  WHEN EXISTS (SELECT 1 FROM closed_month WHERE NEW.recorded_at >= starts_at AND NEW.recorded_at < ends_at)
  BEGIN SELECT RAISE(ABORT, 'month is closed'); END;

CREATE TABLE journal_seal (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  entry_id TEXT NOT NULL UNIQUE REFERENCES journal_entry (id),
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER journal_seal_refuses_delete BEFORE DELETE ON journal_seal
  BEGIN SELECT RAISE(ABORT, 'journal_seal is append-only'); END;

CREATE TRIGGER journal_seal_refuses_update BEFORE UPDATE ON journal_seal
  BEGIN SELECT RAISE(ABORT, 'journal_seal is append-only'); END;

CREATE TABLE journal_tail (
  entry_id TEXT PRIMARY KEY REFERENCES journal_entry (id)
) STRICT;

CREATE TABLE ledger_check (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
  report TEXT NOT NULL
) STRICT;

CREATE TABLE letter (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  dedup_key TEXT NOT NULL,
  to_email TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('nl', 'en')),
  props TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('promised', 'sent', 'unknown', 'failed')),
  promised_at TEXT NOT NULL,
  sent_at TEXT,
  problem TEXT,
  CONSTRAINT once_per_fact UNIQUE (name, dedup_key),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL))
) STRICT;

CREATE INDEX letter_by_recipient ON letter (to_email, id);

CREATE TABLE month_explanation (
  month TEXT NOT NULL,
  account TEXT NOT NULL,
  amount_cents INTEGER NOT NULL,
  explanation TEXT NOT NULL,
  explained_by TEXT NOT NULL REFERENCES "user" (id),
  explained_at TEXT NOT NULL,
  PRIMARY KEY (month, account),
  CONSTRAINT explanation_says_something CHECK (explanation <> '')
) STRICT;

CREATE TABLE month_file (
  month TEXT NOT NULL REFERENCES closed_month (month),
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (month, kind),
  CONSTRAINT month_file_kind CHECK (kind IN ('report', 'archive')),
  CONSTRAINT month_file_bytes CHECK (bytes > 0)
) STRICT;

CREATE TRIGGER month_file_refuses_delete BEFORE DELETE ON month_file
  BEGIN SELECT RAISE(ABORT, 'month_file is append-only'); END;

CREATE TRIGGER month_file_refuses_update BEFORE UPDATE ON month_file
  BEGIN SELECT RAISE(ABORT, 'month_file is append-only'); END;

CREATE TABLE month_proposal (
  month TEXT PRIMARY KEY,
  proposed_by TEXT NOT NULL REFERENCES "user" (id),
  proposed_at TEXT NOT NULL,
  head_seq INTEGER NOT NULL,
  head_hash TEXT NOT NULL
) STRICT;

CREATE TABLE near_miss (
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
) STRICT;

CREATE TABLE near_miss_answer (
  pledge_id TEXT NOT NULL REFERENCES pledge (id),
  n INTEGER NOT NULL,
  answer TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (pledge_id, n),
  CONSTRAINT near_miss_answer_number CHECK (n > 0),
  CONSTRAINT near_miss_answer_kind CHECK (answer IN ('stay', 'add', 'withdraw'))
) STRICT;

CREATE TRIGGER near_miss_answer_refuses_delete BEFORE DELETE ON near_miss_answer
  BEGIN SELECT RAISE(ABORT, 'near_miss_answer is append-only'); END;

CREATE TRIGGER near_miss_answer_refuses_update BEFORE UPDATE ON near_miss_answer
  BEGIN SELECT RAISE(ABORT, 'near_miss_answer is append-only'); END;

CREATE TABLE near_miss_line (
  campaign_id TEXT NOT NULL REFERENCES near_miss (campaign_id),
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  before_cents INTEGER NOT NULL,
  after_cents INTEGER NOT NULL,
  PRIMARY KEY (campaign_id, position),
  CONSTRAINT near_miss_line_amounts CHECK (after_cents BETWEEN 0 AND before_cents)
) STRICT;

CREATE TRIGGER near_miss_line_refuses_delete BEFORE DELETE ON near_miss_line
  BEGIN SELECT RAISE(ABORT, 'near_miss_line is append-only'); END;

CREATE TRIGGER near_miss_line_refuses_update BEFORE UPDATE ON near_miss_line
  BEGIN SELECT RAISE(ABORT, 'near_miss_line is append-only'); END;

CREATE TABLE overview_link (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  CONSTRAINT overview_email CHECK (email = lower(email))
) STRICT;

CREATE TABLE payment (
  id TEXT PRIMARY KEY,
  pledge_id TEXT NOT NULL REFERENCES pledge (id),
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  purpose TEXT NOT NULL CHECK (purpose IN ('pledge', 'surplus')),
  recorded_at TEXT NOT NULL
) STRICT;

CREATE INDEX payment_by_pledge ON payment (pledge_id);

CREATE TABLE payout_account (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL UNIQUE REFERENCES "user" (id),
  stripe_account_id TEXT UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('none', 'onboarding', 'active', 'restricted', 'closed')),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL, bank_changed_at TEXT,
  CHECK ((state = 'none') = (stripe_account_id IS NULL))
) STRICT;

CREATE TABLE picture (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign (id),
  content_hash TEXT NOT NULL,
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  alt TEXT NOT NULL,
  uploaded_by TEXT NOT NULL REFERENCES "user" (id),
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX picture_by_campaign ON picture (campaign_id);

CREATE TABLE platform_payout (
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
) STRICT;

CREATE TABLE "pledge" (
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
  recovery_started_at TEXT, returned_cents INTEGER NOT NULL DEFAULT 0, returned_tip_cents INTEGER NOT NULL DEFAULT 0, card_ends TEXT,
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
  , CONSTRAINT pledge_returned CHECK (returned_cents BETWEEN 0 AND amount_cents AND returned_tip_cents BETWEEN 0 AND tip_cents)) STRICT;

CREATE INDEX pledge_by_campaign ON pledge (campaign_id, state, accepted_at);

CREATE INDEX pledge_by_email ON pledge (email);

CREATE INDEX pledge_unfinished ON pledge (state, created_at) WHERE state IN ('draft', 'checkout_open', 'processing', 'collecting', 'action_required', 'refunding');

CREATE TABLE pledge_company (
  id TEXT PRIMARY KEY,
  pledge_id TEXT NOT NULL REFERENCES pledge (id),
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  kvk TEXT NOT NULL,
  vat_number TEXT NOT NULL,
  given_at TEXT NOT NULL,
  CONSTRAINT company_name CHECK (name <> ''),
  CONSTRAINT company_address CHECK (address <> '')
) STRICT;

CREATE INDEX pledge_company_by_pledge ON pledge_company (pledge_id);

CREATE TRIGGER pledge_company_refuses_delete BEFORE DELETE ON pledge_company
  BEGIN SELECT RAISE(ABORT, 'pledge_company is append-only'); END;

CREATE TRIGGER pledge_company_refuses_update BEFORE UPDATE ON pledge_company
  BEGIN SELECT RAISE(ABORT, 'pledge_company is append-only'); END;

CREATE TABLE pledge_transition (
  pledge_id TEXT NOT NULL REFERENCES pledge (id),
  n INTEGER NOT NULL CHECK (n > 0),
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  fact TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (pledge_id, n)
) STRICT;

CREATE TRIGGER pledge_transition_refuses_delete BEFORE DELETE ON pledge_transition
  BEGIN SELECT RAISE(ABORT, 'pledge_transition is append-only'); END;

CREATE TRIGGER pledge_transition_refuses_update BEFORE UPDATE ON pledge_transition
  BEGIN SELECT RAISE(ABORT, 'pledge_transition is append-only'); END;

CREATE TABLE posting (
  entry_id TEXT NOT NULL REFERENCES journal_entry (id),
  n INTEGER NOT NULL CHECK (n > 0),
  debit_account TEXT NOT NULL,
  credit_account TEXT NOT NULL,
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  pledge_id TEXT REFERENCES pledge (id),
  campaign_id TEXT REFERENCES campaign (id),
  PRIMARY KEY (entry_id, n),
  CHECK (debit_account <> credit_account)
) STRICT;

CREATE INDEX posting_by_campaign ON posting (campaign_id, entry_id) WHERE campaign_id IS NOT NULL;

CREATE INDEX posting_by_credit ON posting (credit_account, entry_id);

CREATE INDEX posting_by_debit ON posting (debit_account, entry_id);

CREATE INDEX posting_by_pledge ON posting (pledge_id) WHERE pledge_id IS NOT NULL;

CREATE TRIGGER posting_refuses_delete BEFORE DELETE ON posting
  BEGIN SELECT RAISE(ABORT, 'posting is append-only'); END;

CREATE TRIGGER posting_refuses_update BEFORE UPDATE ON posting
  BEGIN SELECT RAISE(ABORT, 'posting is append-only'); END;

CREATE TABLE receipt (
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
) STRICT;

CREATE INDEX receipt_by_pledge ON receipt (pledge_id);

CREATE TRIGGER receipt_refuses_delete BEFORE DELETE ON receipt
  BEGIN SELECT RAISE(ABORT, 'receipt is append-only'); END;

CREATE TRIGGER receipt_refuses_update BEFORE UPDATE ON receipt
  BEGIN SELECT RAISE(ABORT, 'receipt is append-only'); END;

CREATE TABLE receipt_document (
  receipt_id TEXT PRIMARY KEY REFERENCES receipt (id),
  sha256 TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  CONSTRAINT document_hash CHECK (length(sha256) = 64),
  CONSTRAINT document_size CHECK (size_bytes > 0)
) STRICT;

CREATE TRIGGER receipt_document_refuses_delete BEFORE DELETE ON receipt_document
  BEGIN SELECT RAISE(ABORT, 'receipt_document is append-only'); END;

CREATE TRIGGER receipt_document_refuses_update BEFORE UPDATE ON receipt_document
  BEGIN SELECT RAISE(ABORT, 'receipt_document is append-only'); END;

CREATE TABLE receipt_series (
  year INTEGER PRIMARY KEY,
  last_n INTEGER NOT NULL,
  CONSTRAINT receipt_series_counts CHECK (last_n > 0)
) STRICT;

CREATE TABLE "refund" (
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
  finished_at TEXT, tip_cents INTEGER NOT NULL DEFAULT 0, payee_name TEXT, payee_iban TEXT, covered_at TEXT,
  UNIQUE (pledge_id, n),
  CONSTRAINT refund_number CHECK (n > 0),
  CONSTRAINT refund_amount CHECK (amount_cents > 0),
  CONSTRAINT refund_reason CHECK (reason IN ('withdrawn', 'campaign_failed', 'campaign_canceled', 'by_admin', 'fraud_warning', 'surplus')), CONSTRAINT refund_tip CHECK (tip_cents BETWEEN 0 AND amount_cents), CONSTRAINT refund_payee CHECK ((payee_name IS NULL) = (payee_iban IS NULL)), CONSTRAINT refund_state CHECK (state IN ('decided', 'sent', 'succeeded', 'failed', 'by_bank', 'in_bank_file', 'paid_by_bank', 'overtaken')), CONSTRAINT refund_sent CHECK ((state <> 'decided' OR stripe_refund_id IS NULL) AND (state NOT IN ('sent', 'succeeded') OR stripe_refund_id IS NOT NULL)), CONSTRAINT refund_finished CHECK ((state IN ('succeeded', 'failed', 'paid_by_bank', 'overtaken')) = (finished_at IS NOT NULL)), CONSTRAINT refund_has_payee CHECK (state NOT IN ('in_bank_file', 'paid_by_bank') OR payee_iban IS NOT NULL)) STRICT;

CREATE INDEX refund_by_payment ON refund (payment_id);

CREATE INDEX refund_to_pay_by_bank ON refund (state, decided_at) WHERE state IN ('failed', 'by_bank');

CREATE INDEX refund_unfinished ON refund (state, decided_at) WHERE state IN ('decided', 'sent');

CREATE TABLE refund_attempt (
  refund_id TEXT NOT NULL REFERENCES refund (id),
  n INTEGER NOT NULL,
  stripe_refund_id TEXT UNIQUE,
  failure TEXT NOT NULL,
  failed_at TEXT NOT NULL,
  PRIMARY KEY (refund_id, n),
  CONSTRAINT attempt_number CHECK (n > 0)
) STRICT;

CREATE TRIGGER refund_attempt_refuses_delete BEFORE DELETE ON refund_attempt
  BEGIN SELECT RAISE(ABORT, 'refund_attempt is append-only'); END;

CREATE TRIGGER refund_attempt_refuses_update BEFORE UPDATE ON refund_attempt
  BEGIN SELECT RAISE(ABORT, 'refund_attempt is append-only'); END;

CREATE TABLE refund_decision (
  refund_id TEXT PRIMARY KEY REFERENCES refund (id),
  reason TEXT NOT NULL,
  run_id TEXT REFERENCES refund_run (id),
  CONSTRAINT decision_reason CHECK (reason <> '')
) STRICT;

CREATE INDEX refund_decision_by_run ON refund_decision (run_id);

CREATE TRIGGER refund_decision_refuses_delete BEFORE DELETE ON refund_decision
  BEGIN SELECT RAISE(ABORT, 'refund_decision is append-only'); END;

CREATE TRIGGER refund_decision_refuses_update BEFORE UPDATE ON refund_decision
  BEGIN SELECT RAISE(ABORT, 'refund_decision is append-only'); END;

CREATE TABLE refund_run (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign (id),
  started_by TEXT NOT NULL REFERENCES "user" (id),
  reason TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  CONSTRAINT run_reason CHECK (reason <> '')
) STRICT;

CREATE UNIQUE INDEX one_open_refund_run ON refund_run (campaign_id) WHERE finished_at IS NULL;

CREATE TABLE reward (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaign (id),
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  price_cents INTEGER NOT NULL CHECK (price_cents > 0),
  quantity INTEGER CHECK (quantity > 0),
  taken INTEGER NOT NULL DEFAULT 0,
  UNIQUE (campaign_id, position),
  CONSTRAINT never_oversold CHECK (taken >= 0 AND (quantity IS NULL OR taken <= quantity))
) STRICT;

CREATE TABLE reward_delivery (
  pledge_id TEXT PRIMARY KEY REFERENCES pledge (id),
  delivered_on TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES "user" (id),
  recorded_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER reward_delivery_refuses_delete BEFORE DELETE ON reward_delivery
  BEGIN SELECT RAISE(ABORT, 'reward_delivery is append-only'); END;

CREATE TRIGGER reward_delivery_refuses_update BEFORE UPDATE ON reward_delivery
  BEGIN SELECT RAISE(ABORT, 'reward_delivery is append-only'); END;

CREATE TABLE reward_tax (
  reward_id TEXT PRIMARY KEY REFERENCES reward (id),
  value_cents INTEGER NOT NULL,
  vat_bp INTEGER NOT NULL,
  set_by TEXT NOT NULL REFERENCES "user" (id),
  set_at TEXT NOT NULL,
  CONSTRAINT reward_tax_value CHECK (value_cents >= 0),
  CONSTRAINT reward_tax_vat CHECK (vat_bp BETWEEN 0 AND 10000)
) STRICT;

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES "user" (id),
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX session_by_user ON session (user_id);

CREATE TABLE "settlement" (
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
  paid_out_at TEXT, debt_cents INTEGER NOT NULL DEFAULT 0, owed_cents INTEGER NOT NULL DEFAULT 0, wanted_cents INTEGER,
  UNIQUE (campaign_id, n),
  CONSTRAINT settlement_number CHECK (n > 0),
  CONSTRAINT settlement_fee CHECK (fee_cents >= 0),
  CONSTRAINT settlement_vat CHECK (vat_cents >= 0),
  CONSTRAINT settlement_costs CHECK (costs_cents >= 0),
  CONSTRAINT settlement_tips CHECK (tips_cents >= 0),
  CONSTRAINT settlement_state CHECK (state IN ('proposed', 'voided', 'approved', 'transferred', 'paid_out', 'payout_failed', 'reversed')),
  CONSTRAINT four_eyes CHECK (approved_by IS NULL OR approved_by <> proposed_by),
  CONSTRAINT settlement_approved CHECK ((state IN ('approved', 'transferred', 'paid_out', 'payout_failed', 'reversed')) = (approved_by IS NOT NULL AND approved_at IS NOT NULL)),
  CONSTRAINT settlement_voided CHECK ((state = 'voided') = (voided_at IS NOT NULL)), CONSTRAINT settlement_debt CHECK (debt_cents >= 0), CONSTRAINT settlement_owed CHECK (owed_cents >= 0), CONSTRAINT settlement_funds CHECK (funds_cents >= 0 AND funds_cents + owed_cents > 0), CONSTRAINT settlement_payout CHECK (payout_cents >= 0), CONSTRAINT adds_up CHECK (payout_cents = funds_cents + owed_cents - fee_cents - vat_cents - costs_cents - debt_cents), CONSTRAINT settlement_transferred CHECK (state NOT IN ('transferred', 'paid_out', 'payout_failed', 'reversed') OR transfer_id IS NOT NULL OR payout_cents = 0), CONSTRAINT settlement_wanted CHECK (wanted_cents > 0)) STRICT;

CREATE UNIQUE INDEX one_open_settlement ON settlement (campaign_id) WHERE state IN ('proposed', 'approved');

CREATE TABLE sign_in_link (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL CHECK (email = lower(email)),
  browser_hash TEXT,
  return_to TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  uses_left INTEGER NOT NULL CHECK (uses_left >= 0)
) STRICT;

CREATE TABLE stripe_call (
  key TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  outcome TEXT CHECK (outcome IN ('done', 'refused')),
  response_id TEXT,
  problem TEXT,
  first_tried_at TEXT NOT NULL,
  finished_at TEXT, renewals INTEGER NOT NULL DEFAULT 0 CHECK (renewals >= 0),
  CHECK ((outcome IS NULL) = (finished_at IS NULL))
) STRICT;

CREATE TABLE stripe_event (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source IN ('webhook', 'backfill')),
  type TEXT NOT NULL,
  account TEXT,
  object_id TEXT,
  payload TEXT NOT NULL,
  created_at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  handled_at TEXT,
  outcome TEXT
) STRICT;

CREATE INDEX stripe_event_waiting ON stripe_event (received_at) WHERE handled_at IS NULL;

CREATE TABLE transfer_reversal (
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
) STRICT;

CREATE TABLE "user" (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
  name TEXT,
  language TEXT NOT NULL CHECK (language IN ('nl', 'en')),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE user_role (
  user_id TEXT NOT NULL REFERENCES "user" (id),
  role TEXT NOT NULL CHECK (role IN ('reviewer', 'treasurer', 'approver', 'admin')),
  granted_by TEXT REFERENCES "user" (id),
  granted_at TEXT NOT NULL,
  PRIMARY KEY (user_id, role)
) STRICT;
