import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import { balance, balanceOfAll } from '../ledger/ledger.server.ts'
import { cents, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'

/** What is the platform's own of the money at Stripe. */
export interface OwnIncome {
  fees: Cents
  tips: Cents
  /** Of Stripe, of disputes and of the bank, and debts that were written off. */
  costs: Cents
  /** Lent to initiators, or still to be looked into: it is not there to be paid out. */
  outstanding: Cents
  /** What our bank pays back to backers for Stripe, where the refunded money stayed (money.md 3.3, R4). */
  fronted: Cents
  /** In payouts that were approved before, unless they failed. */
  paidOut: Cents
  /** What may be paid out now; never below zero. */
  available: Cents
}

/**
 * Money of backers and initiators is never in this: only fees and tips that were earned, less every cost, and what our
 * bank has laid out.
 */
export async function ownIncome(db: ReadDb): Promise<OwnIncome> {
  const fees = await balance(db, 'platform_fee_income')
  const tips = await balance(db, 'tip_income')
  let costs = ZERO
  for (const account of ['stripe_fees', 'dispute_fees', 'bank_costs', 'bad_debt'] as const)
    costs = cents(costs + (await balance(db, account)))
  const suspense = await balance(db, 'suspense')
  const outstanding = cents((await balanceOfAll(db, 'initiator_receivable')) + Math.max(suspense, 0))
  const { laidOut } = await db
    .selectFrom('refund')
    .select(sql<number>`coalesce(sum(amount_cents), 0)`.as('laidOut'))
    .where('state', 'in', ['in_bank_file', 'paid_by_bank'])
    .executeTakeFirstOrThrow()
  const fronted = cents(Number(laidOut))
  const { paid } = await db
    .selectFrom('platform_payout')
    .select(sql<number>`coalesce(sum(amount_cents), 0)`.as('paid'))
    .where('state', 'in', ['approved', 'sent', 'paid', 'arrived'])
    .executeTakeFirstOrThrow()
  const paidOut = cents(Number(paid))
  const available = cents(Math.max(0, fees + tips - costs - outstanding + fronted - paidOut))
  return { fees, tips, costs, outstanding, fronted, paidOut, available }
}
