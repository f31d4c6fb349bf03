import { receiptMessages } from '#app/i18n/messages/receipts.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'

/** A link to receipts that was altered or has expired, and how to get another. */
export function LinkIsGone() {
  const t = useMessages(receiptMessages).overview
  return (
    <>
      <PlainHead title={t.gone} lead={t.goneText} />
      <PlainBody>
        <ButtonLink href="/receipts">{t.again}</ButtonLink>
      </PlainBody>
    </>
  )
}
