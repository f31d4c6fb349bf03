import type { ColumnType, Selectable } from 'kysely'
import type { Cents } from '#app/domain/money.ts'

/**
 * The tables as TypeScript sees them. `schema.sql` beside this file is what the migrations made of them.
 * Instants and days are text (ISO 8601, UTC; `yyyy-mm-dd`), money is `Cents`, a yes or no is 1 or 0.
 */

/** A column that is written once and never updated. */
type Fixed<T> = ColumnType<T, T, never>

/** A column that the database fills when it is left out. */
type Defaulted<T> = ColumnType<T, T | undefined, T>

/** A column that the database fills when it is left out, and that is never updated. */
type FixedDefaulted<T> = ColumnType<T, T | undefined, never>

/** A table to which rows are only added: no column of it can be updated. */
type AppendOnly<T> = { [K in keyof T]: Fixed<T[K]> }

type YesNo = 0 | 1
export type LanguageCode = 'nl' | 'en'
export type Role = 'reviewer' | 'treasurer' | 'approver' | 'admin'

interface UserTable {
  id: Fixed<string>
  email: string
  name: string | null
  language: LanguageCode
  created_at: Fixed<string>
}

interface UserRoleTable {
  user_id: Fixed<string>
  role: Fixed<Role>
  granted_by: Fixed<string | null>
  granted_at: Fixed<string>
}

interface SignInLinkTable {
  id: Fixed<string>
  email: Fixed<string>
  /** Hash of the asking browser's cookie; null: any browser (a link printed by a command). */
  browser_hash: Fixed<string | null>
  return_to: Fixed<string>
  created_at: Fixed<string>
  expires_at: Fixed<string>
  uses_left: number
}

interface SessionTable {
  token_hash: Fixed<string>
  user_id: Fixed<string>
  created_at: Fixed<string>
  last_seen_at: string
  expires_at: string
}

type AuditEntryTable = AppendOnly<{
  id: string
  at: string
  /** Null: the platform itself (a job). */
  actor_id: string | null
  action: string
  subject_type: string
  subject_id: string
  /** JSON, without personal data. */
  detail: string
}>

interface DistrictTable {
  code: Fixed<string>
  name: string
}

export type CampaignState =
  | 'draft'
  | 'in_review'
  | 'needs_work'
  | 'refused'
  | 'live'
  | 'closing'
  | 'near_miss'
  | 'succeeded'
  | 'failed'
  | 'canceled'
export type FundingModel = 'all_or_nothing' | 'keep_it_all'

interface CampaignTable {
  id: Fixed<string>
  initiator_id: Fixed<string>
  state: CampaignState
  slug: string | null
  language: LanguageCode
  title: string
  intro: string
  /** Markdown without HTML, as typed. */
  story: string
  district_code: string | null
  /** The last day on which can be given, in the city's own time zone. */
  deadline: string | null
  /** The instant at which that day ends. Set when the campaign goes live. */
  ends_at: string | null
  funding_model: FundingModel | null
  /** The gift to the city, in words; empty when there is none yet. */
  collective_return: string
  collective_return_planned: number | null
  picture_id: string | null
  /** The drawing that is shown when there is no picture. */
  drawing: Defaulted<'houses' | 'garden' | 'bench' | 'door'>
  minimum_cents: Cents | null
  optimum_cents: Cents | null
  /** Fixed at submission. */
  platform_fee_bp: number | null
  costs_passed_on: YesNo | null
  created_at: Fixed<string>
  updated_at: string
  submitted_at: string | null
  live_at: string | null
}

export type BudgetKind = 'must_have' | 'nice_to_have'

interface BudgetLineTable {
  id: Fixed<string>
  campaign_id: Fixed<string>
  position: number
  label: string
  amount_cents: Cents
  kind: BudgetKind
}

interface RewardTable {
  id: Fixed<string>
  campaign_id: Fixed<string>
  position: number
  title: string
  description: string
  price_cents: Cents
  /** Null: without limit. */
  quantity: number | null
  taken: Defaulted<number>
}

interface PictureTable {
  id: Fixed<string>
  campaign_id: Fixed<string>
  content_hash: Fixed<string>
  width: Fixed<number>
  height: Fixed<number>
  alt: string
  uploaded_by: Fixed<string>
  created_at: Fixed<string>
}

interface CampaignReviewTable {
  id: Fixed<string>
  campaign_id: Fixed<string>
  reviewer_id: Fixed<string>
  decision: Fixed<'approved' | 'needs_work' | 'refused'>
  reason: Fixed<string>
  decided_at: Fixed<string>
}

/** What a campaign's words were before a change that was made after the first pledge. Public. */
type CampaignTextChangeTable = AppendOnly<{
  id: string
  campaign_id: string
  field: 'title' | 'intro' | 'story' | 'collective_return' | 'budget' | 'rewards'
  before: string
  after: string
  changed_at: string
}>

/** What a campaign has now: money held, and cards committed to be charged. Counts are pledges. */
interface CampaignTotalTable {
  campaign_id: Fixed<string>
  held_cents: Cents
  held_count: number
  committed_cents: Cents
  committed_count: number
}

interface CampaignClosureTable {
  campaign_id: Fixed<string>
  started_at: Fixed<string>
  decided_at: string | null
  outcome: 'succeeded' | 'failed' | 'canceled' | null
  counted_cents: Cents | null
  counted_pledges: number | null
}

/** The conversation of a campaign that has 80 % of its minimum or more, and not all of it. */
interface NearMissTable {
  campaign_id: Fixed<string>
  began_at: Fixed<string>
  /** The instant until which the initiator may explain how it is done with less. */
  explain_by: Fixed<string>
  explained_at: string | null
  explanation: string | null
  /** What must be there at the end of the conversation. */
  minimum_cents: Cents | null
  /** The instant until which backers may answer. */
  answers_by: string | null
}

/** A must-have line of the budget, as it was and as it can be done with less. */
type NearMissLineTable = AppendOnly<{
  campaign_id: string
  position: number
  label: string
  before_cents: Cents
  after_cents: Cents
}>

export type NearMissAnswer = 'stay' | 'add' | 'withdraw'

/** What a backer answered; the last one counts. */
type NearMissAnswerTable = AppendOnly<{
  pledge_id: string
  n: number
  answer: NearMissAnswer
  at: string
}>

type CampaignCancellationTable = AppendOnly<{
  campaign_id: string
  reason: string
  /** Null: the platform's own rule (held too long). */
  canceled_by: string | null
  canceled_at: string
  /** What the campaign still held then, and what of its backers' money had been paid out. */
  left_cents: Cents
  owed_by_initiator_cents: Cents
}>

/** What one backer gets back of what was left, when a part had been paid out. */
type CancellationShareTable = AppendOnly<{
  pledge_id: string
  campaign_id: string
  amount_cents: Cents
}>

/** A campaign takes no pledges while a row of it is not lifted. */
interface CampaignSuspensionTable {
  id: Fixed<string>
  campaign_id: Fixed<string>
  reason: Fixed<string>
  suspended_by: Fixed<string>
  suspended_at: Fixed<string>
  lifted_by: string | null
  lifted_at: string | null
}

/** The day on which the reward of a pledge was delivered (`yyyy-mm-dd`): withdrawing ends 14 days after it. */
type RewardDeliveryTable = AppendOnly<{
  pledge_id: string
  delivered_on: string
  recorded_by: string
  recorded_at: string
}>

interface CampaignUpdateTable {
  id: Fixed<string>
  campaign_id: Fixed<string>
  author_id: Fixed<string>
  title: Fixed<string>
  body: Fixed<string>
  published_at: Fixed<string>
}

export type PledgeState =
  | 'draft'
  | 'checkout_open'
  | 'processing'
  | 'held'
  | 'committed'
  | 'collecting'
  | 'action_required'
  | 'refunding'
  | 'refunded'
  | 'charged_back'
  | 'released'
  | 'canceled'
  | 'dropped'
  | 'abandoned'
export type PledgeMethod = 'bank' | 'card'
export type Collection = 'now' | 'at_deadline'

interface PledgeTable {
  id: Fixed<string>
  campaign_id: Fixed<string>
  reward_id: string | null
  state: PledgeState
  amount_cents: Cents
  tip_cents: Cents
  method: PledgeMethod
  collection: Collection
  email: string
  /** As typed; empty when the backer gave none. */
  name: string
  /** 0: anonymous, to the public and to the initiator. */
  name_visible: YesNo
  message: string
  language: LanguageCode
  created_at: Fixed<string>
  /** Written once, in the transaction that holds the money or commits the card. */
  accepted_at: string | null
  reward_reserved: YesNo
  customer_id: string | null
  payment_method_id: string | null
  /** The last month of the saved card (`2026-12`); `9999-12` where Stripe says none. */
  card_ends: string | null
  /** The number of the newest checkout session; stored before it is asked for. */
  checkout_n: Defaulted<number>
  /** The number of the newest try to charge a saved card; stored before the try. */
  collect_n: Defaulted<number>
  collect_payment_intent_id: string | null
  decline_code: string | null
  advice_code: string | null
  recovery_started_at: string | null
  /** Of the amount and of the tip: what went back already while the rest stays held. */
  returned_cents: Defaulted<Cents>
  returned_tip_cents: Defaulted<Cents>
}

type PledgeTransitionTable = AppendOnly<{
  pledge_id: string
  n: number
  from_state: PledgeState
  to_state: PledgeState
  fact: string
  at: string
}>

interface CheckoutSessionTable {
  id: Fixed<string>
  pledge_id: Fixed<string>
  n: Fixed<number>
  mode: Fixed<'payment' | 'setup'>
  state: 'open' | 'complete' | 'expired'
  url: Fixed<string>
  created_at: Fixed<string>
  expires_at: Fixed<string>
}

/** Money that came in: one row for each payment intent that succeeded. `surplus` goes back by itself. */
interface PaymentTable {
  id: Fixed<string>
  pledge_id: Fixed<string>
  amount_cents: Fixed<Cents>
  purpose: Fixed<'pledge' | 'surplus'>
  recorded_at: Fixed<string>
}

export type RefundReason =
  'withdrawn' | 'campaign_failed' | 'campaign_canceled' | 'by_admin' | 'fraud_warning' | 'surplus'

/**
 * `by_bank`: Stripe cannot, so that our bank must, once the backer has said to which account; `overtaken`: the
 * backer's bank took the money by a dispute before the refund could be sent.
 */
export type RefundState =
  'decided' | 'sent' | 'succeeded' | 'failed' | 'by_bank' | 'in_bank_file' | 'paid_by_bank' | 'overtaken'

interface RefundTable {
  id: Fixed<string>
  pledge_id: Fixed<string>
  payment_id: Fixed<string>
  n: Fixed<number>
  amount_cents: Fixed<Cents>
  reason: Fixed<RefundReason>
  /** Of the amount: what goes back of the tip. */
  tip_cents: FixedDefaulted<Cents>
  state: RefundState
  /** Of the newest attempt; those before it stand in refund_attempt. */
  stripe_refund_id: string | null
  attempt_n: Defaulted<number>
  failure: string | null
  decided_by: Fixed<string | null>
  decided_at: Fixed<string>
  finished_at: string | null
  /** When the platform's own money was set aside for what its campaign no longer holds; null while it waits for that. */
  covered_at: ColumnType<string | null, string | null | undefined, string | null>
  /** Whom our bank pays, and where. */
  payee_name: ColumnType<string | null, string | null | undefined, string | null>
  payee_iban: ColumnType<string | null, string | null | undefined, string | null>
}

/** An attempt to refund that failed, for good. */
type RefundAttemptTable = AppendOnly<{
  refund_id: string
  n: number
  /** Null: Stripe refused to make one. */
  stripe_refund_id: string | null
  failure: string
  failed_at: string
}>

export type DisputeState = 'inquiry' | 'open' | 'won' | 'lost' | 'prevented' | 'withdrawn'

/** A payment that its backer's bank asks about (`inquiry`) or has taken back (`open`), and how that ended. */
interface DisputeTable {
  /** Stripe's. */
  id: Fixed<string>
  payment_id: Fixed<string>
  pledge_id: Fixed<string>
  amount_cents: Cents
  state: DisputeState
  /** In Stripe's words. */
  status: string
  reason: string
  opened_at: Fixed<string>
  evidence_due_at: string | null
  recorded_at: Fixed<string>
  closed_at: string | null
  /** What a treasurer sends to the bank, or sent. */
  evidence: string | null
  answer: 'contested' | 'accepted' | null
  answered_by: string | null
  answered_at: string | null
  /** When Stripe was told of the answer. */
  told_at: string | null
}

/** The card's bank warned of fraud, and what was done. */
type FraudWarningTable = AppendOnly<{
  id: string
  payment_id: string
  pledge_id: string
  outcome: 'given-back' | 'nothing-left' | 'disputed'
  recorded_at: string
}>

type DebtWriteOffTable = AppendOnly<{
  id: string
  campaign_id: string
  amount_cents: Cents
  reason: string
  decided_by: string
  decided_at: string
}>

/** A transfer to an initiator, or a part of it, that is taken back: for a debt, or because it was wrong. */
interface TransferReversalTable {
  id: Fixed<string>
  settlement_id: Fixed<string>
  n: Fixed<number>
  amount_cents: Fixed<Cents>
  purpose: Fixed<'debt' | 'wrong'>
  reason: Fixed<string>
  state: 'decided' | 'done' | 'refused'
  decided_by: Fixed<string>
  decided_at: Fixed<string>
  stripe_reversal_id: string | null
  refusal: string | null
  finished_at: string | null
}

interface StripeCallTable {
  key: Fixed<string>
  purpose: Fixed<string>
  request_hash: string
  outcome: 'done' | 'refused' | null
  response_id: string | null
  problem: string | null
  /** Of the key with its present number. */
  first_tried_at: string
  finished_at: string | null
  renewals: Defaulted<number>
}

interface StripeEventTable {
  id: Fixed<string>
  source: Fixed<'webhook' | 'backfill'>
  type: Fixed<string>
  account: Fixed<string | null>
  object_id: Fixed<string | null>
  payload: Fixed<string>
  created_at: Fixed<string>
  received_at: Fixed<string>
  handled_at: string | null
  outcome: string | null
}

type BalanceTransactionTable = AppendOnly<{
  id: string
  type: string
  reporting_category: string
  source_id: string | null
  /** The payment intent behind the source, where there is one. */
  payment_id: string | null
  currency: string
  /** Signed: money that leaves is negative. */
  amount_cents: Cents
  fee_cents: Cents
  net_cents: Cents
  created_at: string
  available_on: string
  entry_id: string
  recorded_at: string
}>

interface CursorTable {
  name: Fixed<string>
  value: string
}

interface DiscrepancyTable {
  id: Fixed<string>
  kind: Fixed<string>
  subject: Fixed<string>
  amount_cents: Cents | null
  detail: string
  found_at: string
  resolved_at: string | null
  resolved_by: string | null
  resolution: string | null
}

type LedgerCheckTable = AppendOnly<{
  id: string
  at: string
  holds: YesNo
  /** JSON: one line per invariant. */
  report: string
}>

type JournalEntryTable = AppendOnly<{
  id: string
  kind: string
  source_type: string
  source_id: string
  occurred_at: string
  recorded_at: string
  reverses_id: string | null
}>

type PostingTable = AppendOnly<{
  entry_id: string
  n: number
  debit_account: string
  credit_account: string
  amount_cents: Cents
  pledge_id: string | null
  campaign_id: string | null
}>

type JournalSealTable = AppendOnly<{
  seq: number
  entry_id: string
  prev_hash: string
  hash: string
}>

/** Entries that have no seal yet. A queue: filled with the entry, emptied by the seal. */
interface JournalTailTable {
  entry_id: Fixed<string>
}

/** Sealed totals of an account, up to and with the entry numbered `through_seq`. */
interface AccountTotalTable {
  account: Fixed<string>
  debit_cents: Cents
  credit_cents: Cents
  through_seq: number
}

/** What Stripe said it held for us, beside what our books said, each time that both were looked at. */
type BalanceProofTable = AppendOnly<{ id: string; at: string; ours_cents: Cents; theirs_cents: Cents }>

/** Why a clearing account was not empty at a month's end. Of no use once the amount is another. */
interface MonthExplanationTable {
  month: Fixed<string>
  account: Fixed<string>
  amount_cents: Cents
  explanation: string
  explained_by: string
  explained_at: string
}

/** A treasurer's proposal to close a month, until another person confirms it. */
interface MonthProposalTable {
  month: Fixed<string>
  proposed_by: string
  proposed_at: string
  head_seq: number
  head_hash: string
}

type ClosedMonthTable = AppendOnly<{
  /** `2026-11` */
  month: string
  /** The instants at which the month begins and ends in the city; it ends where the next begins. */
  starts_at: string
  ends_at: string
  proposed_by: string
  proposed_at: string
  confirmed_by: string
  confirmed_at: string
  /** The newest seal of the month: every entry before it is held by this hash. */
  head_seq: number
  head_hash: string
  /** JSON: the checklist as it was when the month was confirmed. */
  checklist: string
}>

type MonthFileTable = AppendOnly<{
  month: string
  kind: 'report' | 'archive'
  sha256: string
  bytes: number
  made_at: string
}>

export type PayoutAccountState = 'none' | 'onboarding' | 'active' | 'restricted' | 'closed'

interface PayoutAccountTable {
  id: Fixed<string>
  user_id: Fixed<string>
  stripe_account_id: string | null
  state: PayoutAccountState
  created_at: Fixed<string>
  updated_at: string
  /** When the bank account behind it was last changed; null while it is the first. */
  bank_changed_at: Defaulted<string | null>
}

export type SettlementState =
  'proposed' | 'voided' | 'approved' | 'transferred' | 'paid_out' | 'payout_failed' | 'reversed'

interface SettlementTable {
  id: Fixed<string>
  campaign_id: Fixed<string>
  n: Fixed<number>
  stripe_account_id: Fixed<string>
  funds_cents: Fixed<Cents>
  fee_cents: Fixed<Cents>
  vat_cents: Fixed<Cents>
  costs_cents: Fixed<Cents>
  tips_cents: Fixed<Cents>
  /** The initiator's debt that is set off against this payout. */
  debt_cents: FixedDefaulted<Cents>
  /** What was owed already, because the transfer of an earlier settlement came back. */
  owed_cents: FixedDefaulted<Cents>
  payout_cents: Fixed<Cents>
  /** What was asked for of a part; null: all that could be paid. */
  wanted_cents: Defaulted<Cents | null>
  state: SettlementState
  proposed_by: Fixed<string>
  proposed_at: Fixed<string>
  approval_hash: Fixed<string>
  approved_by: string | null
  approved_at: string | null
  voided_at: string | null
  void_reason: string | null
  transfer_n: Defaulted<number>
  transfer_id: string | null
  /** What the transfer is called on the initiator's side; their payout to the bank names it. */
  destination_payment_id: string | null
  transferred_at: string | null
  stripe_payout_id: string | null
  paid_out_at: string | null
}

/** A statement of the bank as it was booked. The nth of its account opens where the one before closed. */
type BankStatementTable = AppendOnly<{
  id: string
  iban: string
  n: number
  /** What the bank calls it; some give every statement the same name. */
  named: string | null
  version: string | null
  opening_cents: Cents
  closing_cents: Cents
  /** Its lines that were new, and those that an overlapping statement had brought before. */
  lines: number
  lines_known: number
  last_day: string | null
  file_name: string
  file_hash: string
  /** Null: a command. */
  booked_by: string | null
  booked_at: string
}>

export type BankLineState = 'booked' | 'suspense' | 'cleared'

/** One line of a booked statement. (iban, likeness, occurrence) books it once, in whatever statements it stands. */
interface BankLineTable {
  id: Fixed<string>
  statement_id: Fixed<string>
  n: Fixed<number>
  iban: Fixed<string>
  key: Fixed<string>
  likeness: Fixed<string>
  occurrence: Fixed<number>
  /** Signed: what went out is negative. */
  amount_cents: Fixed<Cents>
  booking_date: Fixed<string | null>
  value_date: Fixed<string | null>
  reference: Fixed<string | null>
  end_to_end_id: Fixed<string | null>
  batch_id: Fixed<string | null>
  counterparty: Fixed<string | null>
  counterparty_iban: Fixed<string | null>
  remittance: Fixed<string | null>
  return_reason: Fixed<string | null>
  /** JSON: the payments in it, as `EntryDetail`. */
  details: Fixed<string>
  state: BankLineState
  /** The row of money.md 3.3 by which it was booked at last. */
  rule: string
  subject_type: string | null
  subject_id: string | null
  entry_id: Fixed<string | null>
  /** The entry that took it out of suspense. */
  cleared_entry_id: string | null
  cleared_by: string | null
  cleared_at: string | null
  clear_reason: string | null
}

export type BankFileState = 'proposed' | 'voided' | 'exported'

/** A file of payments for the bank, from its proposal on. */
interface BankFileTable {
  id: Fixed<string>
  n: Fixed<number>
  state: BankFileState
  payer_iban: Fixed<string>
  payments: Fixed<number>
  total_cents: Fixed<Cents>
  approval_hash: Fixed<string>
  proposed_by: Fixed<string>
  proposed_at: Fixed<string>
  approved_by: string | null
  approved_at: string | null
  voided_at: string | null
  void_reason: string | null
}

/** The bytes that were exported: the same at every download. */
type BankFileContentTable = AppendOnly<{
  file_id: string
  content: string
  content_hash: string
  made_at: string
}>

/** What our own bank pays: refunds that Stripe could not give. Match money comes with the match funds. */
export type BankPaymentPurpose = 'refund'
export type BankPaymentState = 'proposed' | 'voided' | 'exported' | 'paid' | 'returned'

/** One payment of a file. Its id is its end-to-end id at the bank. */
interface BankPaymentTable {
  id: Fixed<string>
  file_id: Fixed<string>
  purpose: Fixed<BankPaymentPurpose>
  /** The id of what it pays. */
  subject_id: Fixed<string>
  campaign_id: Fixed<string | null>
  pledge_id: Fixed<string | null>
  amount_cents: Fixed<Cents>
  payee_name: Fixed<string>
  payee_iban: Fixed<string>
  remittance: Fixed<string>
  state: BankPaymentState
  return_reason: string | null
  finished_at: string | null
}

export type PlatformPayoutState = 'proposed' | 'voided' | 'approved' | 'sent' | 'paid' | 'failed' | 'arrived'

/** The platform's own money from Stripe to its bank. `arrived`: it stands on a booked statement. */
interface PlatformPayoutTable {
  id: Fixed<string>
  n: Fixed<number>
  amount_cents: Fixed<Cents>
  /** What stands on the statement of the bank, and proves which payout a line is. */
  descriptor: Fixed<string>
  state: PlatformPayoutState
  approval_hash: Fixed<string>
  proposed_by: Fixed<string>
  proposed_at: Fixed<string>
  approved_by: string | null
  approved_at: string | null
  voided_at: string | null
  void_reason: string | null
  payout_n: Defaulted<number>
  stripe_payout_id: string | null
  arrives_on: string | null
  trace_id: string | null
  failure: string | null
  sent_at: string | null
}

interface LetterTable {
  id: Fixed<string>
  name: Fixed<string>
  dedup_key: Fixed<string>
  to_email: Fixed<string>
  language: Fixed<LanguageCode>
  props: Fixed<string>
  state: 'promised' | 'sent' | 'unknown' | 'failed'
  promised_at: Fixed<string>
  sent_at: string | null
  problem: string | null
}

interface JobTable {
  id: Fixed<string>
  kind: Fixed<string>
  key: Fixed<string>
  payload: Fixed<string>
  run_at: string
  attempts: Defaulted<number>
  leased_until: string | null
  fence: Defaulted<number>
  problem: string | null
  dead_at: string | null
  created_at: Fixed<string>
}

/** What a reward is worth, so that a receipt can tell the gift from the purchase. Without a row: its price, and the platform's rate. */
interface RewardTaxTable {
  reward_id: Fixed<string>
  value_cents: Cents
  vat_bp: number
  set_by: string
  set_at: string
}

/** The ANBI that a campaign's gifts go to, as a reviewer found it in the list of the tax office. */
interface CampaignAnbiTable {
  campaign_id: Fixed<string>
  name: string
  rsin: string
  checked_by: string
  checked_at: string
}

/** The last number that was given in a year. */
interface ReceiptSeriesTable {
  year: Fixed<number>
  last_n: number
}

/** A company that asked for an invoice; the newest row of a pledge counts. */
type PledgeCompanyTable = AppendOnly<{
  id: string
  pledge_id: string
  name: string
  address: string
  kvk: string
  vat_number: string
  given_at: string
}>

export type ReceiptKind = 'receipt' | 'invoice' | 'credit'

/** A numbered document. `facts` is JSON: all that is printed on it, beside the amounts. */
type ReceiptTable = AppendOnly<{
  id: string
  year: number
  n: number
  kind: ReceiptKind
  pledge_id: string
  /** A credit: the document that it corrects. An invoice: the receipt whose place it takes. */
  corrects_id: string | null
  cause_type: 'payment' | 'company' | 'refund' | 'dispute'
  cause_id: string
  language: LanguageCode
  issued_at: string
  gift_cents: Cents
  reward_cents: Cents
  vat_bp: number
  /** Of `reward_cents`, which includes it. */
  vat_cents: Cents
  tip_cents: Cents
  facts: string
}>

/** The file that was made of a receipt, once. */
type ReceiptDocumentTable = AppendOnly<{
  receipt_id: string
  sha256: string
  size_bytes: number
  made_at: string
}>

/** A letter with the way to all receipts of one address. */
interface OverviewLinkTable {
  id: Fixed<string>
  email: Fixed<string>
  created_at: Fixed<string>
  expires_at: Fixed<string>
}

/** A decision to pay everybody of a campaign back. */
interface RefundRunTable {
  id: Fixed<string>
  campaign_id: Fixed<string>
  started_by: Fixed<string>
  reason: Fixed<string>
  started_at: Fixed<string>
  finished_at: string | null
}

/** What a person said with a refund, and the run that it was part of. */
type RefundDecisionTable = AppendOnly<{
  refund_id: string
  reason: string
  run_id: string | null
}>

/** A Checkout that was let through in which a card can be tried. */
interface CardCheckoutTable {
  id: Fixed<string>
  at: Fixed<string>
  pledge_id: Fixed<string>
  campaign_id: Fixed<string>
  /** Keyed hash of the network, never the address itself. */
  network: Fixed<string>
  /** Keyed hash of the browser's token; of the network where the browser has none. */
  browser: Fixed<string>
  /** Hash of what the Checkout was asked for. */
  content: Fixed<string>
}

/** A card that was refused in a Checkout: one row for each of Stripe's events. */
interface FailedCardTable {
  event_id: Fixed<string>
  at: Fixed<string>
  pledge_id: Fixed<string>
  campaign_id: Fixed<string>
  network: Fixed<string | null>
}

/** A time in which a network, or a campaign, opens no Checkout in which a card can be tried. */
interface CardStopTable {
  id: Fixed<string>
  scope: Fixed<'network' | 'campaign'>
  subject: Fixed<string>
  failures: Fixed<number>
  started_at: Fixed<string>
  ends_at: Fixed<string>
  lifted_by: string | null
  lifted_at: string | null
  lift_reason: string | null
}

export interface Tables {
  user: UserTable
  user_role: UserRoleTable
  sign_in_link: SignInLinkTable
  session: SessionTable
  audit_entry: AuditEntryTable
  district: DistrictTable
  campaign: CampaignTable
  budget_line: BudgetLineTable
  reward: RewardTable
  picture: PictureTable
  campaign_review: CampaignReviewTable
  campaign_text_change: CampaignTextChangeTable
  campaign_total: CampaignTotalTable
  campaign_closure: CampaignClosureTable
  campaign_update: CampaignUpdateTable
  near_miss: NearMissTable
  near_miss_line: NearMissLineTable
  near_miss_answer: NearMissAnswerTable
  campaign_cancellation: CampaignCancellationTable
  cancellation_share: CancellationShareTable
  campaign_suspension: CampaignSuspensionTable
  reward_delivery: RewardDeliveryTable
  pledge: PledgeTable
  pledge_transition: PledgeTransitionTable
  checkout_session: CheckoutSessionTable
  payment: PaymentTable
  refund: RefundTable
  refund_attempt: RefundAttemptTable
  dispute: DisputeTable
  fraud_warning: FraudWarningTable
  debt_write_off: DebtWriteOffTable
  transfer_reversal: TransferReversalTable
  stripe_call: StripeCallTable
  stripe_event: StripeEventTable
  balance_transaction: BalanceTransactionTable
  cursor: CursorTable
  discrepancy: DiscrepancyTable
  ledger_check: LedgerCheckTable
  journal_entry: JournalEntryTable
  posting: PostingTable
  journal_seal: JournalSealTable
  journal_tail: JournalTailTable
  account_total: AccountTotalTable
  balance_proof: BalanceProofTable
  month_explanation: MonthExplanationTable
  month_proposal: MonthProposalTable
  closed_month: ClosedMonthTable
  month_file: MonthFileTable
  payout_account: PayoutAccountTable
  settlement: SettlementTable
  bank_statement: BankStatementTable
  bank_line: BankLineTable
  bank_file: BankFileTable
  bank_file_content: BankFileContentTable
  bank_payment: BankPaymentTable
  platform_payout: PlatformPayoutTable
  letter: LetterTable
  job: JobTable
  reward_tax: RewardTaxTable
  campaign_anbi: CampaignAnbiTable
  receipt_series: ReceiptSeriesTable
  pledge_company: PledgeCompanyTable
  receipt: ReceiptTable
  receipt_document: ReceiptDocumentTable
  overview_link: OverviewLinkTable
  refund_run: RefundRunTable
  refund_decision: RefundDecisionTable
  card_checkout: CardCheckoutTable
  failed_card: FailedCardTable
  card_stop: CardStopTable
}

export type Row<T extends keyof Tables> = Selectable<Tables[T]>
