/**
 * The chart of accounts (money.md 3.2). An account is a text: a name, and for some the id of the campaign that
 * it belongs to. The kind says on which side the account normally stands.
 */

const CHART = {
  stripe_balance: 'asset',
  stripe_clearing: 'asset',
  stripe_in_transit: 'asset',
  suspense: 'asset',
  refunds_payable: 'liability',
  bank_in_transit: 'liability',
  vat_payable: 'liability',
  platform_fee_income: 'income',
  tip_income: 'income',
  stripe_fees: 'cost',
} as const

const CHART_OF_CAMPAIGN = {
  campaign_funds_held: 'liability',
  tips_held: 'liability',
  initiator_payable: 'liability',
  initiator_receivable: 'asset',
} as const

type PlainAccount = keyof typeof CHART
type CampaignAccountName = keyof typeof CHART_OF_CAMPAIGN
export type CampaignAccount = `${CampaignAccountName}:${string}`
export type Account = PlainAccount | CampaignAccount
export type AccountKind = 'asset' | 'liability' | 'income' | 'cost'

export const fundsHeld = (campaignId: string): CampaignAccount => `campaign_funds_held:${campaignId}`
export const tipsHeld = (campaignId: string): CampaignAccount => `tips_held:${campaignId}`
export const initiatorPayable = (campaignId: string): CampaignAccount => `initiator_payable:${campaignId}`
export const initiatorReceivable = (campaignId: string): CampaignAccount =>
  `initiator_receivable:${campaignId}`

/** The parts of an account's text; null when it is not in the chart. */
export function readAccount(
  text: string,
): { account: Account; kind: AccountKind; name: string; campaignId: string | null } | null {
  const [name = '', campaignId = null, ...rest] = text.split(':')
  if (rest.length > 0) return null
  if (campaignId === null && Object.hasOwn(CHART, name))
    return { account: name as PlainAccount, kind: CHART[name as PlainAccount], name, campaignId }
  if (campaignId !== null && Object.hasOwn(CHART_OF_CAMPAIGN, name))
    return {
      account: text as CampaignAccount,
      kind: CHART_OF_CAMPAIGN[name as CampaignAccountName],
      name,
      campaignId,
    }
  return null
}

/** Whether the account's balance is what was debited less what was credited (assets, costs), or the other way round. */
export function isDebitNormal(kind: AccountKind): boolean {
  return kind === 'asset' || kind === 'cost'
}
