import { sql } from 'kysely'
import type { ReadDb } from '#db/database.server.ts'
import { cents } from '../money.ts'
import type { Cents } from '../money.ts'

/** What an initiator owes for one campaign. */
export interface Debt {
  campaign: { id: string; title: string }
  initiator: string
  owed: Cents
  /** The newest settlement whose transfer the debt may be taken back from; null when there is none. */
  settlementId: string | null
}

const PREFIX = 'initiator_receivable:'

/** Every debt that is open, the largest first. */
export async function openDebts(db: ReadDb): Promise<Debt[]> {
  const sealed = db
    .selectFrom('account_total')
    .select(['account', sql<number>`debit_cents - credit_cents`.as('net')])
    .where('account', 'like', `${PREFIX}%`)
  const late = db.selectFrom('journal_tail').innerJoin('posting', 'posting.entry_id', 'journal_tail.entry_id')
  const debits = late
    .select(['debit_account as account', sql<number>`amount_cents`.as('net')])
    .where('debit_account', 'like', `${PREFIX}%`)
  const credits = late
    .select(['credit_account as account', sql<number>`-amount_cents`.as('net')])
    .where('credit_account', 'like', `${PREFIX}%`)
  const sums = await db
    .selectFrom(sealed.unionAll(debits).unionAll(credits).as('moved'))
    .select(['account', sql<number>`sum(net)`.as('net')])
    .groupBy('account')
    .having(sql<boolean>`sum(net) > 0`)
    .execute()
  const owed = new Map(sums.map(({ account, net }) => [account.slice(PREFIX.length), cents(net)]))
  if (owed.size === 0) return []
  const campaigns = await db
    .selectFrom('campaign')
    .innerJoin('user', 'user.id', 'campaign.initiator_id')
    .select(['campaign.id', 'campaign.title'])
    .select(sql<string>`coalesce("user".name, "user".email)`.as('initiator'))
    .where('campaign.id', 'in', [...owed.keys()])
    .execute()
  const settlements = await db
    .selectFrom('settlement')
    .select(['campaign_id', 'id'])
    .where('campaign_id', 'in', [...owed.keys()])
    .where('state', 'in', ['transferred', 'paid_out', 'payout_failed'])
    .where('transfer_id', 'is not', null)
    .orderBy('n')
    .execute()
  const newest = new Map(settlements.map(row => [row.campaign_id, row.id]))
  return campaigns
    .map(({ id, title, initiator }) => ({
      campaign: { id, title },
      initiator,
      owed: owed.get(id) ?? cents(0),
      settlementId: newest.get(id) ?? null,
    }))
    .toSorted((a, b) => b.owed - a.owed)
}
