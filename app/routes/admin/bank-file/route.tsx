import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { bankRules } from '#app/bank-rules.server.ts'
import { findBankFile, payableNow } from '#app/domain/bank/bank-file-queries.server.ts'
import type { BankFile } from '#app/domain/bank/bank-file-queries.server.ts'
import { cents } from '#app/domain/money.ts'
import { approveBankFile, voidBankFile } from '#app/domain/bank/bank.server.ts'
import { can } from '#app/domain/users/permissions.ts'
import { notFound } from '#app/http/responses.server.ts'
import { takeSecondSignature } from '#app/http/second-signature.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { hasSignedInFreshly, languageOf, requireActor } from '#app/http/visitor.server.ts'
import type { UserActor } from '#app/http/visitor.server.ts'
import { euros } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { bankFileMessages } from '#app/i18n/messages/bank-files.ts'
import { deskPagesFor } from '#app/ui/desk/desk-tabs.tsx'
import type { Signing } from '#app/ui/desk/second-signature.tsx'
import { BankFilePage } from './bank-file-page.tsx'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { actor, file, payments } = await fileForTeam(request, context, params.fileId)
  const language = languageOf(request)
  const { db, clock, config } = context.world
  const isProposed = file.state === 'proposed'
  return {
    title: messagesFor(bankFileMessages, language).page.title(file.n, euros(file.total, language)),
    pages: deskPagesFor(actor),
    file,
    payments,
    leftOut: isProposed ? (await payableNow(db.read, clock.now(), bankRules(config))).leftOut : [],
    signing: signingOf(actor, file),
    mayVoid: mayVoid(actor, file),
    isFresh: await hasSignedInFreshly(request, context),
    email: actor.email,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** The second signature, which writes the file; or the end of the proposal. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { config } = context.world
  const { payer, write } = bankRules(config)
  const { actor, file } = await fileForTeam(request, context, params.fileId)
  const fileId = file.id
  return takeSecondSignature(request, context, {
    page: `/admin/bank/files/${fileId}`,
    mayVoid: mayVoid(actor, file),
    signing: signingOf(actor, file),
    approve: (trx, now, signed) =>
      approveBankFile(trx, now, {
        ...{ ...signed, fileId, approvedBy: actor.id, payer, write },
        mostADay: cents(config.PAYOUT_DAY_LIMIT_CENTS),
      }),
    callOff: (trx, now, reason) => voidBankFile(trx, now, { fileId, actorId: actor.id, reason }),
  })
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

function signingOf(actor: UserActor, file: BankFile): Signing {
  if (mayApprove(actor, file)) return 'may'
  return actor.id === file.proposedBy.id ? 'you-proposed' : 'no-role'
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
