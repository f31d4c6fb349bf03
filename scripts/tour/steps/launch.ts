import { platformHasMoney, platformTopsUp } from '../float.ts'
import * as launching from '../launching.ts'
import type { TourStep } from '../story.ts'

/** How a campaign comes to be, from nothing to live. */
export const LAUNCH: readonly TourStep[] = [
  { says: 'The platform has money of its own at its bank', run: platformHasMoney },
  { says: 'It puts a part of that at Stripe, as a float', run: platformTopsUp },
  { says: 'Ine, with a plan, signs in by the link in her letter', run: launching.initiatorSignsIn },
  { says: 'Ine starts a campaign', run: launching.initiatorStarts },
  { says: 'Ine tells the idea', run: launching.initiatorTellsIdea },
  { says: 'Ine uploads a photo', run: launching.initiatorUploadsPicture },
  { says: 'Ine chooses the place, the last day and the rules', run: launching.initiatorChoosesPlace },
  { says: 'Ine makes a budget', run: launching.initiatorBudgets },
  { says: 'Ine promises the city a gift, and who gives a share', run: launching.initiatorPromisesGift },
  { says: 'Ine looks at the page as it will be', run: launching.initiatorPreviews },
  { says: 'Ine arranges her payout account at Stripe', run: launching.initiatorArrangesAccount },
  { says: 'Ine sends her plan in', run: launching.initiatorSendsIn },
  { says: 'Rosa, reviewer, finds that something is missing', run: launching.reviewerSendsBack },
  { says: 'Ine mends it', run: launching.initiatorMends },
  { says: 'Rosa approves', run: launching.reviewerApproves },
]
