import { readAccount } from '../ledger/account.ts'
import { add, subtract, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'

/** What we hold at Stripe, by where it is. */
const HELD = ['stripe_balance', 'stripe_clearing', 'stripe_reserve', 'dispute_reserve'] as const
/** What we owe out of it. */
const OWED = ['campaign_funds_held', 'tips_held', 'refunds_payable', 'initiator_payable'] as const

type HeldIn = (typeof HELD)[number]
type OwedAs = (typeof OWED)[number]

/** What the platform holds for others beside what it owes them (money.md 3.3, coverage). */
export interface Coverage {
  held: { account: HeldIn; amount: Cents }[]
  owed: { account: OwedAs; amount: Cents }[]
  /** What is owed as well, but waits: it is sent when the float covers it. */
  waiting: Cents
  /** What is left of the platform's own money; negative when it is short. */
  float: Cents
}

/**
 * Adds up what we hold and what we owe now, over all campaigns. Of what is owed to backers, what waits for cover stands apart.
 *
 * @param balances of every account, each on the side on which it stands
 */
export function coverageOf(
  balances: readonly { account: string; debit: Cents; credit: Cents }[],
  float: Cents,
  waiting: Cents,
): Coverage {
  const sums = new Map<string, Cents>()
  for (const { account, debit, credit } of balances) {
    const name = readAccount(account)?.name ?? account
    sums.set(name, add(sums.get(name) ?? ZERO, subtract(debit, credit)))
  }
  const net = (name: string) => sums.get(name) ?? ZERO
  return {
    held: HELD.map(account => ({ account, amount: net(account) })),
    owed: OWED.map(account => ({
      account,
      amount: subtract(ZERO, add(net(account), account === 'refunds_payable' ? waiting : ZERO)),
    })),
    waiting,
    float,
  }
}
