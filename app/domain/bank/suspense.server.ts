import type { WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'
import { initiatorReceivable } from '../ledger/account.ts'
import type { Account } from '../ledger/account.ts'
import { balance, post } from '../ledger/ledger.server.ts'
import { suspenseCleared } from '../ledger/posting-rules.ts'
import { closeDiscrepancy } from '../payments/payments.server.ts'
import { arrivedOnBank } from '../payouts/payouts.server.ts'
import { recordAudit } from '../users/users.server.ts'
import { lineToMatch } from './bank-queries.server.ts'
import { markPaid, owedBy, paymentReturned } from './bank-payments.server.ts'
import { candidatesOf } from './candidates.server.ts'
import type { Candidate, LineToMatch } from './candidates.server.ts'
import { accountOfClearing, clearingsFor, RULES } from './clearing.ts'
import type { Clearing } from './clearing.ts'

/** What a person decided that a line was: one of its candidates, or something that needs none. */
export type ClearingDecision =
  | { kind: 'candidate'; subject: { type: string; id: string } }
  | { kind: 'other'; clearing: Clearing; campaignId: string | null }

export type Cleared =
  | { ok: true }
  | {
      ok: false
      reason: 'not-in-suspense' | 'no-such-candidate' | 'no-such-debt' | 'more-than-debt' | 'reason-missing'
    }

/**
 * Takes a line of the bank out of suspense: a person says what it was and why, and it is booked where it belongs, in one
 * transaction with the end of its discrepancy. The line and its first entry stay as they are.
 */
export async function clearLine(
  trx: WriteDb,
  now: Date,
  request: { lineId: string; clearedBy: string; decision: ClearingDecision; reason: string },
): Promise<Cleared> {
  const { lineId, clearedBy, decision } = request
  const reason = request.reason.trim()
  if (reason === '') return { ok: false, reason: 'reason-missing' }
  const row = await trx.selectFrom('bank_line').selectAll().where('id', '=', lineId).executeTakeFirst()
  if (row?.state !== 'suspense') return { ok: false, reason: 'not-in-suspense' }
  const line = lineToMatch(row)
  const outcome =
    decision.kind === 'candidate'
      ? await asCandidate(trx, now, line, decision.subject)
      : await asOther(trx, line, decision)
  if (!outcome.ok) return outcome
  const { rule, account, campaignId, subject } = outcome
  const { entryId } = await post(trx, now, {
    kind: 'suspense-cleared',
    source: { type: 'bank_line', id: lineId },
    occurredAt: now,
    postings: suspenseCleared({ net: line.amount, account, campaignId }),
  })
  await trx
    .updateTable('bank_line')
    .set({
      state: 'cleared',
      rule,
      subject_type: subject?.type ?? null,
      subject_id: subject?.id ?? null,
      cleared_entry_id: entryId,
      cleared_by: clearedBy,
      cleared_at: instant(now),
      clear_reason: reason,
    })
    .where('id', '=', lineId)
    .where('state', '=', 'suspense')
    .executeTakeFirstOrThrow()
  await closeDiscrepancy(trx, now, {
    kind: 'bank-line-unknown',
    subject: lineId,
    resolvedBy: clearedBy,
    reason,
  })
  await recordAudit(trx, now, {
    actorId: clearedBy,
    action: 'bank-line.cleared',
    subject: { type: 'bank_line', id: lineId },
    detail: { rule },
  })
  return { ok: true }
}

type Outcome =
  | {
      ok: true
      rule: string
      account: Account
      campaignId?: string
      subject: { type: string; id: string } | null
    }
  | Extract<Cleared, { ok: false }>

async function asCandidate(
  trx: WriteDb,
  now: Date,
  line: LineToMatch,
  wanted: { type: string; id: string },
): Promise<Outcome> {
  const candidates = await candidatesOf(trx, line)
  const found = candidates.find(({ subject }) => subject.type === wanted.type && subject.id === wanted.id)
  if (!found) return { ok: false, reason: 'no-such-candidate' }
  const { account, campaignId } = await takeCandidate(trx, now, line, found)
  return { ok: true, rule: found.rule, account, campaignId, subject: found.subject }
}

async function takeCandidate(
  trx: WriteDb,
  now: Date,
  line: LineToMatch,
  { rule, subject }: Candidate,
): Promise<{ account: Account; campaignId?: string }> {
  switch (rule) {
    case 'O2':
      await arrivedOnBank(trx, subject.id)
      return { account: 'stripe_in_transit' }
    case 'O4':
      return { account: 'stripe_in_transit' }
    case 'B4':
      return { account: 'bank_in_transit' }
    case 'B2':
      await markPaid(trx, now, line, subject)
      return { account: 'bank_in_transit' }
    case 'B3': {
      const payment = await paymentReturned(trx, now, subject.id, line.returnReason ?? '')
      return { account: owedBy(payment), campaignId: payment.campaign_id ?? undefined }
    }
  }
}

async function asOther(
  trx: WriteDb,
  line: LineToMatch,
  { clearing, campaignId }: Extract<ClearingDecision, { kind: 'other' }>,
): Promise<Outcome> {
  const account = accountOfClearing(clearing, campaignId)
  if (!clearingsFor(line.amount).includes(clearing) || account === null)
    return { ok: false, reason: 'no-such-debt' }
  if (clearing !== 'debt' || campaignId === null)
    return { ok: true, rule: RULES[clearing], account, subject: null }
  const owed = await balance(trx, initiatorReceivable(campaignId))
  if (owed === 0) return { ok: false, reason: 'no-such-debt' }
  if (line.amount > owed) return { ok: false, reason: 'more-than-debt' }
  return { ok: true, rule: RULES.debt, account, campaignId, subject: { type: 'campaign', id: campaignId } }
}
