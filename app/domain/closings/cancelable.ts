import type { CampaignState } from '#db/schema.ts'

/** States from which a campaign can be canceled; the others have ended by themselves, and nothing of them is left. */
const CANCELABLE: readonly CampaignState[] = [
  'draft',
  'needs_work',
  'in_review',
  'live',
  'closing',
  'near_miss',
  'succeeded',
]

export function isCancelable(state: CampaignState): boolean {
  return CANCELABLE.includes(state)
}
