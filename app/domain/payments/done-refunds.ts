import type { RefundState } from '#db/schema.ts'

/** The states of a refund of which nothing is owed any more: it arrived, our bank paid it, or the backer's bank did. */
export const DONE_REFUNDS: readonly RefundState[] = ['succeeded', 'paid_by_bank', 'overtaken']
