import { z } from 'zod'

const LONGEST_REASON = 1_000

export const RESOLUTION_PROBLEMS = ['reason-missing', 'reason-too-long'] as const

/** Which discrepancy is closed, and what it was. */
export const resolutionInput = z.strictObject({
  discrepancyId: z.uuid(),
  reason: z.string().trim().min(1, 'reason-missing').max(LONGEST_REASON, 'reason-too-long'),
})
