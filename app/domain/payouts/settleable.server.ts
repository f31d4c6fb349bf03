import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import { fundsHeld, tipsHeld } from '../ledger/account.ts'
import { balance } from '../ledger/ledger.server.ts'
import { cents } from '../money.ts'
import type { Cents } from '../money.ts'
import { disputedOf } from '../payments/payments.server.ts'

/** What a campaign holds of pledges and of tips, less what is disputed. */
export async function mayBeSettled(db: ReadDb, campaignId: string): Promise<{ funds: Cents; tips: Cents }> {
  const disputed = await disputedOf(db, campaignId)
  return {
    funds: lessDisputed(await balance(db, fundsHeld(campaignId)), disputed.funds),
    tips: lessDisputed(await balance(db, tipsHeld(campaignId)), disputed.tips),
  }
}

/** What is disputed stays until it is decided. After a payout less may be held than is disputed. */
function lessDisputed(held: Cents, disputed: Cents): Cents {
  return cents(Math.max(0, held - disputed))
}

/** What earlier settlements paid out in transfers that came back, less what later ones paid out of it again. */
export async function owedAgain(db: ReadDb, campaignId: string): Promise<Cents> {
  const { owed } = await db
    .selectFrom('settlement')
    .select(
      sql<number>`coalesce(sum(CASE WHEN state = 'reversed' THEN payout_cents ELSE 0 END - owed_cents), 0)`.as(
        'owed',
      ),
    )
    .where('campaign_id', '=', campaignId)
    .where('approved_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return cents(Math.max(0, owed))
}
