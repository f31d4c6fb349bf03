import { sql } from 'kysely'
import type { ReadDb, WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { initiatorReceivable } from '../ledger/account.ts'
import { balance, post } from '../ledger/ledger.server.ts'
import { debtWrittenOff } from '../ledger/posting-rules.ts'
import type { Posting } from '../ledger/posting-rules.ts'
import { cents, sum, ZERO } from '../money.ts'
import type { Cents } from '../money.ts'
import { promiseLetter } from '../outbox/outbox.server.ts'
import { recordAudit } from '../users/users.server.ts'

/**
 * What initiators owe (money.md 3.3, `initiator_receivable`): money that was paid out and then went back to a backer.
 * It is set off against the next payout, taken back from a transfer, paid to our bank, or written off.
 */

/** What the initiator of a campaign owes now. */
export async function debtOf(db: ReadDb, campaignId: string): Promise<Cents> {
  return balance(db, initiatorReceivable(campaignId))
}

/**
 * What of a debt can still be decided on: not what a transfer is being taken back for, until that is refused, or its money
 * is booked. Else the same cents would be paid twice.
 */
export async function openDebtOf(db: ReadDb, campaignId: string): Promise<Cents> {
  const { underWay } = await db
    .selectFrom('transfer_reversal')
    .innerJoin('settlement', 'settlement.id', 'transfer_reversal.settlement_id')
    .leftJoin('balance_transaction', 'balance_transaction.source_id', 'transfer_reversal.stripe_reversal_id')
    .select(sql<number>`coalesce(sum(transfer_reversal.amount_cents), 0)`.as('underWay'))
    .where('settlement.campaign_id', '=', campaignId)
    .where('transfer_reversal.purpose', '=', 'debt')
    .where('transfer_reversal.state', '<>', 'refused')
    .where('balance_transaction.id', 'is', null)
    .executeTakeFirstOrThrow()
  return cents(Math.max(0, (await debtOf(db, campaignId)) - Number(underWay)))
}

/**
 * Tells the initiator of the debt that an entry made, if it made one.
 *
 * @param debt.key names the fact: one letter is sent for it
 */
export async function tellOfDebt(
  trx: WriteDb,
  now: Date,
  debt: { campaignId: string; key: string; postings: readonly Posting[] },
): Promise<void> {
  const { campaignId, key, postings } = debt
  const made = sum(
    postings.flatMap(({ debit, amount }) => (debit === initiatorReceivable(campaignId) ? [amount] : [])),
  )
  if (made === ZERO) return
  const to = await trx
    .selectFrom('campaign')
    .innerJoin('user', 'user.id', 'campaign.initiator_id')
    .select(['campaign.title', 'user.email', 'user.language'])
    .where('campaign.id', '=', campaignId)
    .executeTakeFirstOrThrow()
  await promiseLetter(trx, now, {
    name: 'initiator-debt',
    dedupKey: key,
    to: to.email,
    language: to.language,
    props: {
      campaignId,
      campaignTitle: to.title,
      debtCents: made,
      owedCents: await debtOf(trx, campaignId),
    },
  })
}

export type WrittenOff = { ok: true } | { ok: false; reason: 'reason-missing' | 'no-such-debt' }

/** A treasurer gives up what an initiator owes, or a part of it, for a reason that is kept with their name (D4). */
export async function writeOffDebt(
  trx: WriteDb,
  now: Date,
  decision: { campaignId: string; amount: Cents; decidedBy: string; reason: string },
): Promise<WrittenOff> {
  const { campaignId, amount, decidedBy } = decision
  const reason = decision.reason.trim()
  if (reason === '') return { ok: false, reason: 'reason-missing' }
  if (amount <= ZERO || amount > (await openDebtOf(trx, campaignId)))
    return { ok: false, reason: 'no-such-debt' }
  const id = randomIds.next()
  await trx
    .insertInto('debt_write_off')
    .values({
      id,
      campaign_id: campaignId,
      amount_cents: amount,
      reason,
      decided_by: decidedBy,
      decided_at: instant(now),
    })
    .execute()
  await post(trx, now, {
    kind: 'debt-written-off',
    source: { type: 'debt_write_off', id },
    occurredAt: now,
    postings: debtWrittenOff({ campaignId, amount }),
  })
  await recordAudit(trx, now, {
    actorId: decidedBy,
    action: 'debt.written-off',
    subject: { type: 'campaign', id: campaignId },
    detail: { amountCents: amount, reason },
  })
  return { ok: true }
}
