import type { BudgetKind, CampaignState, FundingModel } from '#db/schema.ts'
import { DAY_MS } from '../clock.ts'
import { sum } from '../money.ts'
import type { Cents } from '../money.ts'

/** What a campaign is: its states, what it needs before a reviewer sees it, and what may still change when. */

/** A campaign may take pledges for at most this many days, counted from going live. */
export const LONGEST_CAMPAIGN_DAYS = 60

/** What happens to a campaign. */
export type CampaignFact =
  | 'submitted'
  | 'sent_back'
  | 'refused'
  | 'approved'
  | 'deadline_passed'
  | 'minimum_reached'
  | 'minimum_nearly_reached'
  | 'minimum_missed'
  | 'canceled'

/** Every arrow there is (money.md 1.4, Campaign). Who may cancel from which state is in `closings/`. */
const ARROWS: readonly (readonly [CampaignState, CampaignFact, CampaignState])[] = [
  ['draft', 'submitted', 'in_review'],
  ['needs_work', 'submitted', 'in_review'],
  ['in_review', 'sent_back', 'needs_work'],
  ['in_review', 'refused', 'refused'],
  ['in_review', 'approved', 'live'],
  ['live', 'deadline_passed', 'closing'],
  ['closing', 'minimum_reached', 'succeeded'],
  ['closing', 'minimum_nearly_reached', 'near_miss'],
  ['closing', 'minimum_missed', 'failed'],
  ['near_miss', 'minimum_reached', 'succeeded'],
  ['near_miss', 'minimum_missed', 'failed'],
  ['draft', 'canceled', 'canceled'],
  ['needs_work', 'canceled', 'canceled'],
  ['in_review', 'canceled', 'canceled'],
  ['live', 'canceled', 'canceled'],
  ['closing', 'canceled', 'canceled'],
  ['near_miss', 'canceled', 'canceled'],
  ['succeeded', 'canceled', 'canceled'],
]

/** The state that follows, or null when the fact means nothing in this state. */
export function nextCampaign(state: CampaignState, fact: CampaignFact): CampaignState | null {
  return ARROWS.find(([from, cause]) => from === state && cause === fact)?.[2] ?? null
}

/** What the initiator may change. `terms`: goal, deadline, model and the prices of rewards. */
export interface Editable {
  text: boolean
  terms: boolean
}

const EDITABLE_WHOLE: readonly CampaignState[] = ['draft', 'needs_work']
const EDITABLE_TEXT: readonly CampaignState[] = [
  ...EDITABLE_WHOLE,
  'live',
  'closing',
  'near_miss',
  'succeeded',
  'failed',
]

/**
 * Nothing changes under the reviewer's eyes. What a reviewer approved and a backer gave for stays as it was:
 * only its words may still be mended.
 */
export function editable(state: CampaignState, hasPledges: boolean): Editable {
  return {
    text: EDITABLE_TEXT.includes(state),
    terms: EDITABLE_WHOLE.includes(state) || (state === 'live' && !hasPledges),
  }
}

export interface GoalLine {
  amountCents: Cents
  kind: BudgetKind
}

/** The goals that follow from the budget: what must be there, and what all of it costs. */
export function goals(lines: readonly GoalLine[]): { minimum: Cents; optimum: Cents } {
  return {
    minimum: sum(lines.filter(line => line.kind === 'must_have').map(line => line.amountCents)),
    optimum: sum(lines.map(line => line.amountCents)),
  }
}

/** Why a deadline cannot be. Days are `yyyy-mm-dd` in the city's own time zone. */
export type DeadlineProblem = 'deadline-passed' | 'deadline-too-far'

/**
 * @param today the day on which the campaign goes (or would go) live
 * @returns null when the deadline is today at the earliest and `LONGEST_CAMPAIGN_DAYS` days on at the latest
 */
export function deadlineProblem(deadline: string, today: string): DeadlineProblem | null {
  const days = (Date.parse(deadline) - Date.parse(today)) / DAY_MS
  if (days < 0) return 'deadline-passed'
  return days > LONGEST_CAMPAIGN_DAYS ? 'deadline-too-far' : null
}

/** The drawings that stand in for a picture; the first is what a new campaign has. */
export const CAMPAIGN_DRAWINGS = ['houses', 'garden', 'bench', 'door'] as const

export type CampaignDrawing = (typeof CAMPAIGN_DRAWINGS)[number]

/** The steps of a launch, in order. */
export const LAUNCH_STEPS = ['idea', 'place', 'budget', 'rewards', 'review'] as const

export type LaunchStep = (typeof LAUNCH_STEPS)[number]

export function isLaunchStep(text: string | undefined): text is LaunchStep {
  return LAUNCH_STEPS.some(step => step === text)
}

/** A campaign as its initiator has filled it in so far. */
export interface Draft {
  title: string
  intro: string
  story: string
  collectiveReturn: string
  districtCode: string | null
  deadline: string | null
  fundingModel: FundingModel | null
  lines: readonly GoalLine[]
}

/** One thing that is not right yet. */
type MissingThing =
  | 'no-title'
  | 'no-intro'
  | 'no-story'
  | 'story-too-short'
  | 'no-district'
  | 'no-funding-model'
  | 'no-deadline'
  | DeadlineProblem
  | 'no-budget'
  | 'no-must-have'
  | 'no-gift'

/** What is not right yet, and the step where it is put right. */
export interface Missing {
  step: LaunchStep
  thing: MissingThing
}

/** A story shorter than this cannot tell who does what for whom. In characters. */
const SHORTEST_STORY = 100

/**
 * What still stands between a draft and its review. A picture is welcome but not asked for: a campaign without
 * one gets a drawing. So are rewards: who gives need not get anything back.
 */
export function missingForReview(draft: Draft, today: string): Missing[] {
  const missing: Missing[] = []
  const need = (isRight: boolean, step: LaunchStep, thing: MissingThing) => {
    if (!isRight) missing.push({ step, thing })
  }
  const story = draft.story.trim().length
  need(draft.title.trim() !== '', 'idea', 'no-title')
  need(draft.intro.trim() !== '', 'idea', 'no-intro')
  need(story > 0, 'idea', 'no-story')
  need(story === 0 || story >= SHORTEST_STORY, 'idea', 'story-too-short')
  need(draft.districtCode !== null, 'place', 'no-district')
  need(draft.fundingModel !== null, 'place', 'no-funding-model')
  need(draft.deadline !== null, 'place', 'no-deadline')
  const problem = draft.deadline === null ? null : deadlineProblem(draft.deadline, today)
  if (problem !== null) missing.push({ step: 'place', thing: problem })
  const { lines } = draft
  need(lines.length > 0, 'budget', 'no-budget')
  need(lines.length === 0 || lines.some(line => line.kind === 'must_have'), 'budget', 'no-must-have')
  need(draft.collectiveReturn.trim() !== '', 'rewards', 'no-gift')
  return missing
}
