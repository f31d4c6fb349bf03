import type { LinkForBrowser } from '#app/domain/users/user-queries.server.ts'
import { signInMessages } from '#app/i18n/messages/sign-in.ts'
import { Actions, Button, ButtonLink } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'

export type LinkView = LinkForBrowser

/** One button that signs in, or why this link cannot and how to get one that can. */
export function LinkPage(link: LinkView) {
  const t = useMessages(signInMessages)
  if (link.standing !== 'usable') {
    const { title, text } = t.standing[link.standing]
    return (
      <>
        <PlainHead title={title} lead={text} />
        <PlainBody>
          <Actions>
            <ButtonLink href="/sign-in">{t.askAgain}</ButtonLink>
          </Actions>
        </PlainBody>
      </>
    )
  }
  return (
    <>
      <PlainHead title={t.confirmTitle} lead={t.confirmLead(link.email)} />
      <PlainBody>
        <Form>
          <Actions>
            <Button look="pay">{t.confirm}</Button>
          </Actions>
        </Form>
        <p className="small soft">{t.notYou}</p>
      </PlainBody>
    </>
  )
}
