import type { WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import { tellOfDebt } from '../debts/debts.server.ts'
import { fundsHeld, tipsHeld } from '../ledger/account.ts'
import { balance, post } from '../ledger/ledger.server.ts'
import { disputeLost, refundOvertaken } from '../ledger/posting-rules.ts'
import type { Posting } from '../ledger/posting-rules.ts'
import { subtract, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import type { DisputeReading } from '../payments/gateway.ts'
import { disputedPart, lessBy } from '../payments/payments.server.ts'
import { movePledge, requirePledge } from '../pledges/pledges.server.ts'
import type { PledgeInCampaign } from '../pledges/pledges.server.ts'
import { leftOf } from '../pledges/pledge.ts'
import { creditReceipt } from '../receipts/receipts.server.ts'

/** Where a refund is owed and did not leave: the dispute has paid it. */
const NOT_LEFT = ['decided', 'failed', 'by_bank'] as const

/**
 * Books a lost dispute (D3): first what was to be refunded anyway and did not leave yet, then what is left of the
 * pledge and its tip; what had gone back before is the platform's loss. Of what its campaign was paid already the
 * initiator becomes a debtor, and is told.
 */
export async function bookLostDispute(
  trx: WriteDb,
  now: Date,
  { disputeId, amount }: DisputeReading,
  payment: Row<'payment'>,
): Promise<void> {
  const pledge = await requirePledge(trx, payment.pledge_id)
  const of = { pledgeId: pledge.id, campaignId: pledge.campaign_id }
  const { rest, postings: overtaken } = await overtakeRefunds(trx, now, payment, amount, of)
  const isHeld = pledge.state === 'held' && payment.purpose === 'pledge'
  const left = isHeld ? leftOf(pledge) : { amount: ZERO, tip: ZERO }
  const part = disputedPart(rest, left)
  const taken = disputeLost({
    ...of,
    ...part,
    held: await balance(trx, fundsHeld(of.campaignId)),
    heldTips: await balance(trx, tipsHeld(of.campaignId)),
  })
  await post(trx, now, {
    kind: 'dispute-lost',
    source: { type: 'dispute', id: disputeId },
    occurredAt: now,
    postings: [...overtaken, ...taken],
  })
  await moveDisputedPledge(trx, now, { pledge, payment, part, left })
  if (isHeld && (part.amount > ZERO || part.tip > ZERO))
    await creditReceipt(trx, now, {
      pledge,
      amount: part.amount,
      tip: part.tip,
      cause: { type: 'dispute', id: disputeId },
      because: 'charged_back',
    })
  await tellOfDebt(trx, now, { campaignId: of.campaignId, key: disputeId, postings: taken })
}

async function overtakeRefunds(
  trx: WriteDb,
  now: Date,
  payment: Row<'payment'>,
  disputed: Cents,
  of: { pledgeId: string; campaignId: string },
): Promise<{ rest: Cents; postings: Posting[] }> {
  const owed = await trx
    .selectFrom('refund')
    .select(['id', 'amount_cents'])
    .where('payment_id', '=', payment.id)
    .where('state', 'in', NOT_LEFT)
    .orderBy('n')
    .execute()
  const postings: Posting[] = []
  let rest = disputed
  for (const refund of owed) {
    if (refund.amount_cents > rest) continue
    rest = subtract(rest, refund.amount_cents)
    postings.push(...refundOvertaken({ ...of, amount: refund.amount_cents }))
    await trx
      .updateTable('refund')
      .set({ state: 'overtaken', finished_at: instant(now) })
      .where('id', '=', refund.id)
      .execute()
  }
  return { rest, postings }
}

/** A dispute of a part leaves the pledge held, with less. Of a payment beside a pledge that stands, nothing changes. */
async function moveDisputedPledge(
  trx: WriteDb,
  now: Date,
  of: {
    pledge: PledgeInCampaign
    payment: Row<'payment'>
    part: { amount: Cents; tip: Cents }
    left: { amount: Cents; tip: Cents }
  },
): Promise<void> {
  const { pledge, payment, part, left } = of
  if (pledge.state === 'held' && payment.purpose !== 'pledge') return
  const isPart = pledge.state === 'held' && part.amount < left.amount
  await (isPart
    ? movePledge(trx, now, pledge, 'part-charged-back', lessBy(pledge, part))
    : movePledge(trx, now, pledge, 'dispute-lost'))
}
