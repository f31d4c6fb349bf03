import fc from 'fast-check'
import { ACTS } from './acts.ts'
import { DEADLINE_PASSES } from './acts/weather.ts'

/** One thing that happens: which act, and its details. */
export interface Deed {
  act: string
  details: unknown
}

/** A whole schedule, and whether somebody is there from the start whose pledge alone reaches the minimum. */
export interface Schedule {
  seed: number
  hasBigBacker: boolean
  deeds: Deed[]
}

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
    hasBigBacker: fc.constantFrom(true, true, false),
    before: during('before', { minLength: 6, maxLength: 24 }),
    deadline: deedOf(DEADLINE_PASSES),
    afterwards: during('afterwards', { minLength: 0, maxLength: 14 }),
  })
  .map(({ seed, hasBigBacker, before, deadline, afterwards }) => ({
    seed,
    hasBigBacker,
    deeds: [...before, deadline, ...afterwards],
  }))
