import { expect, it } from 'vitest'
import { live } from './live.ts'
import type { Deed, Opening, Schedule } from './schedule.ts'

/** Schedules that once went wrong, as short as they go. What the simulator finds and is set right is kept here. */

const deed = (act: string, details: object): Deed => ({ act, details })

const REACHES: Opening = { model: 'all_or_nothing', costsPassedOn: false, backer: 'reaches' }

const FOUND: { what: string; schedule: Schedule }[] = [
  {
    what: 'a dispute that took money is fed before its payment is known: it stayed in suspense',
    schedule: {
      seed: 220_724_789,
      opening: REACHES,
      deeds: [
        deed('lose webhooks', { share: 1 }),
        deed('pay unasked', { who: 1, less: 1 }),
        deed('dispute a payment', { which: 1, kind: 'fraudulent' }),
      ],
    },
  },
  {
    what: 'a dispute that took no money is told before its payment: it was forgotten',
    schedule: {
      seed: 0,
      opening: REACHES,
      deeds: [
        deed('wait', { span: '20s' }),
        deed('webhooks come late, twice and out of order', { late: 259_200_000, copies: 1 }),
        deed('pay unasked', { who: 0, less: 0 }),
        deed('dispute a payment', { which: 3, kind: 'prevented' }),
      ],
    },
  },
  {
    what: 'a debt that a transfer was being taken back for was written off as well: more was paid of it than was owed',
    schedule: {
      seed: 94,
      opening: { model: 'keep_it_all', costsPassedOn: false, backer: 'reaches' },
      deeds: [
        deed('live for two weeks', {}),
        deed('propose a payout', { wanted: null, approved: true }),
        deed('live', { span: '2h' }),
        deed('refund a part', { who: 0, amount: 500 }),
        deed('take a transfer back', { purpose: 'debt' }),
        deed('write a debt off', { amount: 500 }),
      ],
    },
  },
  {
    what: 'two disputes of one payment are lost at the same moment: the auditor took the one for the other',
    schedule: {
      seed: 1_533,
      opening: REACHES,
      deeds: [
        deed('dispute a payment', { which: 1, kind: 'product_not_received', part: 300 }),
        deed('dispute a payment', { which: 4, kind: 'product_not_received', part: null }),
        deed('cancel the campaign', { by: 'initiator' }),
      ],
    },
  },
]

it.each(FOUND)('$what', async ({ schedule }) => {
  expect((await live(schedule)).wrong).toEqual([])
})
