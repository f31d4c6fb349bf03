import { z } from 'zod'

const LONGEST_REASON = 2_000

export const REVIEW_DECISIONS = ['approved', 'needs_work', 'refused'] as const

export const REVIEW_PROBLEMS = ['decision', 'reason-missing', 'reason-too-long'] as const

/** What a reviewer sends: a decision, and a reason, without which nothing is refused or sent back. */
export const reviewInput = z
  .strictObject({
    decision: z.enum(REVIEW_DECISIONS, 'decision'),
    reason: z.string().trim().max(LONGEST_REASON, 'reason-too-long'),
  })
  .superRefine(({ decision, reason }, context) => {
    if (decision !== 'approved' && reason === '')
      context.addIssue({ code: 'custom', path: ['reason'], message: 'reason-missing' })
  })
