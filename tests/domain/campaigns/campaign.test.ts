import { describe, expect, it } from 'vitest'
import {
  deadlineProblem,
  editable,
  goals,
  missingForReview,
  nextCampaign,
} from '#app/domain/campaigns/campaign.ts'
import type { CampaignFact, Draft } from '#app/domain/campaigns/campaign.ts'
import { cents } from '#app/domain/money.ts'
import type { CampaignState } from '#db/schema.ts'

const STATES: CampaignState[] = [
  'draft',
  'in_review',
  'needs_work',
  'refused',
  'live',
  'closing',
  'near_miss',
  'succeeded',
  'failed',
  'canceled',
]
const FACTS: CampaignFact[] = [
  'submitted',
  'sent_back',
  'refused',
  'approved',
  'deadline_passed',
  'minimum_reached',
  'minimum_nearly_reached',
  'minimum_missed',
  'canceled',
]

/** Written out once more by hand: what each fact does in each state, everything else being nothing. */
const EXPECTED: Partial<Record<`${CampaignState} ${CampaignFact}`, CampaignState>> = {
  'draft submitted': 'in_review',
  'draft canceled': 'canceled',
  'needs_work submitted': 'in_review',
  'needs_work canceled': 'canceled',
  'in_review sent_back': 'needs_work',
  'in_review refused': 'refused',
  'in_review approved': 'live',
  'in_review canceled': 'canceled',
  'live deadline_passed': 'closing',
  'live canceled': 'canceled',
  'closing minimum_reached': 'succeeded',
  'closing minimum_missed': 'failed',
  'closing minimum_nearly_reached': 'near_miss',
  'closing canceled': 'canceled',
  'near_miss minimum_reached': 'succeeded',
  'near_miss minimum_missed': 'failed',
  'near_miss canceled': 'canceled',
  'succeeded canceled': 'canceled',
}

describe('the states of a campaign', () => {
  for (const state of STATES)
    for (const fact of FACTS) {
      const to = EXPECTED[`${state} ${fact}`] ?? null
      it(`${state}, ${fact}: ${to ?? 'nothing happens'}`, () => {
        expect(nextCampaign(state, fact)).toBe(to)
      })
    }
})

describe('what may be changed', () => {
  it('is everything while it is a draft or needs work, and nothing while a reviewer reads it', () => {
    expect(editable('draft', false)).toEqual({ text: true, terms: true })
    expect(editable('needs_work', false)).toEqual({ text: true, terms: true })
    expect(editable('in_review', false)).toEqual({ text: false, terms: false })
    expect(editable('refused', false)).toEqual({ text: false, terms: false })
    expect(editable('canceled', true)).toEqual({ text: false, terms: false })
  })

  it('is only the words once somebody pledged or the end has come', () => {
    expect(editable('live', false)).toEqual({ text: true, terms: true })
    expect(editable('live', true)).toEqual({ text: true, terms: false })
    expect(editable('closing', false)).toEqual({ text: true, terms: false })
    expect(editable('succeeded', true)).toEqual({ text: true, terms: false })
  })
})

describe('goals', () => {
  it('are the sums of what must be and of everything', () => {
    const lines = [
      { amountCents: cents(300_00), kind: 'must_have' as const },
      { amountCents: cents(99), kind: 'must_have' as const },
      { amountCents: cents(120_00), kind: 'nice_to_have' as const },
    ]
    expect(goals(lines)).toEqual({ minimum: 300_99, optimum: 420_99 })
    expect(goals([])).toEqual({ minimum: 0, optimum: 0 })
  })
})

describe('a deadline', () => {
  it('may be today at the earliest and sixty days on at the latest', () => {
    expect(deadlineProblem('2026-11-23', '2026-11-24')).toBe('deadline-passed')
    expect(deadlineProblem('2026-11-24', '2026-11-24')).toBeNull()
    expect(deadlineProblem('2027-01-23', '2026-11-24')).toBeNull()
    expect(deadlineProblem('2027-01-24', '2026-11-24')).toBe('deadline-too-far')
  })

  it('counts calendar days, also across the night on which the clock jumps', () => {
    expect(deadlineProblem('2027-05-01', '2027-03-02')).toBeNull()
    expect(deadlineProblem('2027-05-02', '2027-03-02')).toBe('deadline-too-far')
  })
})

describe('what is missing before a review', () => {
  const complete: Draft = {
    title: 'De Ziel van Leiden',
    intro: 'Gratis op elke deurmat.',
    story: 'x'.repeat(100),
    collectiveReturn: '50.000 strips',
    districtCode: 'WK054601',
    deadline: '2026-12-12',
    fundingModel: 'all_or_nothing',
    lines: [{ amountCents: cents(1), kind: 'must_have' }],
  }
  const today = '2026-11-24'

  it('is nothing when everything is there', () => {
    expect(missingForReview(complete, today)).toEqual([])
  })

  it('is everything when only the title is there, each with the step where it is put right', () => {
    const bare: Draft = {
      title: 'Iets',
      intro: '',
      story: ' ',
      collectiveReturn: '',
      districtCode: null,
      deadline: null,
      fundingModel: null,
      lines: [],
    }
    expect(missingForReview(bare, today).map(({ step, thing }) => `${step} ${thing}`)).toEqual([
      'idea no-intro',
      'idea no-story',
      'place no-district',
      'place no-funding-model',
      'place no-deadline',
      'budget no-budget',
      'rewards no-gift',
    ])
  })

  it.each([
    [{ story: 'Te kort.' }, 'story-too-short'],
    [{ lines: [{ amountCents: cents(1), kind: 'nice_to_have' as const }] }, 'no-must-have'],
    [{ deadline: '2026-11-23' }, 'deadline-passed'],
    [{ deadline: '2027-02-01' }, 'deadline-too-far'],
    [{ title: '  ' }, 'no-title'],
  ])('names what is wrong: %o', (change, thing) => {
    const missing = missingForReview({ ...complete, ...change }, today)
    expect(missing).toEqual([expect.objectContaining({ thing })])
  })
})
