import type { Db } from '#db/database.server.ts'
import { after, DAY_MS } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { cents, ZERO } from '../money.ts'
import type { PaymentGateway } from '../payments/gateway.ts'
import { tellAll } from './findings.server.ts'
import type { Finding } from './findings.server.ts'

/** Payouts of connected accounts are looked at for as long as money.md 2 says. */
const PAYOUTS_SINCE_MS = 14 * DAY_MS

/**
 * Looks at every initiator's account at Stripe: what Stripe still asks of its holder, whether it owes, and whether a payout
 * to the holder's bank failed in the last two weeks.
 *
 * @returns how many accounts were looked at
 */
export async function checkConnectedAccounts({
  db,
  clock,
  gateway,
}: {
  db: Db
  clock: Clock
  gateway: PaymentGateway
}): Promise<number> {
  const now = clock.now()
  const accounts = await db.read
    .selectFrom('payout_account')
    .select(['stripe_account_id as id', 'state'])
    .where('state', 'in', ['active', 'restricted'])
    .orderBy('id')
    .execute()
  const asked: Finding[] = []
  const owing: Finding[] = []
  const failed: Finding[] = []
  for (const { id, state } of accounts) {
    if (id === null) continue
    const { requirements, balance } = await gateway.readConnectedAccount(id)
    if (requirements > 0 || state === 'restricted')
      asked.push({ subject: id, amount: null, detail: { requirements } })
    if (balance < ZERO) owing.push({ subject: id, amount: cents(0 - balance) })
    for (const payout of await gateway.payoutsOfAccount(id))
      if (payout.state === 'failed' && payout.arrivalDate.toISOString() > after(now, -PAYOUTS_SINCE_MS))
        failed.push({ subject: payout.id, amount: payout.amount, detail: { account: id } })
  }
  await db.inTransaction(async trx => {
    await tellAll(trx, now, 'account-is-asked', asked)
    await tellAll(trx, now, 'account-owes', owing)
    await tellAll(trx, now, 'account-payout-failed', failed)
  })
  return accounts.length
}
