import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newSecret } from '#app/domain/users/users.server.ts'
import { signInRequestInput } from '#app/domain/users/user-input.ts'
import { requestSignInLink } from '#app/domain/users/users.server.ts'
import { BROWSER_COOKIE, cookie, readCookie } from '#app/http/cookies.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { limitSignInLetters } from '#app/http/known-device.server.ts'
import { seeOther } from '#app/http/responses.server.ts'
import { parseReturnTo } from '#app/http/return-to.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { signInMessages } from '#app/i18n/messages/sign-in.ts'
import { SignInForm } from './sign-in-form.tsx'

/** Longer than a link lasts, so that a second link is bound to the same browser. */
const BROWSER_COOKIE_S = 86_400

export function loader({ request }: LoaderFunctionArgs) {
  const { title } = messagesFor(signInMessages, languageOf(request))
  const returnTo = parseReturnTo(new URL(request.url).searchParams.get('returnTo')) ?? ''
  return { title, returnTo }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

/** Promises a link. Whether the address is known changes nothing: not the answer, not the work. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { world } = context
  const language = languageOf(request)
  const fields = await readForm(request)
  const input = signInRequestInput.safeParse(fields)
  if (!input.success) {
    const values = { email: String(fields.email ?? '') }
    return data({ values, errors: { email: messagesFor(signInMessages, language).emailWrong } }, { status: 422 })
  }
  const { email } = input.data
  const cookies = request.headers.get('Cookie')
  await limitSignInLetters(context, cookies, email)
  const browserSecret = readCookie(cookies, BROWSER_COOKIE) || newSecret()
  const returnTo = parseReturnTo(input.data.returnTo) ?? ''
  await world.db.inTransaction(trx =>
    requestSignInLink(trx, world.clock.now(), { email, browserSecret, returnTo, language }),
  )
  const bound = cookie(BROWSER_COOKIE, browserSecret, BROWSER_COOKIE_S)
  return seeOther('/sign-in/sent', [['Set-Cookie', bound]])
}

export default function SignIn() {
  const { returnTo } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return <SignInForm returnTo={returnTo} values={refused?.values} errors={refused?.errors} />
}
