import type { BudgetKind, CampaignState, FundingModel, LanguageCode } from '#db/schema.ts'
import type { Instant } from '../clock.ts'
import type { Cents } from '../money.ts'
import type { CampaignDrawing } from './campaign.ts'
import type { Picture } from './picture.ts'

/** A campaign as everybody may see it: what its page, its preview and its review show. Nothing in it is private. */
export interface PublicCampaign {
  id: string
  /** Null until it goes live. */
  slug: string | null
  state: CampaignState
  language: LanguageCode
  title: string
  intro: string
  /** Markdown as typed. */
  story: string
  initiatorName: string | null
  districtCode: string | null
  districtName: string | null
  /** `yyyy-mm-dd` */
  deadline: string | null
  /** The instant at which that day ends in the city; null until it goes live. */
  endsAt: Instant | null
  fundingModel: FundingModel | null
  collectiveReturn: string
  collectiveReturnPlanned: number | null
  picture: Picture | null
  drawing: CampaignDrawing
  /** What the must-have lines cost; before the submission as they are now. */
  minimum: Cents
  /** What all lines cost. */
  optimum: Cents
  raised: Raised
  lines: PublicLine[]
  rewards: PublicReward[]
  /** The newest updates, newest first. */
  updates: PublicUpdate[]
  updateCount: number
  /** The newest backers, newest first; null is somebody without a name. */
  names: (string | null)[]
  /** What was changed in its words after the first pledge, newest first. */
  changes: TextChange[]
  /** The 80 % conversation, also when it is over; null when there was none. */
  nearMiss: NearMiss | null
  /** Why it takes no pledges for a while; null when it is not suspended. */
  suspension: { reason: string; since: Instant } | null
  cancellation: Cancellation | null
}

/** A campaign that has 80 % of its minimum or more, and not all of it. */
export interface NearMiss {
  /** Until when the initiator may explain. */
  explainBy: Instant
  /** How it is done with less; null while it was not explained. */
  plan: NearMissPlan | null
}

export interface NearMissPlan {
  /** As typed. */
  explanation: string
  minimum: Cents
  /** Until when backers may answer. */
  answersBy: Instant
  lines: { label: string; before: Cents; after: Cents }[]
}

/** How a campaign was stopped. */
interface Cancellation {
  reason: string
  at: Instant
  /** What was still held then, and went back. */
  left: Cents
  /** What had been paid out: the initiator owes it to the backers. */
  owed: Cents
}

/** What a campaign has. Once its outcome is decided: what it had then. */
export interface Raised {
  total: Cents
  /** Taken and held. */
  held: Cents
  /** On cards that are charged only if it succeeds. */
  committed: Cents
  /** Number of pledges. */
  backers: number
}

interface PublicLine {
  label: string
  amount: Cents
  kind: BudgetKind
}

export interface PublicReward {
  id: string
  title: string
  description: string
  price: Cents
  /** Null: without limit. */
  quantity: number | null
  taken: number
}

export interface PublicUpdate {
  id: string
  title: string
  /** Markdown as typed. */
  body: string
  publishedAt: Instant
}

export interface TextChange {
  id: string
  field: 'title' | 'intro' | 'story' | 'collective_return' | 'budget' | 'rewards'
  before: string
  after: string
  changedAt: Instant
}

/** A campaign in a list. */
export interface CampaignSummary {
  id: string
  slug: string | null
  state: CampaignState
  title: string
  intro: string
  districtName: string | null
  deadline: string | null
  picture: Picture | null
  drawing: CampaignDrawing
  fundingModel: FundingModel | null
  minimum: Cents
  raised: Raised
}

/**
 * What is said of a campaign: its state, and of one that goes ahead whether it reached its minimum. After the 80 %
 * conversation one may go on with less, and one that keeps what it raises goes on with what came in; of neither may it
 * be said that it made it.
 */
export type ToldState = CampaignState | 'with_less' | 'kept'

export function toldStateOf({
  state,
  fundingModel,
  minimum,
  raised,
}: Pick<PublicCampaign, 'state' | 'fundingModel' | 'minimum'> & {
  raised: Pick<Raised, 'total'>
}): ToldState {
  return state === 'succeeded' && fundingModel !== null
    ? wayAheadOf(fundingModel, raised.total, minimum)
    : state
}

/** How a campaign goes ahead, by what was counted when that was decided. */
export function wayAheadOf(
  model: FundingModel,
  counted: Cents,
  minimum: Cents,
): 'succeeded' | 'with_less' | 'kept' {
  if (counted >= minimum) return 'succeeded'
  return model === 'keep_it_all' ? 'kept' : 'with_less'
}

/** Whether a pledge can be made now: its state says live, it is not suspended, and its last day is not over. */
export function takesPledges(
  campaign: Pick<PublicCampaign, 'state' | 'suspension'>,
  endsAt: Instant | null,
  now: Instant,
): boolean {
  return campaign.state === 'live' && campaign.suspension === null && endsAt !== null && now < endsAt
}
