import fc from 'fast-check'
import type { FundingModel } from '#db/schema.ts'
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

const opening: fc.Arbitrary<Opening> = fc.record({
  model: fc.constantFrom<FundingModel[]>('all_or_nothing', 'all_or_nothing', 'all_or_nothing', 'keep_it_all'),
  costsPassedOn: fc.boolean(),
  backer: fc.constantFrom<Opening['backer'][]>('reaches', 'reaches', 'nearly', 'nearly', 'nobody'),
})

const deedOf = ({ name, details }: (typeof ACTS)[number]): fc.Arbitrary<Deed> =>
  (details as fc.Arbitrary<unknown>).map(drawn => ({ act: name, details: drawn }))

const during = (part: 'before' | 'afterwards', lengths: { minLength: number; maxLength: number }) =>
  fc.array(
    fc.oneof(
      ...ACTS.filter(({ when }) => when[part] > 0).map(act => ({
        weight: act.when[part],
        arbitrary: deedOf(act),
      })),
    ),
    { ...lengths, size: 'max' },
  )

/** Any number of deeds in any order, with the deadline somewhere in between. */
export const schedule: fc.Arbitrary<Schedule> = fc
  .record({
    seed: fc.nat(),
    opening,
    before: during('before', { minLength: 6, maxLength: 24 }),
    deadline: deedOf(DEADLINE_PASSES),
    afterwards: during('afterwards', { minLength: 0, maxLength: 14 }),
  })
  .map(({ seed, opening: drawn, before, deadline, afterwards }) => ({
    seed,
    opening: drawn,
    deeds: [...before, deadline, ...afterwards],
  }))
