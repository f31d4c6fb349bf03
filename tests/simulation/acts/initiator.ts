import fc from 'fast-check'
import { dayInCity } from '#app/domain/campaigns/campaigns.server.ts'
import { explainNearMiss } from '#app/domain/closings/closings.server.ts'
import { cents } from '#app/domain/money.ts'
import { stopCampaign } from '#app/domain/payouts/payouts.server.ts'
import { recordDelivery } from '#app/domain/pledges/deliveries.server.ts'
import { act } from '../act.ts'
import type { Stage } from '../stage.ts'

const nothing = fc.constant({})
/** What the two lines of the budget, of 300 and of 100 euros, cost with less: well, hardly, and too little. */
const PLANS = [
  [250_00, 80_00],
  [300_00, 35_00],
  [300_00, 99_99],
  [200_00, 100_00],
]

/** What the initiator of the campaign does. */
export const INITIATOR = [
  act(
    'explain how it is done with less',
    { before: 0, afterwards: 4, theme: 'conversation' },
    fc.record({ plan: fc.constantFrom(...PLANS) }),
    ({ world, campaignId, initiatorId }, { plan }) =>
      world.db.inTransaction(trx =>
        explainNearMiss(trx, world.clock.now(), {
          ...{ campaignId, initiatorId, amounts: plan.map(amount => cents(amount)) },
          explanation: 'De drukker doet het voor minder, en wij bezorgen zelf, wijk voor wijk.',
        }),
      ),
  ),
  act('deliver the rewards', { before: 1, afterwards: 3, theme: 'goods' }, nothing, async stage => {
    const { world, campaignId, initiatorId, rewardId } = stage
    const delivery = { campaignId, initiatorId, rewardId, pledgeId: null }
    const day = dayInCity(world.clock.now())
    await world.db.inTransaction(trx => recordDelivery(trx, world.clock.now(), { ...delivery, day }))
  }),
  act(
    'cancel the campaign',
    { before: 1, afterwards: 2, theme: ['end', 'payouts', 'parts'] },
    fc.record({ by: fc.constantFrom('initiator', 'team') }),
    cancel,
  ),
]

async function cancel(
  { world, campaignId, initiatorId, treasurer }: Stage,
  { by }: { by: 'initiator' | 'team' },
): Promise<void> {
  const actorId = by === 'initiator' ? initiatorId : treasurer
  const request = { campaignId, by, actorId, reason: 'Het gaat niet door.' }
  await world.db.inTransaction(trx => stopCampaign(trx, world.clock.now(), request))
}
