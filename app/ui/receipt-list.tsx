import { receiptMessages } from '#app/i18n/messages/receipts.ts'
import { useMessages } from '#app/ui/language-context.tsx'

export interface ShownReceipt {
  number: string
  kind: 'receipt' | 'invoice' | 'credit'
  href: string
  /** What it comes to, in words. */
  amount: string
  creditedBy: readonly string[]
  replacedBy: string | null
}

/** Numbered documents to keep, each with what later ones said of it. */
export function ReceiptList({ receipts }: { receipts: readonly ShownReceipt[] }) {
  const t = useMessages(receiptMessages)
  return (
    <ul>
      {receipts.map(({ number, kind, href, amount, creditedBy, replacedBy }) => (
        <li key={number}>
          <a href={href}>{t.download(t.kinds[kind], number)}</a> {amount}
          {creditedBy.length > 0 && <strong> {t.credited(creditedBy.join(', '))}.</strong>}
          {replacedBy && <strong> {t.replaced(replacedBy)}.</strong>}
        </li>
      ))}
    </ul>
  )
}
