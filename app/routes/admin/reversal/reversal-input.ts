import { z } from 'zod'

const LONGEST_REASON = 1_000

export const REVERSAL_PROBLEMS = ['reason-missing', 'reason-too-long'] as const

/** What takes a transfer back. */
export const reversalForm = z.strictObject({
  reason: z
    .string()
    .default('')
    .pipe(z.string().trim().min(1, 'reason-missing').max(LONGEST_REASON, 'reason-too-long')),
})
