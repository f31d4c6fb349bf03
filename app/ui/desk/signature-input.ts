import { z } from 'zod'

const LONGEST_REASON = 1_000

export const VOID_PROBLEMS = ['reason-missing', 'reason-too-long'] as const

/** What can be done with a proposal: approve exactly what was seen, or call it off for a reason. */
export const signatureInput = z.discriminatedUnion('deed', [
  z.strictObject({ deed: z.literal('approve'), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({
    deed: z.literal('void'),
    reason: z.string().trim().min(1, 'reason-missing').max(LONGEST_REASON, 'reason-too-long'),
  }),
])
