import type { ListedReceipt } from '#app/domain/receipts/receipt-queries.server.ts'
import { overviewOf } from '#app/domain/receipts/overview.ts'
import type { OverviewLine } from '#app/domain/receipts/overview.ts'
import type { Cents } from '#app/domain/money.ts'
import { amount, dayShort, euros, moment } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/language.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { receiptDocumentMessages } from '#app/i18n/messages/receipt-documents.ts'
import type { Issuer } from './receipt-pdf.server.ts'
import { openSheet } from './sheet.server.ts'

interface OverviewOf {
  year: number
  email: string
  receipts: readonly ListedReceipt[]
  madeAt: Date
  language: Language
}

/** All documents of one address in one year on a sheet, added up. It has no number: the documents have. */
export function overviewPdf(of: OverviewOf, issuer: Issuer): Promise<Buffer> {
  const { year, email, language, madeAt } = of
  const { titles: _, overview: t, ...words } = messagesFor(receiptDocumentMessages, language)
  const { lines, totals, toAnbis } = overviewOf(of.receipts)
  const sheet = openSheet({
    title: t.title(year),
    language,
    author: issuer.name,
    madeAt,
    foot: `${issuer.name} · ${issuer.address} · ${issuer.registration} · ${t.title(year)}`,
  })
  if (issuer.isDemonstration) sheet.kicker(words.demonstration)
  sheet.kicker(issuer.name)
  sheet.title(t.title(year))
  sheet.paragraph(t.intro(email, year))
  sheet.paragraph(t.made(moment(madeAt.toISOString(), language)))
  const inColumn = (value: Cents) => amount(value, language)
  const cellsOf = (line: OverviewLine) => [
    line.isReplaced ? `${line.number} (${t.replaced})` : line.number,
    dayShort(line.issuedAt, language),
    line.campaignTitle,
    ...[line.gift, line.reward, line.tip].map(inColumn),
  ]
  sheet.table({
    columns: [
      { label: t.columns.number, width: 0.2 },
      { label: t.columns.date, width: 0.11 },
      { label: t.columns.campaign, width: 0.29 },
      { label: t.columns.gift, width: 0.13, isNumber: true },
      { label: t.columns.reward, width: 0.15, isNumber: true },
      { label: t.columns.tip, width: 0.12, isNumber: true },
    ],
    rows: lines.map(cellsOf),
    total: [t.total, '', '', ...[totals.gift, totals.reward, totals.tip].map(inColumn)],
  })
  if (lines.some(({ isReplaced }) => isReplaced)) sheet.paragraph(t.replacedText)
  if (toAnbis.length > 0) sheet.heading(t.anbi)
  for (const { name, rsin, gift } of toAnbis) sheet.paragraph(t.anbiLine(name, rsin, euros(gift, language)))
  if (toAnbis.length === 0) sheet.paragraph(words.noAnbi)
  return sheet.finish()
}
