CREATE TABLE account_total (
  account text COLLATE "C" NOT NULL,
  debit_cents bigint NOT NULL,
  credit_cents bigint NOT NULL,
  through_seq bigint NOT NULL,
  CONSTRAINT account_total_pkey PRIMARY KEY (account)
);

CREATE TABLE audit_entry (
  id text COLLATE "C" NOT NULL,
  at text COLLATE "C" NOT NULL,
  actor_id text COLLATE "C",
  action text COLLATE "C" NOT NULL,
  subject_type text COLLATE "C" NOT NULL,
  subject_id text COLLATE "C" NOT NULL,
  detail text COLLATE "C" NOT NULL,
  CONSTRAINT audit_entry_pkey PRIMARY KEY (id)
);

CREATE TABLE balance_proof (
  id text COLLATE "C" NOT NULL,
  at text COLLATE "C" NOT NULL,
  ours_cents bigint NOT NULL,
  theirs_cents bigint NOT NULL,
  CONSTRAINT balance_proof_pkey PRIMARY KEY (id)
);

CREATE TABLE balance_transaction (
  id text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  reporting_category text COLLATE "C" NOT NULL,
  source_id text COLLATE "C",
  payment_id text COLLATE "C",
  currency text COLLATE "C" NOT NULL,
  amount_cents bigint NOT NULL,
  fee_cents bigint NOT NULL,
  net_cents bigint NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  available_on text COLLATE "C" NOT NULL,
  entry_id text COLLATE "C" NOT NULL,
  recorded_at text COLLATE "C" NOT NULL,
  CONSTRAINT balance_transaction_check CHECK ((net_cents = (amount_cents - fee_cents))),
  CONSTRAINT balance_transaction_entry_id_key UNIQUE (entry_id),
  CONSTRAINT balance_transaction_pkey PRIMARY KEY (id)
);

CREATE TABLE bank_file (
  id text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  payer_iban text COLLATE "C" NOT NULL,
  payments bigint NOT NULL,
  total_cents bigint NOT NULL,
  approval_hash text COLLATE "C" NOT NULL,
  proposed_by text COLLATE "C" NOT NULL,
  proposed_at text COLLATE "C" NOT NULL,
  approved_by text COLLATE "C",
  approved_at text COLLATE "C",
  voided_at text COLLATE "C",
  void_reason text COLLATE "C",
  CONSTRAINT bank_file_n_key UNIQUE (n),
  CONSTRAINT bank_file_pkey PRIMARY KEY (id),
  CONSTRAINT file_exported CHECK (((state = 'exported'::text) = ((approved_by IS NOT NULL) AND (approved_at IS NOT NULL)))),
  CONSTRAINT file_four_eyes CHECK (((approved_by IS NULL) OR (approved_by <> proposed_by))),
  CONSTRAINT file_number CHECK ((n > 0)),
  CONSTRAINT file_payments CHECK (((payments > 0) AND (total_cents > 0))),
  CONSTRAINT file_state CHECK ((state = ANY (ARRAY['proposed'::text, 'voided'::text, 'exported'::text]))),
  CONSTRAINT file_voided CHECK (((state = 'voided'::text) = (voided_at IS NOT NULL)))
);

CREATE TABLE bank_file_content (
  file_id text COLLATE "C" NOT NULL,
  content text COLLATE "C" NOT NULL,
  content_hash text COLLATE "C" NOT NULL,
  made_at text COLLATE "C" NOT NULL,
  CONSTRAINT bank_file_content_pkey PRIMARY KEY (file_id)
);

CREATE TABLE bank_line (
  id text COLLATE "C" NOT NULL,
  statement_id text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  iban text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  likeness text COLLATE "C" NOT NULL,
  occurrence bigint NOT NULL,
  amount_cents bigint NOT NULL,
  booking_date text COLLATE "C",
  value_date text COLLATE "C",
  reference text COLLATE "C",
  end_to_end_id text COLLATE "C",
  batch_id text COLLATE "C",
  counterparty text COLLATE "C",
  counterparty_iban text COLLATE "C",
  remittance text COLLATE "C",
  return_reason text COLLATE "C",
  details text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  rule text COLLATE "C" NOT NULL,
  subject_type text COLLATE "C",
  subject_id text COLLATE "C",
  entry_id text COLLATE "C",
  cleared_entry_id text COLLATE "C",
  cleared_by text COLLATE "C",
  cleared_at text COLLATE "C",
  clear_reason text COLLATE "C",
  CONSTRAINT bank_line_line_booked_once UNIQUE (iban, likeness, occurrence),
  CONSTRAINT bank_line_pkey PRIMARY KEY (id),
  CONSTRAINT bank_line_statement_id_n_key UNIQUE (statement_id, n),
  CONSTRAINT line_cleared CHECK ((((state = 'cleared'::text) = (cleared_at IS NOT NULL)) AND ((cleared_at IS NULL) = (cleared_by IS NULL)) AND ((cleared_at IS NULL) = (clear_reason IS NULL)) AND ((cleared_at IS NULL) = (cleared_entry_id IS NULL)))),
  CONSTRAINT line_entry CHECK (((amount_cents = 0) = (entry_id IS NULL))),
  CONSTRAINT line_number CHECK ((n > 0)),
  CONSTRAINT line_occurrence CHECK ((occurrence > 0)),
  CONSTRAINT line_state CHECK ((state = ANY (ARRAY['booked'::text, 'suspense'::text, 'cleared'::text])))
);

CREATE TABLE bank_payment (
  id text COLLATE "C" NOT NULL,
  file_id text COLLATE "C" NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  subject_id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C",
  pledge_id text COLLATE "C",
  amount_cents bigint NOT NULL,
  payee_name text COLLATE "C" NOT NULL,
  payee_iban text COLLATE "C" NOT NULL,
  remittance text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  return_reason text COLLATE "C",
  finished_at text COLLATE "C",
  CONSTRAINT bank_payment_amount CHECK ((amount_cents > 0)),
  CONSTRAINT bank_payment_pkey PRIMARY KEY (id),
  CONSTRAINT bank_payment_purpose CHECK ((purpose = 'refund'::text)),
  CONSTRAINT bank_payment_state CHECK ((state = ANY (ARRAY['proposed'::text, 'voided'::text, 'exported'::text, 'paid'::text, 'returned'::text])))
);

CREATE TABLE bank_statement (
  id text COLLATE "C" NOT NULL,
  iban text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  named text COLLATE "C",
  version text COLLATE "C",
  opening_cents bigint NOT NULL,
  closing_cents bigint NOT NULL,
  lines bigint NOT NULL,
  lines_known bigint NOT NULL,
  last_day text COLLATE "C",
  file_name text COLLATE "C" NOT NULL,
  file_hash text COLLATE "C" NOT NULL,
  booked_by text COLLATE "C",
  booked_at text COLLATE "C" NOT NULL,
  CONSTRAINT bank_statement_pkey PRIMARY KEY (id),
  CONSTRAINT bank_statement_statements_in_order UNIQUE (iban, n),
  CONSTRAINT statement_lines CHECK (((lines >= 0) AND (lines_known >= 0))),
  CONSTRAINT statement_number CHECK ((n > 0))
);

CREATE TABLE budget_line (
  id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C" NOT NULL,
  "position" bigint NOT NULL,
  label text COLLATE "C" NOT NULL,
  amount_cents bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  CONSTRAINT budget_line_amount_cents_check CHECK ((amount_cents > 0)),
  CONSTRAINT budget_line_campaign_id_position_key UNIQUE (campaign_id, "position"),
  CONSTRAINT budget_line_kind_check CHECK ((kind = ANY (ARRAY['must_have'::text, 'nice_to_have'::text]))),
  CONSTRAINT budget_line_pkey PRIMARY KEY (id)
);

CREATE TABLE campaign (
  id text COLLATE "C" NOT NULL,
  initiator_id text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  slug text COLLATE "C",
  language text COLLATE "C" NOT NULL,
  title text COLLATE "C" NOT NULL,
  intro text COLLATE "C" NOT NULL,
  story text COLLATE "C" NOT NULL,
  district_code text COLLATE "C",
  deadline text COLLATE "C",
  ends_at text COLLATE "C",
  funding_model text COLLATE "C",
  collective_return text COLLATE "C" NOT NULL,
  collective_return_planned bigint,
  picture_id text COLLATE "C",
  drawing text COLLATE "C" NOT NULL DEFAULT 'houses'::text,
  minimum_cents bigint,
  optimum_cents bigint,
  platform_fee_bp bigint,
  costs_passed_on bigint,
  created_at text COLLATE "C" NOT NULL,
  updated_at text COLLATE "C" NOT NULL,
  submitted_at text COLLATE "C",
  live_at text COLLATE "C",
  CONSTRAINT campaign_costs CHECK ((costs_passed_on = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
  CONSTRAINT campaign_drawing CHECK ((drawing = ANY (ARRAY['houses'::text, 'garden'::text, 'bench'::text, 'door'::text]))),
  CONSTRAINT campaign_fee CHECK (((platform_fee_bp >= 0) AND (platform_fee_bp <= 500))),
  CONSTRAINT campaign_funding_model CHECK ((funding_model = ANY (ARRAY['all_or_nothing'::text, 'keep_it_all'::text]))),
  CONSTRAINT campaign_gift CHECK ((collective_return_planned > 0)),
  CONSTRAINT campaign_language CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  CONSTRAINT campaign_minimum CHECK ((minimum_cents > 0)),
  CONSTRAINT campaign_optimum CHECK ((optimum_cents >= minimum_cents)),
  CONSTRAINT campaign_pkey PRIMARY KEY (id),
  CONSTRAINT campaign_slug_key UNIQUE (slug),
  CONSTRAINT campaign_state CHECK ((state = ANY (ARRAY['draft'::text, 'in_review'::text, 'needs_work'::text, 'refused'::text, 'live'::text, 'closing'::text, 'near_miss'::text, 'succeeded'::text, 'failed'::text, 'canceled'::text]))),
  CONSTRAINT live_is_complete CHECK (((state = ANY (ARRAY['draft'::text, 'needs_work'::text, 'refused'::text, 'in_review'::text, 'canceled'::text])) OR ((slug IS NOT NULL) AND (ends_at IS NOT NULL) AND (funding_model IS NOT NULL) AND (minimum_cents IS NOT NULL) AND (live_at IS NOT NULL))))
);

CREATE TABLE campaign_anbi (
  campaign_id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  rsin text COLLATE "C" NOT NULL,
  checked_by text COLLATE "C" NOT NULL,
  checked_at text COLLATE "C" NOT NULL,
  CONSTRAINT anbi_name CHECK ((name <> ''::text)),
  CONSTRAINT anbi_rsin CHECK ((length(rsin) = 9)),
  CONSTRAINT campaign_anbi_pkey PRIMARY KEY (campaign_id)
);

CREATE TABLE campaign_cancellation (
  campaign_id text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  canceled_by text COLLATE "C",
  canceled_at text COLLATE "C" NOT NULL,
  left_cents bigint NOT NULL,
  owed_by_initiator_cents bigint NOT NULL,
  CONSTRAINT campaign_cancellation_pkey PRIMARY KEY (campaign_id),
  CONSTRAINT cancellation_left CHECK ((left_cents >= 0)),
  CONSTRAINT cancellation_owed CHECK ((owed_by_initiator_cents >= 0)),
  CONSTRAINT cancellation_reason CHECK ((reason <> ''::text))
);

CREATE TABLE campaign_closure (
  campaign_id text COLLATE "C" NOT NULL,
  started_at text COLLATE "C" NOT NULL,
  decided_at text COLLATE "C",
  outcome text COLLATE "C",
  counted_cents bigint,
  counted_pledges bigint,
  CONSTRAINT campaign_closure_pkey PRIMARY KEY (campaign_id),
  CONSTRAINT closure_counted CHECK (((decided_at IS NULL) = (counted_cents IS NULL))),
  CONSTRAINT closure_decided CHECK (((decided_at IS NULL) = (outcome IS NULL))),
  CONSTRAINT closure_outcome CHECK ((outcome = ANY (ARRAY['succeeded'::text, 'failed'::text, 'canceled'::text])))
);

CREATE TABLE campaign_review (
  id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C" NOT NULL,
  reviewer_id text COLLATE "C" NOT NULL,
  decision text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  decided_at text COLLATE "C" NOT NULL,
  CONSTRAINT campaign_review_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'needs_work'::text, 'refused'::text]))),
  CONSTRAINT campaign_review_pkey PRIMARY KEY (id)
);

CREATE TABLE campaign_suspension (
  id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  suspended_by text COLLATE "C" NOT NULL,
  suspended_at text COLLATE "C" NOT NULL,
  lifted_by text COLLATE "C",
  lifted_at text COLLATE "C",
  CONSTRAINT campaign_suspension_pkey PRIMARY KEY (id),
  CONSTRAINT suspension_lifted CHECK (((lifted_by IS NULL) = (lifted_at IS NULL))),
  CONSTRAINT suspension_reason CHECK ((reason <> ''::text))
);

CREATE TABLE campaign_text_change (
  id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C" NOT NULL,
  field text COLLATE "C" NOT NULL,
  before text COLLATE "C" NOT NULL,
  after text COLLATE "C" NOT NULL,
  changed_at text COLLATE "C" NOT NULL,
  CONSTRAINT campaign_text_change_field_check CHECK ((field = ANY (ARRAY['title'::text, 'intro'::text, 'story'::text, 'collective_return'::text, 'budget'::text, 'rewards'::text]))),
  CONSTRAINT campaign_text_change_pkey PRIMARY KEY (id)
);

CREATE TABLE campaign_total (
  campaign_id text COLLATE "C" NOT NULL,
  held_cents bigint NOT NULL,
  held_count bigint NOT NULL,
  committed_cents bigint NOT NULL,
  committed_count bigint NOT NULL,
  CONSTRAINT campaign_total_committed_cents_check CHECK ((committed_cents >= 0)),
  CONSTRAINT campaign_total_committed_count_check CHECK ((committed_count >= 0)),
  CONSTRAINT campaign_total_held_cents_check CHECK ((held_cents >= 0)),
  CONSTRAINT campaign_total_held_count_check CHECK ((held_count >= 0)),
  CONSTRAINT campaign_total_pkey PRIMARY KEY (campaign_id)
);

CREATE TABLE campaign_update (
  id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C" NOT NULL,
  author_id text COLLATE "C" NOT NULL,
  title text COLLATE "C" NOT NULL,
  body text COLLATE "C" NOT NULL,
  published_at text COLLATE "C" NOT NULL,
  CONSTRAINT campaign_update_pkey PRIMARY KEY (id)
);

CREATE TABLE cancellation_share (
  pledge_id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C" NOT NULL,
  amount_cents bigint NOT NULL,
  CONSTRAINT cancellation_share_amount CHECK ((amount_cents >= 0)),
  CONSTRAINT cancellation_share_pkey PRIMARY KEY (pledge_id)
);

CREATE TABLE card_checkout (
  id text COLLATE "C" NOT NULL,
  at text COLLATE "C" NOT NULL,
  pledge_id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C" NOT NULL,
  network text COLLATE "C" NOT NULL,
  browser text COLLATE "C" NOT NULL,
  content text COLLATE "C" NOT NULL,
  CONSTRAINT card_checkout_pkey PRIMARY KEY (id)
);

CREATE TABLE card_stop (
  id text COLLATE "C" NOT NULL,
  scope text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  failures bigint NOT NULL,
  started_at text COLLATE "C" NOT NULL,
  ends_at text COLLATE "C" NOT NULL,
  lifted_by text COLLATE "C",
  lifted_at text COLLATE "C",
  lift_reason text COLLATE "C",
  CONSTRAINT card_stop_pkey PRIMARY KEY (id),
  CONSTRAINT stop_failures CHECK ((failures > 0)),
  CONSTRAINT stop_lifted CHECK ((((lifted_by IS NULL) = (lifted_at IS NULL)) AND ((lifted_by IS NULL) = (lift_reason IS NULL)))),
  CONSTRAINT stop_scope CHECK ((scope = ANY (ARRAY['network'::text, 'campaign'::text])))
);

CREATE TABLE checkout_session (
  id text COLLATE "C" NOT NULL,
  pledge_id text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  mode text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  url text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  expires_at text COLLATE "C" NOT NULL,
  CONSTRAINT checkout_session_mode_check CHECK ((mode = ANY (ARRAY['payment'::text, 'setup'::text]))),
  CONSTRAINT checkout_session_n_check CHECK ((n > 0)),
  CONSTRAINT checkout_session_pkey PRIMARY KEY (id),
  CONSTRAINT checkout_session_pledge_id_n_key UNIQUE (pledge_id, n),
  CONSTRAINT checkout_session_state_check CHECK ((state = ANY (ARRAY['open'::text, 'complete'::text, 'expired'::text])))
);

CREATE TABLE closed_month (
  month text COLLATE "C" NOT NULL,
  starts_at text COLLATE "C" NOT NULL,
  ends_at text COLLATE "C" NOT NULL,
  proposed_by text COLLATE "C" NOT NULL,
  proposed_at text COLLATE "C" NOT NULL,
  confirmed_by text COLLATE "C" NOT NULL,
  confirmed_at text COLLATE "C" NOT NULL,
  head_seq bigint NOT NULL,
  head_hash text COLLATE "C" NOT NULL,
  checklist text COLLATE "C" NOT NULL,
  CONSTRAINT closed_month_pkey PRIMARY KEY (month),
  CONSTRAINT month_closed_by_two CHECK ((confirmed_by <> proposed_by)),
  CONSTRAINT month_has_days CHECK ((starts_at < ends_at)),
  CONSTRAINT month_is_over CHECK ((confirmed_at >= ends_at))
);

CREATE TABLE cursor (
  name text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  CONSTRAINT cursor_pkey PRIMARY KEY (name)
);

CREATE TABLE debt_write_off (
  id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C" NOT NULL,
  amount_cents bigint NOT NULL,
  reason text COLLATE "C" NOT NULL,
  decided_by text COLLATE "C" NOT NULL,
  decided_at text COLLATE "C" NOT NULL,
  CONSTRAINT debt_write_off_pkey PRIMARY KEY (id),
  CONSTRAINT write_off_amount CHECK ((amount_cents > 0)),
  CONSTRAINT write_off_reason CHECK ((reason <> ''::text))
);

CREATE TABLE discrepancy (
  id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  amount_cents bigint,
  detail text COLLATE "C" NOT NULL,
  found_at text COLLATE "C" NOT NULL,
  resolved_at text COLLATE "C",
  resolved_by text COLLATE "C",
  resolution text COLLATE "C",
  CONSTRAINT discrepancy_check CHECK (((resolved_at IS NULL) = (resolution IS NULL))),
  CONSTRAINT discrepancy_kind_subject_key UNIQUE (kind, subject),
  CONSTRAINT discrepancy_pkey PRIMARY KEY (id)
);

CREATE TABLE dispute (
  id text COLLATE "C" NOT NULL,
  payment_id text COLLATE "C" NOT NULL,
  pledge_id text COLLATE "C" NOT NULL,
  amount_cents bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  status text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  opened_at text COLLATE "C" NOT NULL,
  evidence_due_at text COLLATE "C",
  recorded_at text COLLATE "C" NOT NULL,
  closed_at text COLLATE "C",
  evidence text COLLATE "C",
  answer text COLLATE "C",
  answered_by text COLLATE "C",
  answered_at text COLLATE "C",
  told_at text COLLATE "C",
  CONSTRAINT dispute_amount CHECK ((amount_cents > 0)),
  CONSTRAINT dispute_answer CHECK ((answer = ANY (ARRAY['contested'::text, 'accepted'::text]))),
  CONSTRAINT dispute_answered CHECK ((((answer IS NULL) = (answered_by IS NULL)) AND ((answer IS NULL) = (answered_at IS NULL)))),
  CONSTRAINT dispute_closed CHECK (((state = ANY (ARRAY['won'::text, 'lost'::text, 'prevented'::text, 'withdrawn'::text])) = (closed_at IS NOT NULL))),
  CONSTRAINT dispute_pkey PRIMARY KEY (id),
  CONSTRAINT dispute_state CHECK ((state = ANY (ARRAY['inquiry'::text, 'open'::text, 'won'::text, 'lost'::text, 'prevented'::text, 'withdrawn'::text]))),
  CONSTRAINT dispute_told CHECK (((told_at IS NULL) OR (answer IS NOT NULL)))
);

CREATE TABLE district (
  code text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  CONSTRAINT district_pkey PRIMARY KEY (code)
);

CREATE TABLE failed_card (
  event_id text COLLATE "C" NOT NULL,
  at text COLLATE "C" NOT NULL,
  pledge_id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C" NOT NULL,
  network text COLLATE "C",
  CONSTRAINT failed_card_pkey PRIMARY KEY (event_id)
);

CREATE TABLE fraud_warning (
  id text COLLATE "C" NOT NULL,
  payment_id text COLLATE "C" NOT NULL,
  pledge_id text COLLATE "C" NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  recorded_at text COLLATE "C" NOT NULL,
  CONSTRAINT fraud_warning_pkey PRIMARY KEY (id),
  CONSTRAINT warning_outcome CHECK ((outcome = ANY (ARRAY['given-back'::text, 'nothing-left'::text, 'disputed'::text])))
);

CREATE TABLE job (
  id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  payload text COLLATE "C" NOT NULL,
  run_at text COLLATE "C" NOT NULL,
  attempts bigint NOT NULL DEFAULT 0,
  leased_until text COLLATE "C",
  fence bigint NOT NULL DEFAULT 0,
  problem text COLLATE "C",
  dead_at text COLLATE "C",
  created_at text COLLATE "C" NOT NULL,
  CONSTRAINT job_key_key UNIQUE (key),
  CONSTRAINT job_pkey PRIMARY KEY (id)
);

CREATE TABLE journal_entry (
  id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  source_type text COLLATE "C" NOT NULL,
  source_id text COLLATE "C" NOT NULL,
  occurred_at text COLLATE "C" NOT NULL,
  recorded_at text COLLATE "C" NOT NULL,
  reverses_id text COLLATE "C",
  CONSTRAINT journal_entry_once_per_fact UNIQUE (source_type, source_id, kind),
  CONSTRAINT journal_entry_pkey PRIMARY KEY (id)
);

CREATE TABLE journal_seal (
  seq bigint NOT NULL,
  entry_id text COLLATE "C" NOT NULL,
  prev_hash text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  CONSTRAINT journal_seal_entry_id_key UNIQUE (entry_id),
  CONSTRAINT journal_seal_pkey PRIMARY KEY (seq),
  CONSTRAINT journal_seal_seq_check CHECK ((seq > 0))
);

CREATE TABLE journal_tail (
  entry_id text COLLATE "C" NOT NULL,
  CONSTRAINT journal_tail_pkey PRIMARY KEY (entry_id)
);

CREATE TABLE ledger_check (
  id text COLLATE "C" NOT NULL,
  at text COLLATE "C" NOT NULL,
  holds bigint NOT NULL,
  report text COLLATE "C" NOT NULL,
  CONSTRAINT ledger_check_holds_check CHECK ((holds = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
  CONSTRAINT ledger_check_pkey PRIMARY KEY (id)
);

CREATE TABLE letter (
  id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  dedup_key text COLLATE "C" NOT NULL,
  to_email text COLLATE "C" NOT NULL,
  language text COLLATE "C" NOT NULL,
  props text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  promised_at text COLLATE "C" NOT NULL,
  sent_at text COLLATE "C",
  problem text COLLATE "C",
  CONSTRAINT letter_check CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL))),
  CONSTRAINT letter_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  CONSTRAINT letter_once_per_fact UNIQUE (name, dedup_key),
  CONSTRAINT letter_pkey PRIMARY KEY (id),
  CONSTRAINT letter_state_check CHECK ((state = ANY (ARRAY['promised'::text, 'sent'::text, 'unknown'::text, 'failed'::text])))
);

CREATE TABLE month_explanation (
  month text COLLATE "C" NOT NULL,
  account text COLLATE "C" NOT NULL,
  amount_cents bigint NOT NULL,
  explanation text COLLATE "C" NOT NULL,
  explained_by text COLLATE "C" NOT NULL,
  explained_at text COLLATE "C" NOT NULL,
  CONSTRAINT explanation_says_something CHECK ((explanation <> ''::text)),
  CONSTRAINT month_explanation_pkey PRIMARY KEY (month, account)
);

CREATE TABLE month_file (
  month text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  bytes bigint NOT NULL,
  made_at text COLLATE "C" NOT NULL,
  CONSTRAINT month_file_bytes CHECK ((bytes > 0)),
  CONSTRAINT month_file_kind CHECK ((kind = ANY (ARRAY['report'::text, 'archive'::text]))),
  CONSTRAINT month_file_pkey PRIMARY KEY (month, kind)
);

CREATE TABLE month_proposal (
  month text COLLATE "C" NOT NULL,
  proposed_by text COLLATE "C" NOT NULL,
  proposed_at text COLLATE "C" NOT NULL,
  head_seq bigint NOT NULL,
  head_hash text COLLATE "C" NOT NULL,
  CONSTRAINT month_proposal_pkey PRIMARY KEY (month)
);

CREATE TABLE near_miss (
  campaign_id text COLLATE "C" NOT NULL,
  began_at text COLLATE "C" NOT NULL,
  explain_by text COLLATE "C" NOT NULL,
  explained_at text COLLATE "C",
  explanation text COLLATE "C",
  minimum_cents bigint,
  answers_by text COLLATE "C",
  CONSTRAINT near_miss_explained CHECK ((((explained_at IS NULL) = (explanation IS NULL)) AND ((explained_at IS NULL) = (minimum_cents IS NULL)) AND ((explained_at IS NULL) = (answers_by IS NULL)))),
  CONSTRAINT near_miss_minimum CHECK ((minimum_cents > 0)),
  CONSTRAINT near_miss_pkey PRIMARY KEY (campaign_id)
);

CREATE TABLE near_miss_answer (
  pledge_id text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  answer text COLLATE "C" NOT NULL,
  at text COLLATE "C" NOT NULL,
  CONSTRAINT near_miss_answer_kind CHECK ((answer = ANY (ARRAY['stay'::text, 'add'::text, 'withdraw'::text]))),
  CONSTRAINT near_miss_answer_number CHECK ((n > 0)),
  CONSTRAINT near_miss_answer_pkey PRIMARY KEY (pledge_id, n)
);

CREATE TABLE near_miss_line (
  campaign_id text COLLATE "C" NOT NULL,
  "position" bigint NOT NULL,
  label text COLLATE "C" NOT NULL,
  before_cents bigint NOT NULL,
  after_cents bigint NOT NULL,
  CONSTRAINT near_miss_line_amounts CHECK (((after_cents >= 0) AND (after_cents <= before_cents))),
  CONSTRAINT near_miss_line_pkey PRIMARY KEY (campaign_id, "position")
);

CREATE TABLE overview_link (
  id text COLLATE "C" NOT NULL,
  email text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  expires_at text COLLATE "C" NOT NULL,
  CONSTRAINT overview_email CHECK ((email = lower(email))),
  CONSTRAINT overview_link_pkey PRIMARY KEY (id)
);

CREATE TABLE payment (
  id text COLLATE "C" NOT NULL,
  pledge_id text COLLATE "C" NOT NULL,
  amount_cents bigint NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  recorded_at text COLLATE "C" NOT NULL,
  CONSTRAINT payment_amount_cents_check CHECK ((amount_cents > 0)),
  CONSTRAINT payment_pkey PRIMARY KEY (id),
  CONSTRAINT payment_purpose_check CHECK ((purpose = ANY (ARRAY['pledge'::text, 'surplus'::text])))
);

CREATE TABLE payout_account (
  id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  stripe_account_id text COLLATE "C",
  state text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  updated_at text COLLATE "C" NOT NULL,
  bank_changed_at text COLLATE "C",
  CONSTRAINT payout_account_check CHECK (((state = 'none'::text) = (stripe_account_id IS NULL))),
  CONSTRAINT payout_account_pkey PRIMARY KEY (id),
  CONSTRAINT payout_account_state_check CHECK ((state = ANY (ARRAY['none'::text, 'onboarding'::text, 'active'::text, 'restricted'::text, 'closed'::text]))),
  CONSTRAINT payout_account_stripe_account_id_key UNIQUE (stripe_account_id),
  CONSTRAINT payout_account_user_id_key UNIQUE (user_id)
);

CREATE TABLE picture (
  id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C" NOT NULL,
  content_hash text COLLATE "C" NOT NULL,
  width bigint NOT NULL,
  height bigint NOT NULL,
  alt text COLLATE "C" NOT NULL,
  uploaded_by text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  CONSTRAINT picture_height_check CHECK ((height > 0)),
  CONSTRAINT picture_pkey PRIMARY KEY (id),
  CONSTRAINT picture_width_check CHECK ((width > 0))
);

CREATE TABLE platform_payout (
  id text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  amount_cents bigint NOT NULL,
  descriptor text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  approval_hash text COLLATE "C" NOT NULL,
  proposed_by text COLLATE "C" NOT NULL,
  proposed_at text COLLATE "C" NOT NULL,
  approved_by text COLLATE "C",
  approved_at text COLLATE "C",
  voided_at text COLLATE "C",
  void_reason text COLLATE "C",
  payout_n bigint NOT NULL DEFAULT 1,
  stripe_payout_id text COLLATE "C",
  arrives_on text COLLATE "C",
  trace_id text COLLATE "C",
  failure text COLLATE "C",
  sent_at text COLLATE "C",
  CONSTRAINT platform_payout_amount CHECK ((amount_cents > 0)),
  CONSTRAINT platform_payout_approved CHECK (((state <> ALL (ARRAY['proposed'::text, 'voided'::text])) = ((approved_by IS NOT NULL) AND (approved_at IS NOT NULL)))),
  CONSTRAINT platform_payout_descriptor_key UNIQUE (descriptor),
  CONSTRAINT platform_payout_four_eyes CHECK (((approved_by IS NULL) OR (approved_by <> proposed_by))),
  CONSTRAINT platform_payout_n_key UNIQUE (n),
  CONSTRAINT platform_payout_number CHECK ((n > 0)),
  CONSTRAINT platform_payout_pkey PRIMARY KEY (id),
  CONSTRAINT platform_payout_sent CHECK (((state <> ALL (ARRAY['sent'::text, 'paid'::text, 'arrived'::text])) OR (stripe_payout_id IS NOT NULL))),
  CONSTRAINT platform_payout_state CHECK ((state = ANY (ARRAY['proposed'::text, 'voided'::text, 'approved'::text, 'sent'::text, 'paid'::text, 'failed'::text, 'arrived'::text]))),
  CONSTRAINT platform_payout_stripe_payout_id_key UNIQUE (stripe_payout_id),
  CONSTRAINT platform_payout_voided CHECK (((state = 'voided'::text) = (voided_at IS NOT NULL)))
);

CREATE TABLE pledge (
  id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C" NOT NULL,
  reward_id text COLLATE "C",
  state text COLLATE "C" NOT NULL,
  amount_cents bigint NOT NULL,
  tip_cents bigint NOT NULL,
  method text COLLATE "C" NOT NULL,
  collection text COLLATE "C" NOT NULL,
  email text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  name_visible bigint NOT NULL,
  message text COLLATE "C" NOT NULL,
  language text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  accepted_at text COLLATE "C",
  reward_reserved bigint NOT NULL,
  customer_id text COLLATE "C",
  payment_method_id text COLLATE "C",
  checkout_n bigint NOT NULL DEFAULT 0,
  collect_n bigint NOT NULL DEFAULT 0,
  collect_payment_intent_id text COLLATE "C",
  decline_code text COLLATE "C",
  advice_code text COLLATE "C",
  recovery_started_at text COLLATE "C",
  returned_cents bigint NOT NULL DEFAULT 0,
  returned_tip_cents bigint NOT NULL DEFAULT 0,
  card_ends text COLLATE "C",
  CONSTRAINT pledge_accepted CHECK (((state <> ALL (ARRAY['held'::text, 'committed'::text, 'collecting'::text, 'action_required'::text, 'released'::text, 'dropped'::text])) OR (accepted_at IS NOT NULL))),
  CONSTRAINT pledge_amount CHECK ((amount_cents > 0)),
  CONSTRAINT pledge_collection CHECK ((collection = ANY (ARRAY['now'::text, 'at_deadline'::text]))),
  CONSTRAINT pledge_language CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  CONSTRAINT pledge_method CHECK ((method = ANY (ARRAY['bank'::text, 'card'::text]))),
  CONSTRAINT pledge_name_visible CHECK ((name_visible = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
  CONSTRAINT pledge_pkey PRIMARY KEY (id),
  CONSTRAINT pledge_reserves CHECK ((reward_reserved = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
  CONSTRAINT pledge_reserves_a_reward CHECK (((reward_reserved = 0) OR (reward_id IS NOT NULL))),
  CONSTRAINT pledge_returned CHECK ((((returned_cents >= 0) AND (returned_cents <= amount_cents)) AND ((returned_tip_cents >= 0) AND (returned_tip_cents <= tip_cents)))),
  CONSTRAINT pledge_state CHECK ((state = ANY (ARRAY['draft'::text, 'checkout_open'::text, 'processing'::text, 'held'::text, 'committed'::text, 'collecting'::text, 'action_required'::text, 'refunding'::text, 'refunded'::text, 'charged_back'::text, 'released'::text, 'canceled'::text, 'dropped'::text, 'abandoned'::text]))),
  CONSTRAINT pledge_tip CHECK ((tip_cents >= 0))
);

CREATE TABLE pledge_company (
  id text COLLATE "C" NOT NULL,
  pledge_id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  address text COLLATE "C" NOT NULL,
  kvk text COLLATE "C" NOT NULL,
  vat_number text COLLATE "C" NOT NULL,
  given_at text COLLATE "C" NOT NULL,
  CONSTRAINT company_address CHECK ((address <> ''::text)),
  CONSTRAINT company_name CHECK ((name <> ''::text)),
  CONSTRAINT pledge_company_pkey PRIMARY KEY (id)
);

CREATE TABLE pledge_transition (
  pledge_id text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  from_state text COLLATE "C" NOT NULL,
  to_state text COLLATE "C" NOT NULL,
  fact text COLLATE "C" NOT NULL,
  at text COLLATE "C" NOT NULL,
  CONSTRAINT pledge_transition_n_check CHECK ((n > 0)),
  CONSTRAINT pledge_transition_pkey PRIMARY KEY (pledge_id, n)
);

CREATE TABLE posting (
  entry_id text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  debit_account text COLLATE "C" NOT NULL,
  credit_account text COLLATE "C" NOT NULL,
  amount_cents bigint NOT NULL,
  pledge_id text COLLATE "C",
  campaign_id text COLLATE "C",
  CONSTRAINT posting_amount_cents_check CHECK ((amount_cents > 0)),
  CONSTRAINT posting_check CHECK ((debit_account <> credit_account)),
  CONSTRAINT posting_n_check CHECK ((n > 0)),
  CONSTRAINT posting_pkey PRIMARY KEY (entry_id, n)
);

CREATE TABLE receipt (
  id text COLLATE "C" NOT NULL,
  year bigint NOT NULL,
  n bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  pledge_id text COLLATE "C" NOT NULL,
  corrects_id text COLLATE "C",
  cause_type text COLLATE "C" NOT NULL,
  cause_id text COLLATE "C" NOT NULL,
  language text COLLATE "C" NOT NULL,
  issued_at text COLLATE "C" NOT NULL,
  gift_cents bigint NOT NULL,
  reward_cents bigint NOT NULL,
  vat_bp bigint NOT NULL,
  vat_cents bigint NOT NULL,
  tip_cents bigint NOT NULL,
  facts text COLLATE "C" NOT NULL,
  CONSTRAINT credit_corrects CHECK (((kind <> 'credit'::text) OR (corrects_id IS NOT NULL))),
  CONSTRAINT receipt_cause CHECK ((cause_type = ANY (ARRAY['payment'::text, 'company'::text, 'refund'::text, 'dispute'::text]))),
  CONSTRAINT receipt_cause_type_cause_id_key UNIQUE (cause_type, cause_id),
  CONSTRAINT receipt_kind CHECK ((kind = ANY (ARRAY['receipt'::text, 'invoice'::text, 'credit'::text]))),
  CONSTRAINT receipt_language CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  CONSTRAINT receipt_number CHECK ((n > 0)),
  CONSTRAINT receipt_parts CHECK (((gift_cents >= 0) AND (reward_cents >= 0) AND (tip_cents >= 0) AND (((gift_cents + reward_cents) + tip_cents) > 0))),
  CONSTRAINT receipt_pkey PRIMARY KEY (id),
  CONSTRAINT receipt_vat CHECK ((((vat_bp >= 0) AND (vat_bp <= 10000)) AND ((vat_cents >= 0) AND (vat_cents <= reward_cents)))),
  CONSTRAINT receipt_year_n_key UNIQUE (year, n)
);

CREATE TABLE receipt_document (
  receipt_id text COLLATE "C" NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  size_bytes bigint NOT NULL,
  made_at text COLLATE "C" NOT NULL,
  CONSTRAINT document_hash CHECK ((length(sha256) = 64)),
  CONSTRAINT document_size CHECK ((size_bytes > 0)),
  CONSTRAINT receipt_document_pkey PRIMARY KEY (receipt_id)
);

CREATE TABLE receipt_series (
  year bigint NOT NULL,
  last_n bigint NOT NULL,
  CONSTRAINT receipt_series_counts CHECK ((last_n > 0)),
  CONSTRAINT receipt_series_pkey PRIMARY KEY (year)
);

CREATE TABLE refund (
  id text COLLATE "C" NOT NULL,
  pledge_id text COLLATE "C" NOT NULL,
  payment_id text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  amount_cents bigint NOT NULL,
  reason text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  stripe_refund_id text COLLATE "C",
  attempt_n bigint NOT NULL DEFAULT 1,
  failure text COLLATE "C",
  decided_by text COLLATE "C",
  decided_at text COLLATE "C" NOT NULL,
  finished_at text COLLATE "C",
  tip_cents bigint NOT NULL DEFAULT 0,
  payee_name text COLLATE "C",
  payee_iban text COLLATE "C",
  covered_at text COLLATE "C",
  CONSTRAINT refund_amount CHECK ((amount_cents > 0)),
  CONSTRAINT refund_finished CHECK (((state = ANY (ARRAY['succeeded'::text, 'failed'::text, 'paid_by_bank'::text, 'overtaken'::text])) = (finished_at IS NOT NULL))),
  CONSTRAINT refund_has_payee CHECK (((state <> ALL (ARRAY['in_bank_file'::text, 'paid_by_bank'::text])) OR (payee_iban IS NOT NULL))),
  CONSTRAINT refund_number CHECK ((n > 0)),
  CONSTRAINT refund_payee CHECK (((payee_name IS NULL) = (payee_iban IS NULL))),
  CONSTRAINT refund_pkey PRIMARY KEY (id),
  CONSTRAINT refund_pledge_id_n_key UNIQUE (pledge_id, n),
  CONSTRAINT refund_reason CHECK ((reason = ANY (ARRAY['withdrawn'::text, 'campaign_failed'::text, 'campaign_canceled'::text, 'by_admin'::text, 'fraud_warning'::text, 'surplus'::text]))),
  CONSTRAINT refund_sent CHECK ((((state <> 'decided'::text) OR (stripe_refund_id IS NULL)) AND ((state <> ALL (ARRAY['sent'::text, 'succeeded'::text])) OR (stripe_refund_id IS NOT NULL)))),
  CONSTRAINT refund_state CHECK ((state = ANY (ARRAY['decided'::text, 'sent'::text, 'succeeded'::text, 'failed'::text, 'by_bank'::text, 'in_bank_file'::text, 'paid_by_bank'::text, 'overtaken'::text]))),
  CONSTRAINT refund_stripe_refund_id_key UNIQUE (stripe_refund_id),
  CONSTRAINT refund_tip CHECK (((tip_cents >= 0) AND (tip_cents <= amount_cents)))
);

CREATE TABLE refund_attempt (
  refund_id text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  stripe_refund_id text COLLATE "C",
  failure text COLLATE "C" NOT NULL,
  failed_at text COLLATE "C" NOT NULL,
  CONSTRAINT attempt_number CHECK ((n > 0)),
  CONSTRAINT refund_attempt_pkey PRIMARY KEY (refund_id, n),
  CONSTRAINT refund_attempt_stripe_refund_id_key UNIQUE (stripe_refund_id)
);

CREATE TABLE refund_decision (
  refund_id text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  run_id text COLLATE "C",
  CONSTRAINT decision_reason CHECK ((reason <> ''::text)),
  CONSTRAINT refund_decision_pkey PRIMARY KEY (refund_id)
);

CREATE TABLE refund_run (
  id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C" NOT NULL,
  started_by text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  started_at text COLLATE "C" NOT NULL,
  finished_at text COLLATE "C",
  CONSTRAINT refund_run_pkey PRIMARY KEY (id),
  CONSTRAINT run_reason CHECK ((reason <> ''::text))
);

CREATE TABLE reward (
  id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C" NOT NULL,
  "position" bigint NOT NULL,
  title text COLLATE "C" NOT NULL,
  description text COLLATE "C" NOT NULL,
  price_cents bigint NOT NULL,
  quantity bigint,
  taken bigint NOT NULL DEFAULT 0,
  CONSTRAINT never_oversold CHECK (((taken >= 0) AND ((quantity IS NULL) OR (taken <= quantity)))),
  CONSTRAINT reward_campaign_id_position_key UNIQUE (campaign_id, "position"),
  CONSTRAINT reward_pkey PRIMARY KEY (id),
  CONSTRAINT reward_price_cents_check CHECK ((price_cents > 0)),
  CONSTRAINT reward_quantity_check CHECK ((quantity > 0))
);

CREATE TABLE reward_delivery (
  pledge_id text COLLATE "C" NOT NULL,
  delivered_on text COLLATE "C" NOT NULL,
  recorded_by text COLLATE "C" NOT NULL,
  recorded_at text COLLATE "C" NOT NULL,
  CONSTRAINT reward_delivery_pkey PRIMARY KEY (pledge_id)
);

CREATE TABLE reward_tax (
  reward_id text COLLATE "C" NOT NULL,
  value_cents bigint NOT NULL,
  vat_bp bigint NOT NULL,
  set_by text COLLATE "C" NOT NULL,
  set_at text COLLATE "C" NOT NULL,
  CONSTRAINT reward_tax_pkey PRIMARY KEY (reward_id),
  CONSTRAINT reward_tax_value CHECK ((value_cents >= 0)),
  CONSTRAINT reward_tax_vat CHECK (((vat_bp >= 0) AND (vat_bp <= 10000)))
);

CREATE TABLE session (
  token_hash text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  last_seen_at text COLLATE "C" NOT NULL,
  expires_at text COLLATE "C" NOT NULL,
  CONSTRAINT session_pkey PRIMARY KEY (token_hash)
);

CREATE TABLE settlement (
  id text COLLATE "C" NOT NULL,
  campaign_id text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  stripe_account_id text COLLATE "C" NOT NULL,
  funds_cents bigint NOT NULL,
  fee_cents bigint NOT NULL,
  vat_cents bigint NOT NULL,
  costs_cents bigint NOT NULL,
  tips_cents bigint NOT NULL,
  payout_cents bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  proposed_by text COLLATE "C" NOT NULL,
  proposed_at text COLLATE "C" NOT NULL,
  approval_hash text COLLATE "C" NOT NULL,
  approved_by text COLLATE "C",
  approved_at text COLLATE "C",
  voided_at text COLLATE "C",
  void_reason text COLLATE "C",
  transfer_n bigint NOT NULL DEFAULT 1,
  transfer_id text COLLATE "C",
  destination_payment_id text COLLATE "C",
  transferred_at text COLLATE "C",
  stripe_payout_id text COLLATE "C",
  paid_out_at text COLLATE "C",
  debt_cents bigint NOT NULL DEFAULT 0,
  owed_cents bigint NOT NULL DEFAULT 0,
  wanted_cents bigint,
  CONSTRAINT adds_up CHECK ((payout_cents = (((((funds_cents + owed_cents) - fee_cents) - vat_cents) - costs_cents) - debt_cents))),
  CONSTRAINT four_eyes CHECK (((approved_by IS NULL) OR (approved_by <> proposed_by))),
  CONSTRAINT settlement_approved CHECK (((state = ANY (ARRAY['approved'::text, 'transferred'::text, 'paid_out'::text, 'payout_failed'::text, 'reversed'::text])) = ((approved_by IS NOT NULL) AND (approved_at IS NOT NULL)))),
  CONSTRAINT settlement_campaign_id_n_key UNIQUE (campaign_id, n),
  CONSTRAINT settlement_costs CHECK ((costs_cents >= 0)),
  CONSTRAINT settlement_debt CHECK ((debt_cents >= 0)),
  CONSTRAINT settlement_destination_payment_id_key UNIQUE (destination_payment_id),
  CONSTRAINT settlement_fee CHECK ((fee_cents >= 0)),
  CONSTRAINT settlement_funds CHECK (((funds_cents >= 0) AND ((funds_cents + owed_cents) > 0))),
  CONSTRAINT settlement_number CHECK ((n > 0)),
  CONSTRAINT settlement_owed CHECK ((owed_cents >= 0)),
  CONSTRAINT settlement_payout CHECK ((payout_cents >= 0)),
  CONSTRAINT settlement_pkey PRIMARY KEY (id),
  CONSTRAINT settlement_state CHECK ((state = ANY (ARRAY['proposed'::text, 'voided'::text, 'approved'::text, 'transferred'::text, 'paid_out'::text, 'payout_failed'::text, 'reversed'::text]))),
  CONSTRAINT settlement_tips CHECK ((tips_cents >= 0)),
  CONSTRAINT settlement_transfer_id_key UNIQUE (transfer_id),
  CONSTRAINT settlement_transferred CHECK (((state <> ALL (ARRAY['transferred'::text, 'paid_out'::text, 'payout_failed'::text, 'reversed'::text])) OR (transfer_id IS NOT NULL) OR (payout_cents = 0))),
  CONSTRAINT settlement_vat CHECK ((vat_cents >= 0)),
  CONSTRAINT settlement_voided CHECK (((state = 'voided'::text) = (voided_at IS NOT NULL))),
  CONSTRAINT settlement_wanted CHECK ((wanted_cents > 0))
);

CREATE TABLE sign_in_link (
  id text COLLATE "C" NOT NULL,
  email text COLLATE "C" NOT NULL,
  browser_hash text COLLATE "C",
  return_to text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  expires_at text COLLATE "C" NOT NULL,
  uses_left bigint NOT NULL,
  CONSTRAINT sign_in_link_email_check CHECK ((email = lower(email))),
  CONSTRAINT sign_in_link_pkey PRIMARY KEY (id),
  CONSTRAINT sign_in_link_uses_left_check CHECK ((uses_left >= 0))
);

CREATE TABLE stripe_call (
  key text COLLATE "C" NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  request_hash text COLLATE "C" NOT NULL,
  outcome text COLLATE "C",
  response_id text COLLATE "C",
  problem text COLLATE "C",
  first_tried_at text COLLATE "C" NOT NULL,
  finished_at text COLLATE "C",
  renewals bigint NOT NULL DEFAULT 0,
  CONSTRAINT stripe_call_check CHECK (((outcome IS NULL) = (finished_at IS NULL))),
  CONSTRAINT stripe_call_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text]))),
  CONSTRAINT stripe_call_pkey PRIMARY KEY (key),
  CONSTRAINT stripe_call_renewals_check CHECK ((renewals >= 0))
);

CREATE TABLE stripe_event (
  id text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  account text COLLATE "C",
  object_id text COLLATE "C",
  payload text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  received_at text COLLATE "C" NOT NULL,
  handled_at text COLLATE "C",
  outcome text COLLATE "C",
  CONSTRAINT stripe_event_pkey PRIMARY KEY (id),
  CONSTRAINT stripe_event_source_check CHECK ((source = ANY (ARRAY['webhook'::text, 'backfill'::text])))
);

CREATE TABLE transfer_reversal (
  id text COLLATE "C" NOT NULL,
  settlement_id text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  amount_cents bigint NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  decided_by text COLLATE "C" NOT NULL,
  decided_at text COLLATE "C" NOT NULL,
  stripe_reversal_id text COLLATE "C",
  refusal text COLLATE "C",
  finished_at text COLLATE "C",
  CONSTRAINT reversal_amount CHECK ((amount_cents > 0)),
  CONSTRAINT reversal_done CHECK (((state <> 'done'::text) OR (stripe_reversal_id IS NOT NULL))),
  CONSTRAINT reversal_finished CHECK (((state = 'decided'::text) = (finished_at IS NULL))),
  CONSTRAINT reversal_number CHECK ((n > 0)),
  CONSTRAINT reversal_purpose CHECK ((purpose = ANY (ARRAY['debt'::text, 'wrong'::text]))),
  CONSTRAINT reversal_state CHECK ((state = ANY (ARRAY['decided'::text, 'done'::text, 'refused'::text]))),
  CONSTRAINT transfer_reversal_pkey PRIMARY KEY (id),
  CONSTRAINT transfer_reversal_settlement_id_n_key UNIQUE (settlement_id, n),
  CONSTRAINT transfer_reversal_stripe_reversal_id_key UNIQUE (stripe_reversal_id)
);

CREATE TABLE "user" (
  id text COLLATE "C" NOT NULL,
  email text COLLATE "C" NOT NULL,
  name text COLLATE "C",
  language text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  CONSTRAINT user_email_check CHECK ((email = lower(email))),
  CONSTRAINT user_email_key UNIQUE (email),
  CONSTRAINT user_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  CONSTRAINT user_pkey PRIMARY KEY (id)
);

CREATE TABLE user_role (
  user_id text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL,
  granted_by text COLLATE "C",
  granted_at text COLLATE "C" NOT NULL,
  CONSTRAINT user_role_pkey PRIMARY KEY (user_id, role),
  CONSTRAINT user_role_role_check CHECK ((role = ANY (ARRAY['reviewer'::text, 'treasurer'::text, 'approver'::text, 'admin'::text])))
);

ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES "user"(id);

ALTER TABLE balance_transaction ADD CONSTRAINT balance_transaction_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id);

ALTER TABLE bank_file ADD CONSTRAINT bank_file_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES "user"(id);

ALTER TABLE bank_file ADD CONSTRAINT bank_file_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES "user"(id);

ALTER TABLE bank_file_content ADD CONSTRAINT bank_file_content_file_id_fkey FOREIGN KEY (file_id) REFERENCES bank_file(id);

ALTER TABLE bank_line ADD CONSTRAINT bank_line_cleared_by_fkey FOREIGN KEY (cleared_by) REFERENCES "user"(id);

ALTER TABLE bank_line ADD CONSTRAINT bank_line_cleared_entry_id_fkey FOREIGN KEY (cleared_entry_id) REFERENCES journal_entry(id);

ALTER TABLE bank_line ADD CONSTRAINT bank_line_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id);

ALTER TABLE bank_line ADD CONSTRAINT bank_line_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES bank_statement(id);

ALTER TABLE bank_payment ADD CONSTRAINT bank_payment_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE bank_payment ADD CONSTRAINT bank_payment_file_id_fkey FOREIGN KEY (file_id) REFERENCES bank_file(id);

ALTER TABLE bank_payment ADD CONSTRAINT bank_payment_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id);

ALTER TABLE bank_statement ADD CONSTRAINT bank_statement_booked_by_fkey FOREIGN KEY (booked_by) REFERENCES "user"(id);

ALTER TABLE budget_line ADD CONSTRAINT budget_line_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE campaign ADD CONSTRAINT campaign_district_code_fkey FOREIGN KEY (district_code) REFERENCES district(code);

ALTER TABLE campaign ADD CONSTRAINT campaign_initiator_id_fkey FOREIGN KEY (initiator_id) REFERENCES "user"(id);

ALTER TABLE campaign_anbi ADD CONSTRAINT campaign_anbi_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE campaign_anbi ADD CONSTRAINT campaign_anbi_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES "user"(id);

ALTER TABLE campaign_cancellation ADD CONSTRAINT campaign_cancellation_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE campaign_cancellation ADD CONSTRAINT campaign_cancellation_canceled_by_fkey FOREIGN KEY (canceled_by) REFERENCES "user"(id);

ALTER TABLE campaign_closure ADD CONSTRAINT campaign_closure_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE campaign_review ADD CONSTRAINT campaign_review_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE campaign_review ADD CONSTRAINT campaign_review_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES "user"(id);

ALTER TABLE campaign_suspension ADD CONSTRAINT campaign_suspension_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE campaign_suspension ADD CONSTRAINT campaign_suspension_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES "user"(id);

ALTER TABLE campaign_suspension ADD CONSTRAINT campaign_suspension_suspended_by_fkey FOREIGN KEY (suspended_by) REFERENCES "user"(id);

ALTER TABLE campaign_text_change ADD CONSTRAINT campaign_text_change_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE campaign_total ADD CONSTRAINT campaign_total_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE campaign_update ADD CONSTRAINT campaign_update_author_id_fkey FOREIGN KEY (author_id) REFERENCES "user"(id);

ALTER TABLE campaign_update ADD CONSTRAINT campaign_update_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE cancellation_share ADD CONSTRAINT cancellation_share_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign_cancellation(campaign_id);

ALTER TABLE cancellation_share ADD CONSTRAINT cancellation_share_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id);

ALTER TABLE card_stop ADD CONSTRAINT card_stop_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES "user"(id);

ALTER TABLE checkout_session ADD CONSTRAINT checkout_session_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id);

ALTER TABLE closed_month ADD CONSTRAINT closed_month_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES "user"(id);

ALTER TABLE closed_month ADD CONSTRAINT closed_month_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES "user"(id);

ALTER TABLE debt_write_off ADD CONSTRAINT debt_write_off_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE debt_write_off ADD CONSTRAINT debt_write_off_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES "user"(id);

ALTER TABLE discrepancy ADD CONSTRAINT discrepancy_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES "user"(id);

ALTER TABLE dispute ADD CONSTRAINT dispute_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES "user"(id);

ALTER TABLE dispute ADD CONSTRAINT dispute_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payment(id);

ALTER TABLE dispute ADD CONSTRAINT dispute_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id);

ALTER TABLE fraud_warning ADD CONSTRAINT fraud_warning_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payment(id);

ALTER TABLE fraud_warning ADD CONSTRAINT fraud_warning_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id);

ALTER TABLE journal_entry ADD CONSTRAINT journal_entry_reverses_id_fkey FOREIGN KEY (reverses_id) REFERENCES journal_entry(id);

ALTER TABLE journal_seal ADD CONSTRAINT journal_seal_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id);

ALTER TABLE journal_tail ADD CONSTRAINT journal_tail_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id);

ALTER TABLE month_explanation ADD CONSTRAINT month_explanation_explained_by_fkey FOREIGN KEY (explained_by) REFERENCES "user"(id);

ALTER TABLE month_file ADD CONSTRAINT month_file_month_fkey FOREIGN KEY (month) REFERENCES closed_month(month);

ALTER TABLE month_proposal ADD CONSTRAINT month_proposal_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES "user"(id);

ALTER TABLE near_miss ADD CONSTRAINT near_miss_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE near_miss_answer ADD CONSTRAINT near_miss_answer_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id);

ALTER TABLE near_miss_line ADD CONSTRAINT near_miss_line_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES near_miss(campaign_id);

ALTER TABLE payment ADD CONSTRAINT payment_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id);

ALTER TABLE payout_account ADD CONSTRAINT payout_account_user_id_fkey FOREIGN KEY (user_id) REFERENCES "user"(id);

ALTER TABLE picture ADD CONSTRAINT picture_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE picture ADD CONSTRAINT picture_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES "user"(id);

ALTER TABLE platform_payout ADD CONSTRAINT platform_payout_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES "user"(id);

ALTER TABLE platform_payout ADD CONSTRAINT platform_payout_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES "user"(id);

ALTER TABLE pledge ADD CONSTRAINT pledge_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE pledge ADD CONSTRAINT pledge_reward_id_fkey FOREIGN KEY (reward_id) REFERENCES reward(id);

ALTER TABLE pledge_company ADD CONSTRAINT pledge_company_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id);

ALTER TABLE pledge_transition ADD CONSTRAINT pledge_transition_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id);

ALTER TABLE posting ADD CONSTRAINT posting_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE posting ADD CONSTRAINT posting_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id);

ALTER TABLE posting ADD CONSTRAINT posting_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id);

ALTER TABLE receipt ADD CONSTRAINT receipt_corrects_id_fkey FOREIGN KEY (corrects_id) REFERENCES receipt(id);

ALTER TABLE receipt ADD CONSTRAINT receipt_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id);

ALTER TABLE receipt_document ADD CONSTRAINT receipt_document_receipt_id_fkey FOREIGN KEY (receipt_id) REFERENCES receipt(id);

ALTER TABLE refund ADD CONSTRAINT refund_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES "user"(id);

ALTER TABLE refund ADD CONSTRAINT refund_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payment(id);

ALTER TABLE refund ADD CONSTRAINT refund_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id);

ALTER TABLE refund_attempt ADD CONSTRAINT refund_attempt_refund_id_fkey FOREIGN KEY (refund_id) REFERENCES refund(id);

ALTER TABLE refund_decision ADD CONSTRAINT refund_decision_refund_id_fkey FOREIGN KEY (refund_id) REFERENCES refund(id);

ALTER TABLE refund_decision ADD CONSTRAINT refund_decision_run_id_fkey FOREIGN KEY (run_id) REFERENCES refund_run(id);

ALTER TABLE refund_run ADD CONSTRAINT refund_run_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE refund_run ADD CONSTRAINT refund_run_started_by_fkey FOREIGN KEY (started_by) REFERENCES "user"(id);

ALTER TABLE reward ADD CONSTRAINT reward_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE reward_delivery ADD CONSTRAINT reward_delivery_pledge_id_fkey FOREIGN KEY (pledge_id) REFERENCES pledge(id);

ALTER TABLE reward_delivery ADD CONSTRAINT reward_delivery_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES "user"(id);

ALTER TABLE reward_tax ADD CONSTRAINT reward_tax_reward_id_fkey FOREIGN KEY (reward_id) REFERENCES reward(id);

ALTER TABLE reward_tax ADD CONSTRAINT reward_tax_set_by_fkey FOREIGN KEY (set_by) REFERENCES "user"(id);

ALTER TABLE session ADD CONSTRAINT session_user_id_fkey FOREIGN KEY (user_id) REFERENCES "user"(id);

ALTER TABLE settlement ADD CONSTRAINT settlement_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES "user"(id);

ALTER TABLE settlement ADD CONSTRAINT settlement_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id);

ALTER TABLE settlement ADD CONSTRAINT settlement_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES "user"(id);

ALTER TABLE transfer_reversal ADD CONSTRAINT transfer_reversal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES "user"(id);

ALTER TABLE transfer_reversal ADD CONSTRAINT transfer_reversal_settlement_id_fkey FOREIGN KEY (settlement_id) REFERENCES settlement(id);

ALTER TABLE user_role ADD CONSTRAINT user_role_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES "user"(id);

ALTER TABLE user_role ADD CONSTRAINT user_role_user_id_fkey FOREIGN KEY (user_id) REFERENCES "user"(id);

CREATE INDEX audit_entry_by_subject ON public.audit_entry USING btree (subject_type, subject_id, id);

CREATE INDEX balance_transaction_by_payment ON public.balance_transaction USING btree (payment_id);

CREATE INDEX balance_transaction_by_source ON public.balance_transaction USING btree (source_id);

CREATE INDEX bank_line_by_key ON public.bank_line USING btree (iban, key);

CREATE INDEX bank_line_by_subject ON public.bank_line USING btree (subject_type, subject_id);

CREATE INDEX bank_line_in_suspense ON public.bank_line USING btree (state, id) WHERE (state = 'suspense'::text);

CREATE INDEX bank_payment_by_file ON public.bank_payment USING btree (file_id);

CREATE INDEX campaign_by_initiator ON public.campaign USING btree (initiator_id);

CREATE INDEX campaign_by_state ON public.campaign USING btree (state, ends_at);

CREATE INDEX campaign_review_by_campaign ON public.campaign_review USING btree (campaign_id, id);

CREATE INDEX campaign_text_change_by_campaign ON public.campaign_text_change USING btree (campaign_id, id);

CREATE INDEX campaign_update_by_campaign ON public.campaign_update USING btree (campaign_id, id);

CREATE INDEX cancellation_share_by_campaign ON public.cancellation_share USING btree (campaign_id, pledge_id);

CREATE INDEX card_checkout_by_browser ON public.card_checkout USING btree (browser, at);

CREATE INDEX card_checkout_by_campaign ON public.card_checkout USING btree (campaign_id, at);

CREATE INDEX card_checkout_by_network ON public.card_checkout USING btree (network, at);

CREATE INDEX card_checkout_by_pledge ON public.card_checkout USING btree (pledge_id, id);

CREATE INDEX card_stop_by_subject ON public.card_stop USING btree (scope, subject, ends_at);

CREATE INDEX dispute_by_payment ON public.dispute USING btree (payment_id);

CREATE INDEX dispute_by_pledge ON public.dispute USING btree (pledge_id);

CREATE INDEX dispute_unfinished ON public.dispute USING btree (state, evidence_due_at) WHERE (state = ANY (ARRAY['inquiry'::text, 'open'::text]));

CREATE INDEX failed_card_by_campaign ON public.failed_card USING btree (campaign_id, at);

CREATE INDEX failed_card_by_network ON public.failed_card USING btree (network, at);

CREATE INDEX job_due ON public.job USING btree (run_at) WHERE (dead_at IS NULL);

CREATE INDEX journal_entry_by_kind ON public.journal_entry USING btree (kind, id);

CREATE INDEX journal_entry_by_recorded ON public.journal_entry USING btree (recorded_at, id);

CREATE INDEX letter_by_recipient ON public.letter USING btree (to_email, id);

CREATE UNIQUE INDEX one_open_bank_payment ON public.bank_payment USING btree (purpose, subject_id) WHERE (state = ANY (ARRAY['proposed'::text, 'exported'::text, 'paid'::text]));

CREATE UNIQUE INDEX one_open_refund_run ON public.refund_run USING btree (campaign_id) WHERE (finished_at IS NULL);

CREATE UNIQUE INDEX one_open_settlement ON public.settlement USING btree (campaign_id) WHERE (state = ANY (ARRAY['proposed'::text, 'approved'::text]));

CREATE UNIQUE INDEX one_suspension_at_a_time ON public.campaign_suspension USING btree (campaign_id) WHERE (lifted_at IS NULL);

CREATE INDEX payment_by_pledge ON public.payment USING btree (pledge_id);

CREATE INDEX picture_by_campaign ON public.picture USING btree (campaign_id);

CREATE INDEX pledge_by_campaign ON public.pledge USING btree (campaign_id, state, accepted_at);

CREATE INDEX pledge_by_email ON public.pledge USING btree (email);

CREATE INDEX pledge_company_by_pledge ON public.pledge_company USING btree (pledge_id);

CREATE INDEX pledge_unfinished ON public.pledge USING btree (state, created_at) WHERE (state = ANY (ARRAY['draft'::text, 'checkout_open'::text, 'processing'::text, 'collecting'::text, 'action_required'::text, 'refunding'::text]));

CREATE INDEX posting_by_campaign ON public.posting USING btree (campaign_id, entry_id) WHERE (campaign_id IS NOT NULL);

CREATE INDEX posting_by_credit ON public.posting USING btree (credit_account, entry_id);

CREATE INDEX posting_by_debit ON public.posting USING btree (debit_account, entry_id);

CREATE INDEX posting_by_pledge ON public.posting USING btree (pledge_id) WHERE (pledge_id IS NOT NULL);

CREATE INDEX receipt_by_pledge ON public.receipt USING btree (pledge_id);

CREATE INDEX refund_by_payment ON public.refund USING btree (payment_id);

CREATE INDEX refund_decision_by_run ON public.refund_decision USING btree (run_id);

CREATE INDEX refund_to_pay_by_bank ON public.refund USING btree (state, decided_at) WHERE (state = ANY (ARRAY['failed'::text, 'by_bank'::text]));

CREATE INDEX refund_unfinished ON public.refund USING btree (state, decided_at) WHERE (state = ANY (ARRAY['decided'::text, 'sent'::text]));

CREATE INDEX session_by_user ON public.session USING btree (user_id);

CREATE INDEX stripe_event_waiting ON public.stripe_event USING btree (received_at) WHERE (handled_at IS NULL);

CREATE OR REPLACE FUNCTION public.hand_over_job()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
    BEGIN
      IF NEW.dead_at IS NULL AND NEW.leased_until IS NULL THEN
        PERFORM graphile_worker.add_job('do-promised-job', json_build_object('jobId', NEW.id),
          run_at := NEW.run_at::timestamptz, job_key := NEW.id);
      END IF;
      RETURN NULL;
    END $function$;

CREATE OR REPLACE FUNCTION public.month_is_closed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      IF NOT coalesce((EXISTS (SELECT 1 FROM closed_month WHERE NEW.recorded_at >= starts_at AND NEW.recorded_at < ends_at))::boolean, false) THEN RETURN NEW; END IF;
      RAISE EXCEPTION '%', 'month is closed';
      RETURN NEW;
    END $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0];
  END $function$;

CREATE TRIGGER audit_entry_refuses_delete BEFORE DELETE ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change('audit_entry is append-only');

CREATE TRIGGER audit_entry_refuses_truncate BEFORE TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('audit_entry is append-only');

CREATE TRIGGER audit_entry_refuses_update BEFORE UPDATE ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change('audit_entry is append-only');

CREATE TRIGGER balance_proof_refuses_delete BEFORE DELETE ON public.balance_proof FOR EACH ROW EXECUTE FUNCTION refuse_change('balance_proof is append-only');

CREATE TRIGGER balance_proof_refuses_truncate BEFORE TRUNCATE ON public.balance_proof FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('balance_proof is append-only');

CREATE TRIGGER balance_proof_refuses_update BEFORE UPDATE ON public.balance_proof FOR EACH ROW EXECUTE FUNCTION refuse_change('balance_proof is append-only');

CREATE TRIGGER balance_transaction_refuses_delete BEFORE DELETE ON public.balance_transaction FOR EACH ROW EXECUTE FUNCTION refuse_change('balance_transaction is append-only');

CREATE TRIGGER balance_transaction_refuses_truncate BEFORE TRUNCATE ON public.balance_transaction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('balance_transaction is append-only');

CREATE TRIGGER balance_transaction_refuses_update BEFORE UPDATE ON public.balance_transaction FOR EACH ROW EXECUTE FUNCTION refuse_change('balance_transaction is append-only');

CREATE TRIGGER bank_file_content_refuses_delete BEFORE DELETE ON public.bank_file_content FOR EACH ROW EXECUTE FUNCTION refuse_change('bank_file_content is append-only');

CREATE TRIGGER bank_file_content_refuses_truncate BEFORE TRUNCATE ON public.bank_file_content FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('bank_file_content is append-only');

CREATE TRIGGER bank_file_content_refuses_update BEFORE UPDATE ON public.bank_file_content FOR EACH ROW EXECUTE FUNCTION refuse_change('bank_file_content is append-only');

CREATE TRIGGER bank_statement_refuses_delete BEFORE DELETE ON public.bank_statement FOR EACH ROW EXECUTE FUNCTION refuse_change('bank_statement is append-only');

CREATE TRIGGER bank_statement_refuses_truncate BEFORE TRUNCATE ON public.bank_statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('bank_statement is append-only');

CREATE TRIGGER bank_statement_refuses_update BEFORE UPDATE ON public.bank_statement FOR EACH ROW EXECUTE FUNCTION refuse_change('bank_statement is append-only');

CREATE TRIGGER campaign_cancellation_refuses_delete BEFORE DELETE ON public.campaign_cancellation FOR EACH ROW EXECUTE FUNCTION refuse_change('campaign_cancellation is append-only');

CREATE TRIGGER campaign_cancellation_refuses_truncate BEFORE TRUNCATE ON public.campaign_cancellation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('campaign_cancellation is append-only');

CREATE TRIGGER campaign_cancellation_refuses_update BEFORE UPDATE ON public.campaign_cancellation FOR EACH ROW EXECUTE FUNCTION refuse_change('campaign_cancellation is append-only');

CREATE TRIGGER campaign_text_change_refuses_delete BEFORE DELETE ON public.campaign_text_change FOR EACH ROW EXECUTE FUNCTION refuse_change('campaign_text_change is append-only');

CREATE TRIGGER campaign_text_change_refuses_truncate BEFORE TRUNCATE ON public.campaign_text_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('campaign_text_change is append-only');

CREATE TRIGGER campaign_text_change_refuses_update BEFORE UPDATE ON public.campaign_text_change FOR EACH ROW EXECUTE FUNCTION refuse_change('campaign_text_change is append-only');

CREATE TRIGGER cancellation_share_refuses_delete BEFORE DELETE ON public.cancellation_share FOR EACH ROW EXECUTE FUNCTION refuse_change('cancellation_share is append-only');

CREATE TRIGGER cancellation_share_refuses_truncate BEFORE TRUNCATE ON public.cancellation_share FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('cancellation_share is append-only');

CREATE TRIGGER cancellation_share_refuses_update BEFORE UPDATE ON public.cancellation_share FOR EACH ROW EXECUTE FUNCTION refuse_change('cancellation_share is append-only');

CREATE TRIGGER closed_month_refuses_delete BEFORE DELETE ON public.closed_month FOR EACH ROW EXECUTE FUNCTION refuse_change('closed_month is append-only');

CREATE TRIGGER closed_month_refuses_truncate BEFORE TRUNCATE ON public.closed_month FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('closed_month is append-only');

CREATE TRIGGER closed_month_refuses_update BEFORE UPDATE ON public.closed_month FOR EACH ROW EXECUTE FUNCTION refuse_change('closed_month is append-only');

CREATE TRIGGER debt_write_off_refuses_delete BEFORE DELETE ON public.debt_write_off FOR EACH ROW EXECUTE FUNCTION refuse_change('debt_write_off is append-only');

CREATE TRIGGER debt_write_off_refuses_truncate BEFORE TRUNCATE ON public.debt_write_off FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('debt_write_off is append-only');

CREATE TRIGGER debt_write_off_refuses_update BEFORE UPDATE ON public.debt_write_off FOR EACH ROW EXECUTE FUNCTION refuse_change('debt_write_off is append-only');

CREATE TRIGGER fraud_warning_refuses_delete BEFORE DELETE ON public.fraud_warning FOR EACH ROW EXECUTE FUNCTION refuse_change('fraud_warning is append-only');

CREATE TRIGGER fraud_warning_refuses_truncate BEFORE TRUNCATE ON public.fraud_warning FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('fraud_warning is append-only');

CREATE TRIGGER fraud_warning_refuses_update BEFORE UPDATE ON public.fraud_warning FOR EACH ROW EXECUTE FUNCTION refuse_change('fraud_warning is append-only');

CREATE TRIGGER job_handed_over AFTER INSERT OR UPDATE ON public.job FOR EACH ROW EXECUTE FUNCTION hand_over_job();

CREATE TRIGGER journal_entry_refuses_delete BEFORE DELETE ON public.journal_entry FOR EACH ROW EXECUTE FUNCTION refuse_change('journal_entry is append-only');

CREATE TRIGGER journal_entry_refuses_truncate BEFORE TRUNCATE ON public.journal_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('journal_entry is append-only');

CREATE TRIGGER journal_entry_refuses_update BEFORE UPDATE ON public.journal_entry FOR EACH ROW EXECUTE FUNCTION refuse_change('journal_entry is append-only');

CREATE TRIGGER month_is_closed BEFORE INSERT ON public.journal_entry FOR EACH ROW EXECUTE FUNCTION month_is_closed();

CREATE TRIGGER journal_seal_refuses_delete BEFORE DELETE ON public.journal_seal FOR EACH ROW EXECUTE FUNCTION refuse_change('journal_seal is append-only');

CREATE TRIGGER journal_seal_refuses_truncate BEFORE TRUNCATE ON public.journal_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('journal_seal is append-only');

CREATE TRIGGER journal_seal_refuses_update BEFORE UPDATE ON public.journal_seal FOR EACH ROW EXECUTE FUNCTION refuse_change('journal_seal is append-only');

CREATE TRIGGER month_file_refuses_delete BEFORE DELETE ON public.month_file FOR EACH ROW EXECUTE FUNCTION refuse_change('month_file is append-only');

CREATE TRIGGER month_file_refuses_truncate BEFORE TRUNCATE ON public.month_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('month_file is append-only');

CREATE TRIGGER month_file_refuses_update BEFORE UPDATE ON public.month_file FOR EACH ROW EXECUTE FUNCTION refuse_change('month_file is append-only');

CREATE TRIGGER near_miss_answer_refuses_delete BEFORE DELETE ON public.near_miss_answer FOR EACH ROW EXECUTE FUNCTION refuse_change('near_miss_answer is append-only');

CREATE TRIGGER near_miss_answer_refuses_truncate BEFORE TRUNCATE ON public.near_miss_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('near_miss_answer is append-only');

CREATE TRIGGER near_miss_answer_refuses_update BEFORE UPDATE ON public.near_miss_answer FOR EACH ROW EXECUTE FUNCTION refuse_change('near_miss_answer is append-only');

CREATE TRIGGER near_miss_line_refuses_delete BEFORE DELETE ON public.near_miss_line FOR EACH ROW EXECUTE FUNCTION refuse_change('near_miss_line is append-only');

CREATE TRIGGER near_miss_line_refuses_truncate BEFORE TRUNCATE ON public.near_miss_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('near_miss_line is append-only');

CREATE TRIGGER near_miss_line_refuses_update BEFORE UPDATE ON public.near_miss_line FOR EACH ROW EXECUTE FUNCTION refuse_change('near_miss_line is append-only');

CREATE TRIGGER pledge_company_refuses_delete BEFORE DELETE ON public.pledge_company FOR EACH ROW EXECUTE FUNCTION refuse_change('pledge_company is append-only');

CREATE TRIGGER pledge_company_refuses_truncate BEFORE TRUNCATE ON public.pledge_company FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('pledge_company is append-only');

CREATE TRIGGER pledge_company_refuses_update BEFORE UPDATE ON public.pledge_company FOR EACH ROW EXECUTE FUNCTION refuse_change('pledge_company is append-only');

CREATE TRIGGER pledge_transition_refuses_delete BEFORE DELETE ON public.pledge_transition FOR EACH ROW EXECUTE FUNCTION refuse_change('pledge_transition is append-only');

CREATE TRIGGER pledge_transition_refuses_truncate BEFORE TRUNCATE ON public.pledge_transition FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('pledge_transition is append-only');

CREATE TRIGGER pledge_transition_refuses_update BEFORE UPDATE ON public.pledge_transition FOR EACH ROW EXECUTE FUNCTION refuse_change('pledge_transition is append-only');

CREATE TRIGGER posting_refuses_delete BEFORE DELETE ON public.posting FOR EACH ROW EXECUTE FUNCTION refuse_change('posting is append-only');

CREATE TRIGGER posting_refuses_truncate BEFORE TRUNCATE ON public.posting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('posting is append-only');

CREATE TRIGGER posting_refuses_update BEFORE UPDATE ON public.posting FOR EACH ROW EXECUTE FUNCTION refuse_change('posting is append-only');

CREATE TRIGGER receipt_refuses_delete BEFORE DELETE ON public.receipt FOR EACH ROW EXECUTE FUNCTION refuse_change('receipt is append-only');

CREATE TRIGGER receipt_refuses_truncate BEFORE TRUNCATE ON public.receipt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('receipt is append-only');

CREATE TRIGGER receipt_refuses_update BEFORE UPDATE ON public.receipt FOR EACH ROW EXECUTE FUNCTION refuse_change('receipt is append-only');

CREATE TRIGGER receipt_document_refuses_delete BEFORE DELETE ON public.receipt_document FOR EACH ROW EXECUTE FUNCTION refuse_change('receipt_document is append-only');

CREATE TRIGGER receipt_document_refuses_truncate BEFORE TRUNCATE ON public.receipt_document FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('receipt_document is append-only');

CREATE TRIGGER receipt_document_refuses_update BEFORE UPDATE ON public.receipt_document FOR EACH ROW EXECUTE FUNCTION refuse_change('receipt_document is append-only');

CREATE TRIGGER refund_attempt_refuses_delete BEFORE DELETE ON public.refund_attempt FOR EACH ROW EXECUTE FUNCTION refuse_change('refund_attempt is append-only');

CREATE TRIGGER refund_attempt_refuses_truncate BEFORE TRUNCATE ON public.refund_attempt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('refund_attempt is append-only');

CREATE TRIGGER refund_attempt_refuses_update BEFORE UPDATE ON public.refund_attempt FOR EACH ROW EXECUTE FUNCTION refuse_change('refund_attempt is append-only');

CREATE TRIGGER refund_decision_refuses_delete BEFORE DELETE ON public.refund_decision FOR EACH ROW EXECUTE FUNCTION refuse_change('refund_decision is append-only');

CREATE TRIGGER refund_decision_refuses_truncate BEFORE TRUNCATE ON public.refund_decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('refund_decision is append-only');

CREATE TRIGGER refund_decision_refuses_update BEFORE UPDATE ON public.refund_decision FOR EACH ROW EXECUTE FUNCTION refuse_change('refund_decision is append-only');

CREATE TRIGGER reward_delivery_refuses_delete BEFORE DELETE ON public.reward_delivery FOR EACH ROW EXECUTE FUNCTION refuse_change('reward_delivery is append-only');

CREATE TRIGGER reward_delivery_refuses_truncate BEFORE TRUNCATE ON public.reward_delivery FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('reward_delivery is append-only');

CREATE TRIGGER reward_delivery_refuses_update BEFORE UPDATE ON public.reward_delivery FOR EACH ROW EXECUTE FUNCTION refuse_change('reward_delivery is append-only');
