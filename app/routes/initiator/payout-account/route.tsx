import { data } from '@remix-run/node'
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { payoutAccountOf } from '#app/domain/campaigns/campaign-queries.server.ts'
import { line } from '#app/domain/campaigns/typed-text.ts'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import { ensurePayoutAccount, onboardingLink, syncPayoutAccount } from '#app/domain/payouts/payouts.server.ts'
import type { SignedInUser } from '#app/domain/users/user-queries.server.ts'
import { nameUser } from '#app/domain/users/users.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { badRequest, seeOther, signedOut } from '#app/http/responses.server.ts'
import type { SiteContext } from '#app/http/site-context.server.ts'
import { languageOf, requireActor, requireUser, userOf } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { payoutAccountMessages } from '#app/i18n/messages/payout-account.ts'
import { PayoutAccountPage } from './payout-account-page.tsx'
import type { PayoutNotice } from './payout-account-page.tsx'

const LONGEST_NAME = 60

/** The name is asked once; the other fields are the payment provider's to ask. */
const accountForm = z.strictObject({ name: z.string().default('') })
const nameInput = line(LONGEST_NAME)

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await initiatorOf(request, context)
  const from = new URL(request.url).searchParams.get('from')
  const isFresh = from === 'stripe' ? await lookAtStripe(context, user) : true
  const notice: PayoutNotice | null = isFresh ? (from === 'expired' ? 'expired' : null) : 'unreachable'
  return {
    title: messagesFor(payoutAccountMessages, languageOf(request)).title,
    state: await payoutAccountOf(context.world.db.read, user.id),
    asksName: user.name === null,
    notice,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await initiatorOf(request, context)
  const { world } = context
  const form = accountForm.safeParse(await readForm(request))
  if (!form.success) throw badRequest()
  const typed = nameInput.safeParse(form.data.name)
  const problems = messagesFor(payoutAccountMessages, languageOf(request)).nameProblems
  const name = user.name ?? (typed.success ? typed.data : '')
  if (name === '') {
    const errors = { name: typed.success ? problems.empty : problems.tooLong }
    return data({ values: form.data, errors, notice: null }, { status: 422 })
  }
  if (user.name === null) await world.db.inTransaction(trx => nameUser(trx, user.id, name))
  try {
    const made = await ensurePayoutAccount(world, { ...user, name })
    const url =
      made.ok && made.account.stripe_account_id !== null
        ? await onboardingLink(world, made.account.stripe_account_id)
        : null
    return url === null ? refused('refused', 422) : seeOther(url)
  } catch (error) {
    if (!(error instanceof GatewayUnavailable)) throw error
    return refused('unreachable', 503)
  }
}

function refused(notice: PayoutNotice, status: number) {
  const headers: HeadersInit = status === 503 ? { 'Retry-After': '60' } : {}
  return data({ values: {}, errors: {}, notice }, { status, headers })
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

export default function PayoutAccount() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <PayoutAccountPage {...page} values={{}} errors={{}} {...answer} />
}

async function initiatorOf(request: Request, context: SiteContext): Promise<SignedInUser> {
  const { id } = await requireUser(request, context)
  await requireActor(request, context, 'payout-account.edit', { userId: id })
  const user = await userOf(request, context)
  if (!user) throw signedOut()
  return user
}

/** Looks at the account as it is at Stripe now. @returns false when Stripe does not answer */
async function lookAtStripe({ world }: SiteContext, user: SignedInUser): Promise<boolean> {
  if ((await payoutAccountOf(world.db.read, user.id)) === 'none') return true
  try {
    const found = await ensurePayoutAccount(world, { ...user, name: user.name ?? '' })
    if (found.ok && found.account.stripe_account_id !== null)
      await syncPayoutAccount(world, found.account.stripe_account_id)
    return true
  } catch (error) {
    if (!(error instanceof GatewayUnavailable)) throw error
    return false
  }
}
