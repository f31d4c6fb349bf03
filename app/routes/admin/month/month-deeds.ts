import { z } from 'zod'

const LONGEST_TEXT = 1_000

export const TEXT_PROBLEMS = ['text-missing', 'text-too-long'] as const

/** What can be done with a month: explain a clearing account, propose to close it, or confirm that. */
export const monthDeed = z.discriminatedUnion('deed', [
  z.strictObject({
    deed: z.literal('explain'),
    account: z.string().min(1).max(100),
    text: z.string().trim().min(1, 'text-missing').max(LONGEST_TEXT, 'text-too-long'),
  }),
  z.strictObject({ deed: z.literal('propose') }),
  // Without the hash of what was on the page nothing is confirmed, but it is no bad form: the page says to look again.
  z.strictObject({ deed: z.literal('confirm'), hash: z.string().max(64).default('') }),
])
