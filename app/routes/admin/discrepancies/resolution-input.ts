import { z } from 'zod'

const LONGEST_REASON = 1_000

export const RESOLUTION_PROBLEMS = ['reason-missing', 'reason-too-long'] as const

/** Which discrepancy: its proposal is done, or it is closed, and then with what it was. */
export const discrepancyDeed = z.discriminatedUnion('deed', [
  z.strictObject({ deed: z.literal('proposal'), discrepancyId: z.uuid() }),
  z.strictObject({
    deed: z.literal('close'),
    discrepancyId: z.uuid(),
    reason: z.string().trim().min(1, 'reason-missing').max(LONGEST_REASON, 'reason-too-long'),
  }),
])
