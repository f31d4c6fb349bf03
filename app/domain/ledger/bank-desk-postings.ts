import { cents } from '../money.ts'
import type { Cents } from '../money.ts'
import type { Account, BankAccount } from './account.ts'
import { booked } from './posting.ts'
import type { Posting } from './posting.ts'

/** What a treasurer adds to what the bank's lines say by themselves: rows K3 and X1 of money.md 3.3. */

/**
 * K3. What stood on the bank before the first statement that was booked: the platform's own money. `net` is signed:
 * negative when the account was overdrawn.
 */
export function bankOpened({ bank, net }: { bank: BankAccount; net: Cents }): Posting[] {
  return net < 0
    ? booked([{ debit: 'own_funds', credit: bank, amount: cents(-net) }])
    : booked([{ debit: bank, credit: 'own_funds', amount: net }])
}

/**
 * X1, the way back. A person found out what a line of the bank in suspense was.
 *
 * @param of.net the line, signed: negative is money that went out
 * @param of.account what it was about
 */
export function suspenseCleared(of: { net: Cents; account: Account; campaignId?: string }): Posting[] {
  const { net, account, campaignId } = of
  const about = campaignId === undefined ? {} : { campaignId }
  return net < 0
    ? booked([{ debit: account, credit: 'suspense', amount: cents(-net), ...about }])
    : booked([{ debit: 'suspense', credit: account, amount: net, ...about }])
}
