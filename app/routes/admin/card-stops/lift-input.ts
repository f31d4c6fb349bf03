import { z } from 'zod'

const LONGEST_REASON = 1_000

export const LIFT_PROBLEMS = ['reason-missing', 'reason-too-long'] as const

/** There may be a form for each of several stops: each has a field of its own, so that its label finds it. */
export function reasonField(stopId: string): string {
  return `reason-${stopId}`
}

/** What lifts a stop. */
export const liftForm = z.strictObject({
  reason: z
    .string()
    .default('')
    .pipe(z.string().trim().min(1, 'reason-missing').max(LONGEST_REASON, 'reason-too-long')),
})
