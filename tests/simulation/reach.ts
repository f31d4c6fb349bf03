import type { Books } from '#tests/auditor.ts'
import { ACTS } from './acts.ts'
import { WEATHER } from './acts/weather.ts'

/*
 * How far schedules reach: an act that is drawn often and refused each time tries nothing. Of every act it is counted in
 * how many schedules it came to something; and so are the turns that a story takes when several acts meet.
 */

/** A turn of the story, and where in the books it stands when it was taken. */
const TURNS: Readonly<Record<string, string>> = {
  'a campaign is paid out in parts': `SELECT 1 FROM settlement WHERE n > 1 AND transfer_id IS NOT NULL`,
  'a campaign that goes on is paid out': `SELECT 1 FROM settlement JOIN campaign ON campaign.id = campaign_id
    WHERE approved_at < ends_at`,
  'a debt is set off': `SELECT 1 FROM settlement WHERE debt_cents > 0 AND approved_at IS NOT NULL`,
  'a debt is written off': `SELECT 1 FROM debt_write_off`,
  'a transfer is reversed': `SELECT 1 FROM transfer_reversal WHERE state = 'done'`,
  'an own payout arrives': `SELECT 1 FROM platform_payout WHERE state = 'arrived'`,
  'an own payout fails': `SELECT 1 FROM platform_payout WHERE state = 'failed'`,
  'a refund is paid by our bank': `SELECT 1 FROM bank_payment WHERE state = 'paid'`,
  'a payment of our bank comes back': `SELECT 1 FROM bank_payment WHERE state = 'returned'`,
  'a backer withdraws after delivery': `SELECT 1 FROM reward_delivery
    JOIN pledge_transition ON pledge_transition.pledge_id = reward_delivery.pledge_id
    WHERE fact = 'withdrawn' AND at >= reward_delivery.recorded_at`,
  'a backer withdraws after the payout': `SELECT 1 FROM settlement JOIN pledge ON pledge.campaign_id = settlement.campaign_id
    JOIN pledge_transition ON pledge_transition.pledge_id = pledge.id
    WHERE fact = 'withdrawn' AND at >= transferred_at`,
  'a dispute is lost after the payout': `SELECT 1 FROM settlement JOIN pledge ON pledge.campaign_id = settlement.campaign_id
    JOIN pledge_transition ON pledge_transition.pledge_id = pledge.id
    WHERE to_state = 'charged_back' AND at >= transferred_at`,
  'a near miss succeeds': `SELECT 1 FROM near_miss JOIN campaign ON campaign.id = campaign_id WHERE state = 'succeeded'`,
  'a near miss fails': `SELECT 1 FROM near_miss JOIN campaign ON campaign.id = campaign_id WHERE state = 'failed'`,
  'a campaign is canceled after a payout': `SELECT 1 FROM campaign_cancellation
    JOIN settlement ON settlement.campaign_id = campaign_cancellation.campaign_id WHERE transfer_id IS NOT NULL`,
}

/** Everything of which it is counted in how many schedules it came about. */
export const REACH: readonly string[] = [...ACTS.map(({ name }) => name), ...Object.keys(TURNS)]

/** Weather is there when it is made; what it does is seen in what others do. */
export function isWeather(act: string): boolean {
  return WEATHER.some(({ name }) => name === act)
}

/** The turns that a story took, by its books when it is over. */
export async function turnsReached(books: Books): Promise<string[]> {
  const taken: string[] = []
  for (const [turn, question] of Object.entries(TURNS))
    if ((await books.rows(`${question} LIMIT 1`)).length > 0) taken.push(turn)
  return taken
}
