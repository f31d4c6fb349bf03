/**
 * The chart of accounts (money.md 3.2). An account is a text: a name, and for some the id of what it belongs to: a
 * campaign, a match fund, or a bank account by its IBAN. The kind says on which side the account normally stands.
 */

const CHART = {
  stripe_balance: 'asset',
  stripe_clearing: 'asset',
  stripe_reserve: 'asset',
  stripe_in_transit: 'asset',
  suspense: 'asset',
  refunds_payable: 'liability',
  bank_in_transit: 'liability',
  vat_payable: 'liability',
  own_funds: 'liability',
  platform_fee_income: 'income',
  tip_income: 'income',
  stripe_fees: 'cost',
  dispute_fees: 'cost',
  bank_costs: 'cost',
  bad_debt: 'cost',
} as const

const CHART_OF_CAMPAIGN = {
  dispute_reserve: 'asset',
  initiator_receivable: 'asset',
  campaign_funds_held: 'liability',
  tips_held: 'liability',
  initiator_payable: 'liability',
  match_committed: 'liability',
  match_payable: 'liability',
} as const

const CHART_OF_OTHERS = {
  bank: 'asset',
  match_fund: 'liability',
} as const

type PlainAccount = keyof typeof CHART
type CampaignAccountName = keyof typeof CHART_OF_CAMPAIGN
export type CampaignAccount = `${CampaignAccountName}:${string}`
export type BankAccount = `bank:${string}`
export type Account = PlainAccount | CampaignAccount | BankAccount | `match_fund:${string}`
export type AccountKind = 'asset' | 'liability' | 'income' | 'cost'

export const fundsHeld = (campaignId: string): CampaignAccount => `campaign_funds_held:${campaignId}`
export const tipsHeld = (campaignId: string): CampaignAccount => `tips_held:${campaignId}`
export const initiatorPayable = (campaignId: string): CampaignAccount => `initiator_payable:${campaignId}`
export const initiatorReceivable = (campaignId: string): CampaignAccount =>
  `initiator_receivable:${campaignId}`
export const disputeReserve = (campaignId: string): CampaignAccount => `dispute_reserve:${campaignId}`
export const matchPayable = (campaignId: string): CampaignAccount => `match_payable:${campaignId}`
/** @param iban of one of the platform's own bank accounts, without spaces */
export const bankAccount = (iban: string): BankAccount => `bank:${iban}`

/**
 * The parts of an account's text; null when it is not in the chart. `campaignId` only for an account of a campaign,
 * `iban` only for a bank account.
 */
export function readAccount(text: string): {
  account: Account
  kind: AccountKind
  name: string
  campaignId: string | null
  iban: string | null
} | null {
  const [name = '', owner = null, ...rest] = text.split(':')
  if (rest.length > 0 || owner === '') return null
  const read = { account: text as Account, name, campaignId: null, iban: null }
  if (owner === null)
    return Object.hasOwn(CHART, name) ? { ...read, kind: CHART[name as PlainAccount] } : null
  if (Object.hasOwn(CHART_OF_CAMPAIGN, name))
    return { ...read, kind: CHART_OF_CAMPAIGN[name as CampaignAccountName], campaignId: owner }
  if (!Object.hasOwn(CHART_OF_OTHERS, name)) return null
  return {
    ...read,
    kind: CHART_OF_OTHERS[name as keyof typeof CHART_OF_OTHERS],
    iban: name === 'bank' ? owner : null,
  }
}

/** Whether the account's balance is what was debited less what was credited (assets, costs), or the other way round. */
export function isDebitNormal(kind: AccountKind): boolean {
  return kind === 'asset' || kind === 'cost'
}
