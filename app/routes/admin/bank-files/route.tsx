import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { bankRules } from '#app/bank-rules.server.ts'
import { bankFiles, payableNow } from '#app/domain/bank/bank-file-queries.server.ts'
import { proposeBankFile } from '#app/domain/bank/bank.server.ts'
import { recordLedgerCheck, verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { badRequest, seeOther } from '#app/http/responses.server.ts'
import { hasSignedInFreshly, languageOf, requireActor } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { bankFileMessages } from '#app/i18n/messages/bank-files.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import { BankFilesPage } from './bank-files-page.tsx'
import type { FilesAnswer } from './bank-files-page.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, 'books.see', null)
  const { db, config, clock } = context.world
  const { payable, leftOut } = await payableNow(db.read, clock.now(), bankRules(config))
  return {
    title: messagesFor(bankFileMessages, languageOf(request)).title,
    pages: deskPagesFor(actor),
    due: payable,
    leftOut,
    mayMend: can(actor, 'refund.decide', null),
    files: await bankFiles(db.read),
    hasBank: config.BANK_IBANS.length > 0,
    mayPropose: can(actor, 'bank.manage', null),
    isFresh: await hasSignedInFreshly(request, context),
    email: actor.email,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** Proposes a file of all that is due and that a file can carry. The books are looked at first: nothing goes out while they do not hold. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { world } = context
  const actor = await requireActor(request, context, 'bank.manage', null)
  if (world.config.BANK_IBANS.length === 0) throw badRequest()
  if (!(await hasSignedInFreshly(request, context))) return refused({ refusal: 'sign-in-again' }, 403)
  const report = await verifyLedger(world.db.read)
  const proposed = await world.db.inTransaction(async trx => {
    const now = world.clock.now()
    await recordLedgerCheck(trx, now, report)
    return proposeBankFile(trx, now, {
      ...bankRules(world.config),
      proposedBy: actor.id,
      booksHold: report.holds,
    })
  })
  if (proposed.ok) return seeOther(`/admin/bank/files/${proposed.fileId}`)
  const troubles = proposed.reason === 'bad-payments' ? proposed.troubles : []
  return refused({ refusal: proposed.reason, troubles }, 409)
}

function refused(answer: FilesAnswer, status: 403 | 409) {
  return data(answer, { status })
}

export default function BankFiles() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <BankFilesPage {...loaded} answer={answer} />
}
