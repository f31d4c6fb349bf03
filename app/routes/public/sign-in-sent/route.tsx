import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { languageOf } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { signInMessages } from '#app/i18n/messages/sign-in.ts'
import { useMessages } from '#app/ui/language-context.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'

export function loader({ request }: LoaderFunctionArgs) {
  return { title: messagesFor(signInMessages, languageOf(request)).sentTitle }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }]

/** The same for every address: it does not say whether the address is known. */
export default function SignInSent() {
  const t = useMessages(signInMessages)
  return (
    <>
      <PlainHead title={t.sentTitle} lead={t.sentLead} />
      <PlainBody>
        <p>{t.sentNothing}</p>
        <p>
          <a href="/sign-in">{t.askAgain}</a>
        </p>
      </PlainBody>
    </>
  )
}
