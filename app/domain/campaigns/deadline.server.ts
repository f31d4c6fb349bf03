import { DateTime } from 'luxon'
import { instant } from '../clock.ts'
import type { Instant } from '../clock.ts'

/** The city's own time zone: a deadline is a day there, and is over at its midnight. */
const CITY_TIME_ZONE = 'Europe/Amsterdam'

/**
 * The instant at which a deadline ends: the first moment of the day after it, in the city. Luxon knows the
 * days on which the clock jumps, so a day of 23 or 25 hours ends right too.
 *
 * @param deadline `yyyy-mm-dd`, a day that exists
 */
export function endOfDeadline(deadline: string): Instant {
  const day = DateTime.fromISO(deadline, { zone: CITY_TIME_ZONE })
  if (!day.isValid) throw new RangeError(`Not a day: ${deadline}`)
  return instant(day.plus({ days: 1 }).startOf('day').toJSDate())
}

/** Made once: making one costs more than all that it writes. English as in Canada writes a day as `yyyy-mm-dd`. */
const writesDay = new Intl.DateTimeFormat('en-CA', {
  ...{ timeZone: CITY_TIME_ZONE, calendar: 'iso8601', numberingSystem: 'latn' },
  ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
})

/** The day it is in the city at an instant, as `yyyy-mm-dd`. */
export function dayInCity(now: Date): string {
  return writesDay.format(now)
}
