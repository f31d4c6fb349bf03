import { afterDays, endOfDeadline } from '../campaigns/campaigns.server.ts'
import type { Instant } from '../clock.ts'

/** Who bought a reward may change their mind until this many days after it was delivered (article 6:230o BW). */
const DAYS_AFTER_DELIVERY = 14

/**
 * The instant until which a pledge may be withdrawn whose reward was delivered.
 *
 * @param deliveredOn `yyyy-mm-dd`
 */
export function withdrawableAfterDelivery(deliveredOn: string): Instant {
  return endOfDeadline(afterDays(deliveredOn, DAYS_AFTER_DELIVERY))
}
