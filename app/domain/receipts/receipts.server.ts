import type { ReadDb, WriteDb } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import type { Cents } from '../money.ts'
import type { PledgeInCampaign } from '../pledges/pledges.server.ts'
import { issue } from './issue-receipt.server.ts'
import { companyOfPledge } from './receipt-queries.server.ts'
import { creditedParts, leftOf, partsOf, receiptNumber, totalOfParts } from './receipt.ts'
import type { CompanyDetails, CreditCause, ReceiptFacts, ReceiptParts, RewardWorth } from './receipt.ts'

export { keepDocument } from './receipt-document.server.ts'
export { forgetExpiredOverviews, requestOverview } from './overview-links.server.ts'
export { setAnbi, setRewardTax } from './receipt-settings.server.ts'

/**
 * Receipts: a numbered document for each payment of a pledge, and one for each time that money goes back. What was
 * issued never changes; what is wrong with it is said by a later one.
 */

/** Issues the receipt of a payment; an invoice when a company asked for one before it paid. */
export async function issueReceipt(
  trx: WriteDb,
  now: Date,
  pledge: PledgeInCampaign,
  paymentId: string,
): Promise<void> {
  const worth = await worthOfReward(trx, pledge.reward_id)
  const company = await companyOfPledge(trx, pledge.id)
  await issue(trx, now, {
    kind: company ? 'invoice' : 'receipt',
    pledge,
    correctsId: null,
    cause: { type: 'payment', id: paymentId },
    parts: partsOf({ amount: pledge.amount_cents, tip: pledge.tip_cents }, worth),
    vatBp: worth?.vatBp ?? 0,
    facts: {
      campaignTitle: pledge.campaign_title,
      ...(await receiverOf(trx, pledge.campaign_id)),
      backerName: pledge.name,
      email: pledge.email,
      rewardTitle: pledge.reward_title,
      isWorthStated: worth?.isStated ?? true,
      company,
      corrects: null,
      because: null,
    },
  })
}

/**
 * Issues the credit for money that goes back, in the transaction that decides it: from then on the receipt no longer
 * stands for that part. A pledge that was paid before there were receipts has nothing to correct.
 *
 * @param refunded the part of the pledge and the part of its tip
 */
export async function creditReceipt(
  trx: WriteDb,
  now: Date,
  refunded: {
    pledge: Pick<Row<'pledge'>, 'id' | 'language'>
    amount: Cents
    tip: Cents
    cause: { type: 'refund' | 'dispute'; id: string }
    because: CreditCause
  },
): Promise<void> {
  const { pledge } = refunded
  const standing = await standingReceipt(trx, pledge.id)
  if (!standing) return
  const { receipt } = standing
  await issue(trx, now, {
    kind: 'credit',
    pledge,
    correctsId: receipt.id,
    cause: refunded.cause,
    parts: creditedParts(standing.left, refunded, receipt.vat_bp),
    vatBp: receipt.vat_bp,
    facts: { ...factsOf(receipt), corrects: receiptNumber(receipt), because: refunded.because },
  })
}

/** How often a company may correct its details: each time takes a number of the series. */
const MOST_INVOICES = 5

export type InvoiceRequest = { ok: true } | { ok: false; reason: 'money-is-back' | 'too-often' }

/**
 * Keeps a company's details. Was a receipt issued already, then an invoice takes its place, over the same parts; credits
 * that were given before stay what they are.
 */
export async function requestInvoice(
  trx: WriteDb,
  now: Date,
  pledge: Pick<Row<'pledge'>, 'id' | 'language'>,
  company: CompanyDetails,
): Promise<InvoiceRequest> {
  const standing = await standingReceipt(trx, pledge.id)
  if (standing && totalOfParts(standing.left) === 0) return { ok: false, reason: 'money-is-back' }
  const given = await trx
    .selectFrom('pledge_company')
    .select('id')
    .where('pledge_id', '=', pledge.id)
    .execute()
  if (given.length >= MOST_INVOICES) return { ok: false, reason: 'too-often' }
  const id = randomIds.next()
  const { vatNumber: vat_number, ...details } = company
  await trx
    .insertInto('pledge_company')
    .values({ id, pledge_id: pledge.id, ...details, vat_number, given_at: instant(now) })
    .execute()
  if (!standing) return { ok: true }
  const { receipt } = standing
  await issue(trx, now, {
    kind: 'invoice',
    pledge,
    correctsId: receipt.id,
    cause: { type: 'company', id },
    parts: partsOfRow(receipt),
    vatBp: receipt.vat_bp,
    facts: { ...factsOf(receipt), company, corrects: receiptNumber(receipt) },
  })
  return { ok: true }
}

/** The receipt or invoice of a pledge that counts now, and what its credits left of it; null when there is none. */
async function standingReceipt(
  db: ReadDb,
  pledgeId: string,
): Promise<{ receipt: Row<'receipt'>; left: ReceiptParts } | null> {
  const documents = await db
    .selectFrom('receipt')
    .selectAll()
    .where('pledge_id', '=', pledgeId)
    .orderBy('year')
    .orderBy('n')
    .execute()
  const receipt = documents.findLast(({ kind }) => kind !== 'credit')
  if (!receipt) return null
  const credits = documents.filter(({ kind }) => kind === 'credit').map(partsOfRow)
  return { receipt, left: leftOf(partsOfRow(receipt), credits) }
}

function partsOfRow(row: Row<'receipt'>): ReceiptParts {
  return { gift: row.gift_cents, reward: row.reward_cents, vat: row.vat_cents, tip: row.tip_cents }
}

function factsOf(row: Row<'receipt'>): ReceiptFacts {
  return JSON.parse(row.facts) as ReceiptFacts
}

/** What was stated of a reward; its price, without VAT, when nothing was: then nothing is called a gift that may be none. */
async function worthOfReward(
  db: ReadDb,
  rewardId: string | null,
): Promise<(RewardWorth & { isStated: boolean }) | null> {
  if (!rewardId) return null
  const { price_cents, value_cents, vat_bp } = await db
    .selectFrom('reward')
    .leftJoin('reward_tax', 'reward_tax.reward_id', 'reward.id')
    .select(['reward.price_cents', 'reward_tax.value_cents', 'reward_tax.vat_bp'])
    .where('reward.id', '=', rewardId)
    .executeTakeFirstOrThrow()
  return { value: value_cents ?? price_cents, vatBp: vat_bp ?? 0, isStated: value_cents !== null }
}

/** Who gets the money: the initiator's name, and what makes a gift to this campaign one to an ANBI. */
async function receiverOf(
  db: ReadDb,
  campaignId: string,
): Promise<Pick<ReceiptFacts, 'initiatorName' | 'anbi'>> {
  const row = await db
    .selectFrom('campaign')
    .innerJoin('user', 'user.id', 'campaign.initiator_id')
    .leftJoin('campaign_anbi', 'campaign_anbi.campaign_id', 'campaign.id')
    .select(['user.name as initiatorName', 'campaign_anbi.name', 'campaign_anbi.rsin'])
    .where('campaign.id', '=', campaignId)
    .executeTakeFirstOrThrow()
  const { initiatorName, name, rsin } = row
  return { initiatorName, anbi: name === null || rsin === null ? null : { name, rsin } }
}
