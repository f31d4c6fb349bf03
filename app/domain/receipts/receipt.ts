import { add, cents, least, subtract, sum, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'

/**
 * What a receipt says: which part of a pledge was a gift and which part a purchase. A gift is only a gift where nothing
 * is given in return, so what a reward is worth is told apart, with its VAT (trust.md 5, ANBI and VAT on rewards).
 */

/** The parts of a document. `vat` is included in `reward`. */
export interface ReceiptParts {
  gift: Cents
  reward: Cents
  vat: Cents
  tip: Cents
}

/** What a reward is worth, and the rate of the VAT that is in it. */
export interface RewardWorth {
  value: Cents
  vatBp: number
}

/** All that is printed on a document beside the amounts; kept with its number, so that it never changes. */
export interface ReceiptFacts {
  campaignTitle: string
  initiatorName: string | null
  backerName: string
  email: string
  rewardTitle: string | null
  /** Whether somebody stated the reward's worth and VAT; when not, its price stands in and no rate is named. */
  isWorthStated: boolean
  company: CompanyDetails | null
  anbi: { name: string; rsin: string } | null
  /** The number of the document that this one corrects, or whose place it takes. */
  corrects: string | null
  /** Why money went back; null for what is no credit. */
  because: CreditCause | null
}

export type CreditCause =
  | 'withdrawn'
  | 'campaign_failed'
  | 'campaign_canceled'
  | 'by_admin'
  | 'fraud_warning'
  | 'charged_back'
  | 'surplus'

/** A company that wants an invoice. The KvK and VAT numbers may be empty: not every association has them. */
export interface CompanyDetails {
  name: string
  address: string
  kvk: string
  vatNumber: string
}

/** `2026-000123`: the year and the number in it. */
export function receiptNumber({ year, n }: { year: number; n: number }): string {
  return `${year}-${String(n).padStart(6, '0')}`
}

/** @returns the year and the number, or null when the text is no number of a receipt */
export function readReceiptNumber(text: string): { year: number; n: number } | null {
  const [, year, n] = /^(\d{4})-(\d{6,9})$/.exec(text) ?? []
  return year && n ? { year: Number(year), n: Number(n) } : null
}

/** The VAT that is in an amount, rounded to the nearest cent. */
function vatWithin(amount: Cents, vatBp: number): Cents {
  return cents(Math.round((amount * vatBp) / (10_000 + vatBp)))
}

/** Splits what was paid: the reward takes its worth, the rest is a gift, and the tip stands apart. */
export function partsOf(paid: { amount: Cents; tip: Cents }, reward: RewardWorth | null): ReceiptParts {
  const rewardPart = reward ? least(paid.amount, reward.value) : ZERO
  return {
    gift: subtract(paid.amount, rewardPart),
    reward: rewardPart,
    vat: vatWithin(rewardPart, reward?.vatBp ?? 0),
    tip: paid.tip,
  }
}

/** What is left of a document after its credits. */
export function leftOf(parts: ReceiptParts, credits: readonly ReceiptParts[]): ReceiptParts {
  const less = (of: keyof ReceiptParts) => subtract(parts[of], sum(credits.map(credit => credit[of])))
  return { gift: less('gift'), reward: less('reward'), vat: less('vat'), tip: less('tip') }
}

/**
 * The parts that go back with a refund: the gift first, since a reward that was promised is still owed, then the
 * reward. The VAT is that of what is left before, less that of what is left after, so that it comes to nothing with it.
 *
 * @throws RangeError when more goes back than is left
 */
export function creditedParts(
  left: ReceiptParts,
  refunded: { amount: Cents; tip: Cents },
  vatBp: number,
): ReceiptParts {
  const gift = least(refunded.amount, left.gift)
  const reward = subtract(refunded.amount, gift)
  if (reward > left.reward || refunded.tip > left.tip)
    throw new RangeError('More is credited than a receipt still says.')
  const vat = subtract(left.vat, vatWithin(subtract(left.reward, reward), vatBp))
  return { gift, reward, vat, tip: refunded.tip }
}

/** What a document comes to. */
export function totalOfParts({ gift, reward, tip }: ReceiptParts): Cents {
  return add(add(gift, reward), tip)
}

/** The name under which the file of a document is kept: made of what is in it, so that it never holds anything else. */
export function receiptFileName(sha256: string): string {
  return `${sha256}.pdf`
}

export function isReceiptFileName(name: string): boolean {
  return /^[0-9a-f]{64}\.pdf$/.test(name)
}
