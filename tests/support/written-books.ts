import { campaignBySlug } from '#app/domain/campaigns/campaign-queries.server.ts'
import { DAY_MS } from '#app/domain/clock.ts'
import { randomIds } from '#app/domain/ids.ts'
import {
  balanceTransactionOfPayment,
  paymentSucceeded,
  settlementApproved,
} from '#app/domain/ledger/posting-rules.ts'
import { post, sealJournal } from '#app/domain/ledger/ledger.server.ts'
import { cents } from '#app/domain/money.ts'
import { aLiveCampaign } from './campaigns.ts'
import type { TestWorld } from './test-world.ts'

export interface WrittenBooks {
  campaignId: string
  slug: string
  title: string
}

/**
 * Books of one campaign, written by the posting rules alone: so many gifts on each day, each credited by Stripe, and at
 * the end a settlement of the first of them. Everything is sealed.
 */
export async function writeBooks(
  world: TestWorld,
  { gifts = 3, days = 2, title = 'Een bank aan de singel' } = {},
): Promise<WrittenBooks> {
  const { campaignId, slug } = await aLiveCampaign(world, { title })
  for (let day = 0; day < days; day += 1) {
    await world.db.inTransaction(async trx => {
      for (let gift = 0; gift < gifts; gift += 1) {
        const now = world.clock.now()
        const [amount, tip] = [cents(1_000 + gift), cents(gift % 2 === 0 ? 100 : 0)]
        await post(trx, now, {
          kind: 'payment-succeeded',
          source: { type: 'payment', id: `pi_${randomIds.next()}` },
          occurredAt: now,
          // There is no pledge behind it: these books are only read.
          postings: paymentSucceeded({ pledgeId: '', campaignId, amount, tip }).map(
            ({ pledgeId: _, ...posting }) => posting,
          ),
        })
        await post(trx, now, {
          kind: 'payment-on-balance',
          source: { type: 'other', id: `txn_${randomIds.next()}` },
          occurredAt: new Date(now.getTime() - DAY_MS),
          postings: balanceTransactionOfPayment({ amount: cents(amount + tip), fee: cents(29) }),
        })
      }
    })
    world.clock.advance(DAY_MS)
  }
  await world.db.inTransaction(trx =>
    post(trx, world.clock.now(), {
      kind: 'settlement-approved',
      source: { type: 'settlement', id: randomIds.next() },
      occurredAt: world.clock.now(),
      postings: settlementApproved({ campaignId, funds: cents(500), fee: cents(25), vat: cents(5) }),
    }),
  )
  while ((await world.db.inTransaction(sealJournal)) > 0);
  const campaign = await campaignBySlug(world.db.read, slug)
  return { campaignId, slug, title: campaign?.title ?? title }
}
