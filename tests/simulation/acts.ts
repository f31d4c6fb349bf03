import type { AnyAct } from './act.ts'
import { BACKERS } from './acts/backers.ts'
import { BANKS } from './acts/banks.ts'
import { INITIATOR } from './acts/initiator.ts'
import { STAFF } from './acts/staff.ts'
import { TREASURY } from './acts/treasury.ts'
import { DEADLINE_PASSES, WEATHER } from './acts/weather.ts'

/** Everything that may happen in a schedule. A new way for money to move gets its act in one of these lists. */
export const ACTS: readonly AnyAct[] = [
  ...BACKERS,
  ...INITIATOR,
  ...STAFF,
  ...TREASURY,
  ...BANKS,
  ...WEATHER,
  DEADLINE_PASSES,
]
