import type { ReadDb } from '#db/database.server.ts'
import { readAccount } from '../ledger/account.ts'
import { trialBalance } from '../ledger/statement-queries.server.ts'
import { add, cents, subtract, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { floatLeft } from './verify-ledger.server.ts'

/** What we hold at Stripe, by where it is. */
const HELD = ['stripe_balance', 'stripe_clearing', 'stripe_reserve', 'dispute_reserve'] as const
/** What we owe out of it. */
const OWED = ['campaign_funds_held', 'tips_held', 'refunds_payable', 'initiator_payable'] as const

export type HeldIn = (typeof HELD)[number]
export type OwedAs = (typeof OWED)[number]

/** What the platform holds for others beside what it owes them (money.md 3.3, coverage). */
export interface Coverage {
  held: { account: HeldIn; amount: Cents }[]
  owed: { account: OwedAs; amount: Cents }[]
  /** What is left of the platform's own money; negative when it is short. */
  float: Cents
}

/** Adds up what we hold and what we owe, over all campaigns. Read from stored totals. */
export async function coverageNow(db: ReadDb): Promise<Coverage> {
  const sums = new Map<string, Cents>()
  for (const { account, debit, credit } of await trialBalance(db)) {
    const name = readAccount(account)?.name ?? account
    sums.set(name, add(sums.get(name) ?? ZERO, subtract(debit, credit)))
  }
  const net = (name: string) => sums.get(name) ?? ZERO
  return {
    held: HELD.map(account => ({ account, amount: net(account) })),
    owed: OWED.map(account => ({ account, amount: cents(net(account) === 0 ? 0 : -net(account)) })),
    float: await floatLeft(db),
  }
}
