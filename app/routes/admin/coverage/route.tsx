import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { instant } from '#app/domain/clock.ts'
import { openDebts } from '#app/domain/debts/debt-queries.server.ts'
import { openDebtOf, writeOffDebt } from '#app/domain/debts/debts.server.ts'
import { trialBalance } from '#app/domain/ledger/statement-queries.server.ts'
import { sum } from '#app/domain/money.ts'
import { floatLeft, refundsByBank, refundsThatWait } from '#app/domain/payments/payments.server.ts'
import { decideReversal } from '#app/domain/payouts/payouts.server.ts'
import { coverageOf } from '#app/domain/reconciliation/coverage.ts'
import { can } from '#app/domain/users/permissions.ts'
import { readForm } from '#app/http/form.server.ts'
import { badRequest, seeOther } from '#app/http/responses.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { coverageMessages } from '#app/i18n/messages/coverage.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { CoveragePage } from './coverage-page.tsx'

const LONGEST_REASON = 1_000

const debtForm = z.strictObject({
  campaignId: z.uuid(),
  deed: z.enum(['take-back', 'write-off']),
  reason: z.string().max(LONGEST_REASON),
})

/** What is held for others and what is owed; debts of initiators; refunds that go by bank. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const { read } = context.world.db
  const debts = await openDebts(read)
  const mayDecide = can(actor, 'debt.decide', null)
  const wanted = new URL(request.url).searchParams.get('debt')
  const byBank = await refundsByBank(read)
  const waits = await refundsThatWait(read)
  // While an earlier attempt's money is out, the books do not owe it again yet.
  const waiting = sum(waits.filter(({ isOut }) => !isOut).map(({ fronted }) => fronted))
  return {
    title: messagesFor(coverageMessages, languageOf(request)).title,
    pages: deskPagesFor(actor),
    coverage: coverageOf(await trialBalance(read), await floatLeft(read), waiting),
    waits,
    now: instant(context.world.clock.now()),
    debts,
    mayDecide,
    inHand: (mayDecide && debts.find(({ campaign }) => campaign.id === wanted)) || null,
    // Names and accounts of backers stay out: the bank's file is made elsewhere.
    byBank: byBank.map(({ refundId, campaignTitle, amount, decidedAt, state, payee }) => ({
      refundId,
      campaignTitle,
      amount,
      decidedAt,
      standing:
        state === 'in_bank_file' ? ('inFile' as const) : payee ? ('ready' as const) : ('asked' as const),
    })),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** Takes a debt back from the initiator's account at Stripe, or writes it off. */
export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireActor(request, context, 'debt.decide', null)
  const { world } = context
  const form = debtForm.safeParse(await readForm(request))
  if (!form.success) throw badRequest()
  const { campaignId, deed, reason } = form.data
  const debt = (await openDebts(world.db.read)).find(({ campaign }) => campaign.id === campaignId)
  const decided = await world.db.inTransaction(async trx => {
    const now = world.clock.now()
    const by = { decidedBy: actor.id, reason }
    if (deed === 'write-off')
      return writeOffDebt(trx, now, { ...by, campaignId, amount: await openDebtOf(trx, campaignId) })
    return debt?.settlementId
      ? decideReversal(trx, now, { ...by, settlementId: debt.settlementId, purpose: 'debt' })
      : ({ ok: false, reason: 'not-transferred' } as const)
  })
  if (decided.ok) return seeOther('/admin/coverage#debts')
  if (decided.reason === 'reason-missing')
    return data({ problem: decided.reason, deed, reason }, { status: 422 })
  return data({ refusal: decided.reason }, { status: 409 })
}

export default function Coverage() {
  return <CoveragePage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
