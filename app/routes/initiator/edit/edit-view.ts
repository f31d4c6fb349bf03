import type { DeadlineProblem, LaunchStep } from '#app/domain/campaigns/campaign.ts'
import type { FieldProblem } from '#app/domain/campaigns/typed-text.ts'
import type { CampaignInHand } from '#app/domain/campaigns/campaign-queries.server.ts'
import type { Cents } from '#app/domain/money.ts'

/** What is wrong, by field. */
export type StepProblems = Readonly<Record<string, FieldProblem | DeadlineProblem>>

/** Why nothing was saved though every field was right. */
export type StepRefusal = 'not-editable' | 'frozen' | 'fewer-than-taken' | 'no-such-reward'

/** What the page of a step shows. */
export interface EditView {
  step: LaunchStep
  hand: CampaignInHand
  /** What stands in the fields. */
  values: Readonly<Record<string, string>>
  /** How many rows a list shows. */
  rows: number
  districts: readonly { code: string; name: string }[]
  leastPrice: Cents
  /** After a post that failed. */
  problems?: StepProblems
  refusal?: StepRefusal | null
}
