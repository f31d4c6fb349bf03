import type { Account } from '../ledger/account.ts'
import { initiatorReceivable } from '../ledger/account.ts'

/** What a person can say that a line of the bank in suspense was, where no candidate of ours fits. */
export const CLEARINGS = ['own-money', 'bank-costs', 'vat', 'stripe', 'between-accounts', 'debt'] as const

export type Clearing = (typeof CLEARINGS)[number]

/** Which of them can be, by the side on which the money moved. */
export function clearingsFor(net: number): readonly Clearing[] {
  return net > 0
    ? ['debt', 'own-money', 'stripe', 'between-accounts', 'bank-costs', 'vat']
    : ['bank-costs', 'vat', 'stripe', 'between-accounts', 'own-money']
}

const ACCOUNTS = {
  'own-money': 'own_funds',
  'bank-costs': 'bank_costs',
  vat: 'vat_payable',
  stripe: 'stripe_in_transit',
  'between-accounts': 'bank_in_transit',
} as const satisfies Record<Exclude<Clearing, 'debt'>, Account>

/** The row of money.md 3.3 that each is. */
export const RULES = {
  'own-money': 'K3',
  'bank-costs': 'K1',
  vat: 'K2',
  stripe: 'O2',
  'between-accounts': 'B2',
  debt: 'N2',
} as const satisfies Record<Clearing, string>

/** The account on which it then stands; null for a debt without a campaign. */
export function accountOfClearing(clearing: Clearing, campaignId: string | null): Account | null {
  if (clearing !== 'debt') return ACCOUNTS[clearing]
  return campaignId === null ? null : initiatorReceivable(campaignId)
}
