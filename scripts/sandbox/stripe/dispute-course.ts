import type Stripe from 'stripe'
import { DAY_MS, SECOND_MS, secondsOf } from '../clock.ts'
import { msOfSeconds, type Draft } from '../draft.ts'
import { book } from './balance-transactions.ts'
import { bookCharge } from './charges.ts'
import { changedFields } from './customers.ts'
import { noteOnWarnings } from './early-fraud-warnings.ts'
import { emit } from './events.ts'
import { idOf } from './references.ts'
import type { DisputeKind } from './test-cards.ts'

/**
 * What Stripe asks for a dispute, in cents. The product must not know it: it reads the fee from the balance
 * transaction. (Support page "Pricing updates for businesses based in the EEA".)
 */
const DISPUTE_FEE_CENTS = 2000

/** How long the platform has to answer a dispute, and how long an inquiry stays open. */
const ANSWER_WITHIN_MS = 9 * DAY_MS
const INQUIRY_LASTS_MS = 120 * DAY_MS

/** How soon the texts that decide by themselves do so. */
const DECIDED_AFTER_MS = 2 * SECOND_MS

/** What a dispute is about. `kind` says how it begins. */
export interface NewDispute {
  kind: DisputeKind | 'prevented'
  /** In cents; at most what was charged. */
  amount: number
  reason: string
}

const NETWORK_REASON: Record<string, string> = { fraudulent: '10.4', product_not_received: '13.1' }

/** The payer's bank asks for the money back, or only asks. Money moves at once unless it is an inquiry. */
export function openDispute(draft: Draft, chargeId: string, wanted: NewDispute): Stripe.Dispute {
  const charge = bookCharge(draft, chargeId)
  const dispute = newDispute(draft, charge, wanted)
  draft.put('dispute', dispute.id, dispute, '')
  draft.patch('charge', charge.id, { disputed: true })
  emit(draft, 'charge.dispute.created', dispute, undefined, '')
  noteOnWarnings(draft, charge.id)
  if (wanted.kind === 'prevented') {
    emit(draft, 'charge.dispute.closed', dispute, undefined, '')
    return dispute
  }
  const dueAtMs =
    wanted.kind === 'inquiry'
      ? draft.nowMs + INQUIRY_LASTS_MS
      : msOfSeconds(dispute.evidence_details.due_by ?? 0)
  schedule(draft, dispute, dueAtMs)
  return wanted.kind === 'inquiry' ? dispute : withdraw(draft, dispute)
}

/** The inquiry becomes a dispute: now the money is taken. */
export function escalate(draft: Draft, before: Stripe.Dispute): Stripe.Dispute {
  const dueAtMs = draft.nowMs + ANSWER_WITHIN_MS
  const details = {
    ...before.evidence_details,
    submission_count: 0,
    submission_method: 'not_submitted' as const,
  }
  const after = tell(draft, before, {
    evidence_details: { ...details, due_by: secondsOf(dueAtMs) },
    payment_method_details: withCaseType(before, 'chargeback'),
    is_charge_refundable: false,
    status: 'needs_response',
  })
  schedule(draft, after, dueAtMs)
  return withdraw(draft, after)
}

/** Evidence that decides by itself does so in a moment. */
export function resolveSoon(draft: Draft, dispute: Stripe.Dispute): void {
  schedule(draft, dispute, draft.nowMs + DECIDED_AFTER_MS, true)
}

/**
 * The job of the moment at which a dispute ends by itself: decided by its evidence, or because nobody answered.
 * One that was answered otherwise waits for the bank, which is whoever plays the sandbox.
 */
export function endDispute(draft: Draft, id: string): void {
  const dispute = draft.must('dispute', id)
  if (!isOpen(dispute)) return
  const { uncategorized_text: text } = dispute.evidence
  if (isUnderReview(dispute) && text === 'winning_evidence') winDispute(draft, dispute, 'returned')
  else if (isInquiry(dispute) || !isUnderReview(dispute) || text === 'losing_evidence')
    closeAsLost(draft, dispute)
}

/** The platform was right: the money comes back, with its fee or without. An inquiry is over. */
export function winDispute(draft: Draft, dispute: Stripe.Dispute, fee: 'returned' | 'kept'): Stripe.Dispute {
  if (isInquiry(dispute)) return end(draft, dispute, 'warning_closed')
  return end(draft, reinstate(draft, dispute, fee), 'won')
}

/** The payer keeps the money, or an inquiry is over without a word. */
export function closeAsLost(draft: Draft, dispute: Stripe.Dispute): Stripe.Dispute {
  return end(draft, dispute, isInquiry(dispute) ? 'warning_closed' : 'lost')
}

/** The card network ended it before it counted: what was taken comes back with its fee. */
export function preventDispute(draft: Draft, dispute: Stripe.Dispute): Stripe.Dispute {
  const before = isInquiry(dispute) ? dispute : reinstate(draft, dispute, 'returned')
  return end(draft, before, 'prevented')
}

/** A refund of the whole charge settles the inquiries about it. */
export function settleInquiries(draft: Draft, charge: string): void {
  for (const dispute of draft.all('dispute')) {
    if (dispute.charge === charge && isOpen(dispute) && isInquiry(dispute))
      end(draft, dispute, 'warning_closed')
  }
}

/** Whether a dispute forbids refunds of its charge: money was taken for it and has not come back. */
export function forbidsRefund(draft: Draft, charge: string): boolean {
  return draft.all('dispute').some(d => d.charge === charge && !d.is_charge_refundable)
}

/** Whether it is about a dispute that has not ended. */
export function isOpen({ status }: Stripe.Dispute): boolean {
  return !['lost', 'prevented', 'warning_closed', 'won'].includes(status)
}

export function isInquiry({ status }: Stripe.Dispute): boolean {
  return status.startsWith('warning_')
}

/** Changes a dispute and tells of it. */
export function tell(draft: Draft, before: Stripe.Dispute, fields: Partial<Stripe.Dispute>): Stripe.Dispute {
  const after = draft.patch('dispute', before.id, fields)
  emit(draft, 'charge.dispute.updated', after, changedFields(before, after), '')
  return after
}

function isUnderReview({ status }: Stripe.Dispute): boolean {
  return status.endsWith('under_review')
}

function end(
  draft: Draft,
  before: Stripe.Dispute,
  status: 'lost' | 'prevented' | 'warning_closed' | 'won',
): Stripe.Dispute {
  const after = draft.patch('dispute', before.id, { status, is_charge_refundable: status !== 'lost' })
  draft.remove('job', jobOf(before.id))
  emit(draft, 'charge.dispute.closed', after, changedFields(before, after), '')
  return after
}

function withdraw(draft: Draft, dispute: Stripe.Dispute): Stripe.Dispute {
  return move(draft, dispute, 'dispute', -1, DISPUTE_FEE_CENTS, 'charge.dispute.funds_withdrawn')
}

function reinstate(draft: Draft, dispute: Stripe.Dispute, fee: 'returned' | 'kept'): Stripe.Dispute {
  const feeCents = fee === 'returned' ? -DISPUTE_FEE_CENTS : 0
  return move(draft, dispute, 'dispute_reversal', 1, feeCents, 'charge.dispute.funds_reinstated')
}

/** Takes the disputed money or gives it back. It may leave the balance below zero. */
function move(
  draft: Draft,
  dispute: Stripe.Dispute,
  reportingCategory: 'dispute' | 'dispute_reversal',
  sign: 1 | -1,
  feeCents: number,
  event: string,
): Stripe.Dispute {
  const { id, amount } = dispute
  const transaction = book(draft, {
    owner: '',
    type: 'adjustment',
    reportingCategory,
    amount: sign * amount,
    feeCents,
    feeDescription: 'Dispute fee',
    source: id,
    description: `Chargeback ${sign < 0 ? 'withdrawal' : 'reversal'} for ${idOf(dispute.charge)}`,
  })
  const after = draft.patch('dispute', id, {
    balance_transactions: [...dispute.balance_transactions, transaction],
  })
  emit(draft, event, after, undefined, '')
  return after
}

function schedule(draft: Draft, dispute: Stripe.Dispute, dueAtMs: number, soon = false): void {
  draft.schedule({ id: jobOf(dispute.id), kind: 'end_dispute', target: dispute.id, owner: '', dueAtMs, soon })
}

function jobOf(dispute: string): string {
  return `dispute:${dispute}`
}

function newDispute(draft: Draft, charge: Stripe.Charge, wanted: NewDispute): Stripe.Dispute {
  const { kind, amount, reason } = wanted
  const networkReason = NETWORK_REASON[reason] ?? null
  const caseType = kind === 'inquiry' ? 'inquiry' : kind === 'prevented' ? 'resolution' : 'chargeback'
  const card = charge.payment_method_details?.card
  const brand = card?.brand ?? 'visa'
  return {
    id: draft.nextId('du_1'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: draft.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: secondsOf(draft.nowMs + ANSWER_WITHIN_MS),
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: kind === 'inquiry' || kind === 'prevented',
    livemode: false,
    metadata: {},
    network_reason_code: networkReason,
    payment_intent: charge.payment_intent,
    ...(card === undefined
      ? {}
      : {
          payment_method_details: {
            type: 'card',
            card: { brand, case_type: caseType, network: brand, network_reason_code: networkReason },
          },
        }),
    reason,
    status:
      kind === 'inquiry' ? 'warning_needs_response' : kind === 'prevented' ? 'prevented' : 'needs_response',
  }
}

function withCaseType(
  dispute: Stripe.Dispute,
  caseType: string,
): Stripe.Dispute.PaymentMethodDetails | undefined {
  const details = dispute.payment_method_details
  if (details?.card === undefined) return details
  return { ...details, card: { ...details.card, case_type: caseType } }
}

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}
