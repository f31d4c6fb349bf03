import fc from 'fast-check'
import type { FundingModel } from '#db/schema.ts'
import { THEMES } from './act.ts'
import type { Theme } from './act.ts'
import { ACTS } from './acts.ts'
import { DEADLINE_PASSES } from './acts/weather.ts'
import { WAYS } from './ways.ts'

/** One thing that happens: which act, and its details. */
export interface Deed {
  act: string
  details: unknown
}

/** What is there before anything happens. */
export interface Opening {
  model: FundingModel
  /** Whether the initiator bears what Stripe keeps of each payment. */
  costsPassedOn: boolean
  /** Somebody whose pledge alone reaches the minimum, or misses it narrowly (85 % of it). */
  backer: 'nobody' | 'reaches' | 'nearly'
}

export interface Schedule {
  seed: number
  opening: Opening
  deeds: Deed[]
}

/** How much likelier an act of the theme is, and one that is of no theme, than one of another theme. */
const OF_THEME = 8
const OF_NONE = 3

const OPENING = {
  model: fc.constantFrom<FundingModel[]>('all_or_nothing', 'all_or_nothing', 'all_or_nothing', 'keep_it_all'),
  costsPassedOn: fc.boolean(),
  backer: fc.constantFrom<Opening['backer'][]>('reaches', 'reaches', 'reaches', 'nearly', 'nobody'),
}

/** Where a theme needs it to be a theme at all. */
const OPENINGS: Partial<Record<Theme, Partial<Opening>>> = {
  conversation: { model: 'all_or_nothing', backer: 'nearly' },
  bank: { backer: 'reaches' },
  goods: { backer: 'reaches' },
  end: { backer: 'reaches' },
  payouts: { backer: 'reaches' },
  parts: { model: 'keep_it_all', backer: 'reaches' },
}

const openingOf = (theme: Theme): fc.Arbitrary<Opening> =>
  fc.record(OPENING).map(drawn => ({ ...drawn, ...OPENINGS[theme] }))

const deedOf = ({ name, details }: (typeof ACTS)[number]): fc.Arbitrary<Deed> =>
  (details as fc.Arbitrary<unknown>).map(drawn => ({ act: name, details: drawn }))

const during = (
  theme: Theme,
  part: 'before' | 'afterwards',
  lengths: { minLength: number; maxLength: number },
) =>
  fc.array(
    fc.oneof(
      ...ACTS.filter(({ when }) => when[part] > 0).map(act => {
        const share =
          act.when.theme === undefined ? OF_NONE : [act.when.theme].flat().includes(theme) ? OF_THEME : 1
        return { weight: act.when[part] * share, arbitrary: deedOf(act) }
      }),
    ),
    { ...lengths, size: 'max' },
  )

/** How many deeds there are before the deadline: others' pledges would make a near miss reach its minimum. */
const BEFORE: Partial<Record<Theme, { minLength: number; maxLength: number }>> = {
  conversation: { minLength: 0, maxLength: 6 },
}
const DEEDS_BEFORE = { minLength: 6, maxLength: 24 }
const DEEDS_AFTERWARDS = { minLength: 0, maxLength: 24 }

/** In three schedules of four; in the others its theme goes without it. */
const maybe = (deeds: readonly Deed[]): fc.Arbitrary<readonly Deed[]> =>
  fc.constantFrom(deeds, deeds, deeds, [])

const scheduleAbout = (theme: Theme): fc.Arbitrary<Schedule> =>
  fc
    .record({
      seed: fc.nat(),
      opening: openingOf(theme),
      first: maybe(WAYS[theme].first ?? []),
      before: during(theme, 'before', BEFORE[theme] ?? DEEDS_BEFORE),
      deadline: deedOf(DEADLINE_PASSES),
      then: maybe(WAYS[theme].then ?? []),
      afterwards: during(theme, 'afterwards', DEEDS_AFTERWARDS),
    })
    .map(({ seed, opening, first, before, deadline, then, afterwards }) => ({
      seed,
      opening,
      deeds: [...first, ...before, deadline, ...then, ...afterwards],
    }))

/** Any number of deeds in any order, with the deadline somewhere in between. */
export const schedule: fc.Arbitrary<Schedule> = fc.constantFrom(...THEMES).chain(scheduleAbout)
