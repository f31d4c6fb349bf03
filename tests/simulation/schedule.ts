import fc from 'fast-check'
import type { FundingModel } from '#db/schema.ts'
import { THEMES } from './act.ts'
import type { Theme } from './act.ts'
import { ACTS } from './acts.ts'
import { DEADLINE_PASSES } from './acts/weather.ts'

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

const openingOf = (theme: Theme): fc.Arbitrary<Opening> =>
  theme === 'conversation'
    ? fc.record({
        ...OPENING,
        model: fc.constant<FundingModel>('all_or_nothing'),
        backer: fc.constant<Opening['backer']>('nearly'),
      })
    : fc.record(OPENING)

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
        const share = act.when.theme === undefined ? OF_NONE : act.when.theme === theme ? OF_THEME : 1
        return { weight: act.when[part] * share, arbitrary: deedOf(act) }
      }),
    ),
    { ...lengths, size: 'max' },
  )

const scheduleAbout = (theme: Theme): fc.Arbitrary<Schedule> =>
  fc
    .record({
      seed: fc.nat(),
      opening: openingOf(theme),
      before: during(theme, 'before', { minLength: 6, maxLength: 24 }),
      deadline: deedOf(DEADLINE_PASSES),
      afterwards: during(theme, 'afterwards', { minLength: 0, maxLength: 24 }),
    })
    .map(({ seed, opening, before, deadline, afterwards }) => ({
      seed,
      opening,
      deeds: [...before, deadline, ...afterwards],
    }))

/** Any number of deeds in any order, with the deadline somewhere in between. */
export const schedule: fc.Arbitrary<Schedule> = fc.constantFrom(...THEMES).chain(scheduleAbout)
