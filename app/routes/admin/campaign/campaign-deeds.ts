import { z } from 'zod'
import { parseEuros, share } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import type { PledgeState } from '#db/schema.ts'

const LONGEST_REASON = 1_000

export const REFUND_PROBLEMS = ['reason-missing', 'reason-too-long', 'not-an-amount'] as const

/** What can be done from a campaign's page: propose its payout, or give one pledge back. */
export const campaignDeed = z.discriminatedUnion('deed', [
  // What of it is wanted, as it was typed; nothing for all of it.
  z.strictObject({ deed: z.literal('propose'), wanted: z.string().max(40).default('') }),
  z.strictObject({
    deed: z.literal('refund'),
    pledgeId: z.string(),
    /** Of the pledge, without its tip; empty for all of it. */
    amount: z
      .string()
      .default('')
      .transform((text, context) => {
        if (text.trim() === '') return undefined
        const read = parseEuros(text)
        if (read.ok) return read.cents
        context.addIssue({ code: 'custom', message: 'not-an-amount' })
        return z.NEVER
      }),
    reason: z.string().trim().min(1, 'reason-missing').max(LONGEST_REASON, 'reason-too-long'),
  }),
])

/**
 * How much of what is held a tranche asks for, as it was typed: an amount in euros, or a per cent of it.
 *
 * @returns null for all of it; `not-an-amount` for what is neither
 */
export function readTranche(typed: string, held: Cents): Cents | null | 'not-an-amount' {
  const text = typed.trim()
  if (text === '') return null
  const [, percent] = /^(\d{1,3}(?:[.,]\d{1,2})?)\s*%$/.exec(text) ?? []
  if (percent !== undefined) {
    const basisPoints = Math.round(Number(percent.replace(',', '.')) * 100)
    const part = share(held, basisPoints)
    return basisPoints >= 1 && basisPoints <= 10_000 && part > 0 ? part : 'not-an-amount'
  }
  const euros = parseEuros(text)
  return euros.ok ? euros.cents : 'not-an-amount'
}

/** The states of pledges, in the order in which they are told. */
export const SHOWN_STATES: readonly PledgeState[] = [
  'held',
  'committed',
  'collecting',
  'action_required',
  'processing',
  'checkout_open',
  'draft',
  'refunding',
  'refunded',
  'released',
  'canceled',
  'dropped',
  'abandoned',
]

/** The state that an address asks for; what is held when it asks for none that exists. */
export function readState(text: string | null): PledgeState {
  return SHOWN_STATES.find(state => state === text) ?? 'held'
}
