import type Stripe from 'stripe'
import type { Draft } from '../draft.ts'
import { closeAsLost, escalate, isInquiry, isOpen, resolveSoon, tell } from './dispute-course.ts'
import { badParameter, badState, missing, onlyEmulated } from './errors.ts'
import { isAsked, isWithin, pageOf } from './lists.ts'
import { mergedMetadata } from './parameters.ts'
import type { EntryPoints } from './schema/entry-points.ts'

/** At most so many letters in all evidence together. https://docs.stripe.com/disputes/api */
const LONGEST_EVIDENCE = 150_000

export function retrieveDispute(draft: Draft, _params: object, id: string): Stripe.Dispute {
  const dispute = draft.get('dispute', id)
  if (dispute === undefined || draft.ownerOf('dispute', id) !== draft.owner) throw missing('dispute', id)
  return dispute
}

export function listDisputes(draft: Draft, params: EntryPoints['dispute_list']) {
  const found = draft
    .all('dispute', draft.owner)
    .filter(
      d =>
        isAsked(d.charge, params.charge) &&
        isAsked(d.payment_intent, params.payment_intent) &&
        isWithin(d.created, params.created),
    )
  return pageOf(found, params, '/v1/disputes', 'dispute')
}

/**
 * Hands in evidence, or lays it ready with `submit: false`. Three texts decide by themselves, as on
 * https://docs.stripe.com/testing: `winning_evidence`, `losing_evidence` and `escalate_inquiry_evidence`.
 */
export function updateDispute(
  draft: Draft,
  params: EntryPoints['dispute_update'],
  id: string,
): Stripe.Dispute {
  onlyEmulated(params, ['evidence', 'metadata', 'submit'])
  const before = retrieveDispute(draft, {}, id)
  const metadata = mergedMetadata(before.metadata, params.metadata)
  const { evidence: given, submit } = params
  if (given === undefined && submit === undefined) return tell(draft, before, { metadata })
  if (!isOpen(before)) throw closed(before)
  const evidence = given === undefined ? before.evidence : mergedEvidence(before.evidence, given)
  const details = { ...before.evidence_details, has_evidence: true }
  if (submit === false) return tell(draft, before, { evidence, evidence_details: details, metadata })
  if (details.submission_count > 0) {
    throw badState('dispute_evidence_already_submitted', 'Evidence for this dispute was already submitted.')
  }
  const after = tell(draft, before, {
    evidence,
    evidence_details: { ...details, submission_count: 1, submission_method: 'manual' },
    metadata,
    status: isInquiry(before) ? 'warning_under_review' : 'under_review',
  })
  const text = evidence.uncategorized_text
  if (text === 'escalate_inquiry_evidence' && isInquiry(after)) return escalate(draft, after)
  if (text === 'winning_evidence' || text === 'losing_evidence') resolveSoon(draft, after)
  return after
}

/** The platform gives in: the dispute is lost, and an inquiry is over. */
export function closeDispute(draft: Draft, _params: object, id: string): Stripe.Dispute {
  const before = retrieveDispute(draft, {}, id)
  if (!isOpen(before)) throw closed(before)
  return closeAsLost(draft, before)
}

function closed(dispute: Stripe.Dispute): Error {
  return badState(
    'dispute_already_closed',
    `This dispute is already closed: its status is ${dispute.status}.`,
  )
}

function mergedEvidence(
  before: Stripe.Dispute.Evidence,
  given: NonNullable<EntryPoints['dispute_update']['evidence']>,
): Stripe.Dispute.Evidence {
  const texts = Object.keys(before).filter(name => name !== 'enhanced_evidence' && name !== 'appeal')
  onlyEmulated(given, texts)
  const evidence = { ...before, ...given } as Stripe.Dispute.Evidence
  const letters = Object.values(given).reduce<number>((sum, text) => sum + String(text).length, 0)
  if (letters > LONGEST_EVIDENCE) {
    throw badParameter(undefined, 'The evidence has more than 150,000 characters.', 'evidence')
  }
  return evidence
}
