import { fourEyesMessages } from '#app/i18n/messages/four-eyes.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'

interface SignInAgainProps {
  email: string
  /** The path of this page: the link leads back to it. */
  returnTo: string
}

/** In place of a button by which money goes out, for who did not sign in just now. */
export function SignInAgain({ email, returnTo }: SignInAgainProps) {
  const t = useMessages(fourEyesMessages).again
  return (
    <Notice kind="concern" title={t.title}>
      <p>{t.text}</p>
      <Form action="/sign-in" hidden={{ email, returnTo }}>
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </Form>
    </Notice>
  )
}
