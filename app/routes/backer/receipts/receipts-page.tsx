import { receiptMessages } from '#app/i18n/messages/receipts.ts'
import { useMessages } from '#app/ui/language-context.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'
import { ReceiptList } from '#app/ui/receipt-list.tsx'
import type { ShownReceipt } from '#app/ui/receipt-list.tsx'

interface ReceiptsPageProps {
  email: string
  years: readonly { year: number; pdfHref: string; csvHref: string; receipts: readonly ShownReceipt[] }[]
}

export function ReceiptsPage({ email, years }: ReceiptsPageProps) {
  const t = useMessages(receiptMessages).overview
  return (
    <>
      <PlainHead title={t.title} lead={t.of(email)} />
      <PlainBody>
        {years.map(({ year, pdfHref, csvHref, receipts }) => (
          <section key={year} aria-labelledby={`year-${year}`}>
            <h2 id={`year-${year}`}>{t.year(year)}</h2>
            <p>
              <a href={pdfHref}>{t.pdf}</a> · <a href={csvHref}>{t.csv}</a>
            </p>
            <ReceiptList receipts={receipts} />
          </section>
        ))}
      </PlainBody>
    </>
  )
}
