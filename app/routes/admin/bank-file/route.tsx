import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { pain001 } from '#app/bank/pain001.ts'
import { findBankFile } from '#app/domain/bank/bank-file-queries.server.ts'
import type { BankFile } from '#app/domain/bank/bank-file-queries.server.ts'
import { approveBankFile, voidBankFile } from '#app/domain/bank/bank.server.ts'
import { recordLedgerCheck, verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { readForm } from '#app/http/form.server.ts'
import { problemsIn } from '#app/http/problems-in.server.ts'
import { forbidden, notFound, seeOther } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { assertCan, hasSignedInFreshly, languageOf, requireActor } from '#app/http/visitor.server.ts'
import type { UserActor } from '#app/http/visitor.server.ts'
import { euros } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { bankFileMessages } from '#app/i18n/messages/bank-files.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import type { SignatureAnswer } from '#app/ui/desk/second-signature.tsx'
import { signatureInput, VOID_PROBLEMS } from '#app/ui/desk/signature-input.ts'
import { BankFilePage } from './bank-file-page.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor, file, payments } = await fileForTeam(request, context, params.fileId)
  const language = languageOf(request)
  const isProposer = actor.id === file.proposedBy.id
  const signing: 'may' | 'you-proposed' | 'no-role' = mayApprove(actor, file)
    ? 'may'
    : isProposer
      ? 'you-proposed'
      : 'no-role'
  return {
    title: messagesFor(bankFileMessages, language).page.title(file.n, euros(file.total, language)),
    pages: deskPagesFor(actor),
    file,
    payments,
    signing,
    mayVoid: mayVoid(actor, file),
    isFresh: await hasSignedInFreshly(request, context),
    email: actor.email,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** The second signature, which writes the file; or the end of the proposal. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { world } = context
  const { actor, file } = await fileForTeam(request, context, params.fileId)
  const fields = await readForm(request)
  const input = signatureInput.safeParse(fields)
  if (!input.success) {
    const { reason: problem } = problemsIn(input.error, VOID_PROBLEMS)
    return refused({ problem, reason: typeof fields.reason === 'string' ? fields.reason : '' }, 422)
  }
  const page = `/admin/bank/files/${file.id}`
  if (input.data.deed === 'void') {
    if (!mayVoid(actor, file)) throw forbidden()
    const { reason } = input.data
    const isVoided = await world.db.inTransaction(trx =>
      voidBankFile(trx, world.clock.now(), { fileId: file.id, actorId: actor.id, reason }),
    )
    return isVoided ? seeOther(page) : refused({ refusal: 'not-proposed' }, 409)
  }
  assertCan(actor, 'bank.approve', { proposedBy: file.proposedBy.id })
  if (!(await hasSignedInFreshly(request, context))) return refused({ refusal: 'sign-in-again' }, 403)
  const { hash } = input.data
  const report = await verifyLedger(world.db.read)
  const approved = await world.db.inTransaction(async trx => {
    const now = world.clock.now()
    await recordLedgerCheck(trx, now, report)
    return approveBankFile(trx, now, {
      fileId: file.id,
      approvedBy: actor.id,
      hash,
      payer: { name: world.config.SENDER_NAME, iban: world.config.BANK_IBANS[0] ?? '' },
      booksHold: report.holds,
      write: pain001.write,
    })
  })
  return approved.ok ? seeOther(page) : refused({ refusal: approved.reason }, 409)
}

function refused(answer: SignatureAnswer, status: 403 | 409 | 422) {
  return data(answer, { status })
}

async function fileForTeam(request: Request, context: SiteContext, id = '') {
  const actor = await requireActor(request, context, 'books.see', null)
  const found = await findBankFile(context.world.db.read, id)
  if (!found) throw notFound()
  return { actor, ...found }
}

function mayApprove(actor: UserActor, { proposedBy }: BankFile): boolean {
  return can(actor, 'bank.approve', { proposedBy: proposedBy.id })
}

/** Called off by who may propose or approve, the proposer too: that keeps money where it is. */
function mayVoid(actor: UserActor, file: BankFile): boolean {
  return can(actor, 'bank.manage', null) || mayApprove(actor, file)
}

export default function BankFileRoute() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <BankFilePage {...loaded} answer={answer} />
}
