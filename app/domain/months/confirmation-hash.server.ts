import { createHash } from 'node:crypto'
import type { Instant } from '../clock.ts'
import type { Checklist, Month } from './month.ts'

/**
 * What the second person agrees to: the proposal with the seal that holds the month, and all that is on the checklist,
 * the words of every explanation included. Any change of it is another hash.
 */
export function confirmationHash(
  month: Month,
  proposal: { proposedBy: string; proposedAt: Instant; headSeq: number; headHash: string },
  checklist: Checklist,
): string {
  const { proposedBy, proposedAt, headSeq, headHash } = proposal
  return createHash('sha256')
    .update(JSON.stringify([month, proposedBy, proposedAt, headSeq, headHash, checklist]))
    .digest('hex')
}
