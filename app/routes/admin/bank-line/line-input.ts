import { z } from 'zod'
import type { ClearingDecision } from '#app/domain/bank/bank.server.ts'
import { CLEARINGS } from '#app/domain/bank/clearing.ts'

const LONGEST_REASON = 1_000

export const LINE_PROBLEMS = ['choice-missing', 'reason-missing', 'reason-too-long'] as const

/** What a person says a line was: `candidate:type:id`, or one of the things that need no candidate. */
export const lineInput = z.strictObject({
  choice: z.string('choice-missing').min(1, 'choice-missing'),
  campaignId: z.string().default(''),
  reason: z.string().trim().min(1, 'reason-missing').max(LONGEST_REASON, 'reason-too-long'),
})

/** The decision that a choice names; null for one that no page of ours offers. */
export function decisionOf({ choice, campaignId }: z.output<typeof lineInput>): ClearingDecision | null {
  const [, type, id] = /^candidate:(\w+):([\w-]+)$/.exec(choice) ?? []
  if (type !== undefined && id !== undefined) return { kind: 'candidate', subject: { type, id } }
  const clearing = CLEARINGS.find(each => each === choice)
  return clearing ? { kind: 'other', clearing, campaignId: campaignId || null } : null
}
