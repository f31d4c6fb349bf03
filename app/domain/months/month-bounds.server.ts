import { dayInCity, endOfDeadline } from '../campaigns/campaigns.server.ts'
import type { Instant } from '../clock.ts'
import { daysOf, monthBefore, monthOf } from './month.ts'
import type { Month } from './month.ts'

/** The instants at which a month begins and ends in the city; it ends where the next one begins. */
export function boundsOf(month: Month): { startsAt: Instant; endsAt: Instant } {
  return {
    startsAt: endOfDeadline(daysOf(monthBefore(month)).last),
    endsAt: endOfDeadline(daysOf(month).last),
  }
}

/** The month in which an instant lies, in the city. */
export function monthAt(at: Date): Month {
  return monthOf(dayInCity(at))
}
