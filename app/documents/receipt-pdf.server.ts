import type { Receipt } from '#app/domain/receipts/receipt-queries.server.ts'
import { totalOfParts } from '#app/domain/receipts/receipt.ts'
import { basisPoints, day, euros } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { receiptDocumentMessages } from '#app/i18n/messages/receipt-documents.ts'
import { openSheet } from './sheet.server.ts'
import type { Sheet } from './sheet.server.ts'

/** Who issues: printed on every document. */
export interface Issuer {
  name: string
  address: string
  registration: string
  /** Whether documents must say that their content is made up. */
  isDemonstration: boolean
}

/** The file of a receipt, an invoice or a credit. The same bytes each time, for the same receipt and issuer. */
export function receiptPdf(receipt: Receipt, issuer: Issuer): Promise<Buffer> {
  const { language, kind, number, facts, parts } = receipt
  const t = messagesFor(receiptDocumentMessages, language)
  const sheet = openSheet({
    title: `${t.titles[kind]} ${number}`,
    language,
    author: issuer.name,
    madeAt: new Date(receipt.issuedAt),
    foot: `${issuer.name} · ${issuer.address} · ${issuer.registration} · ${t.titles[kind]} ${number}`,
  })
  if (issuer.isDemonstration) sheet.kicker(t.demonstration)
  sheet.kicker(issuer.name)
  sheet.title(t.titles[kind])
  sheet.facts(factRows(receipt))
  sheet.heading(t.amount)
  amounts(sheet, receipt)
  sheet.heading(t.notes)
  if (facts.corrects && kind === 'invoice') sheet.paragraph(t.replaces(facts.corrects))
  if (facts.corrects && kind === 'credit') sheet.paragraph(t.credits(facts.corrects))
  if (parts.reward > 0) sheet.paragraph(vatSentence(receipt))
  sheet.paragraph(t.issuer(issuer.name))
  if (kind !== 'credit') {
    sheet.paragraph(
      facts.anbi && parts.gift > 0
        ? t.anbi(facts.anbi.name, facts.anbi.rsin, euros(parts.gift, language))
        : t.noAnbi,
    )
    sheet.paragraph(t.returns)
  }
  return sheet.finish()
}

function factRows({ kind, number, language, issuedAt, facts, pledgeId }: Receipt): [string, string][] {
  const t = messagesFor(receiptDocumentMessages, language)
  const { company } = facts
  const rows: [string, string | null][] = [
    [t.number, number],
    [t.date, day(issuedAt, language)],
    [t.corrects[kind], facts.corrects],
    [t.why, facts.because && t.because[facts.because]],
    [kind === 'credit' ? t.creditFor : t.from, facts.backerName || t.nameless],
    [t.email, facts.email],
    [t.company, company?.name ?? null],
    [t.address, company?.address ?? null],
    [t.kvk, company?.kvk ?? null],
    [t.vatNumber, company?.vatNumber ?? null],
    [t.campaign, facts.campaignTitle],
    [t.initiator, facts.initiatorName],
    [t.reference, pledgeId],
  ]
  return rows.flatMap(([label, value]): [string, string][] => (value ? [[label, value]] : []))
}

function amounts(sheet: Sheet, { language, parts, facts }: Receipt): void {
  const t = messagesFor(receiptDocumentMessages, language)
  const rows: [string, number][] = [
    [t.gift, parts.gift],
    [t.reward(facts.rewardTitle ?? ''), parts.reward],
    [t.tip, parts.tip],
  ]
  sheet.table({
    columns: [
      { label: t.what, width: 0.75 },
      { label: t.amount, width: 0.25, isNumber: true },
    ],
    rows: rows
      .filter(([, part]) => part > 0)
      .map(([label, part]) => [label, euros(part as typeof parts.gift, language)]),
    total: [t.total, euros(totalOfParts(parts), language)],
  })
}

function vatSentence({ language, parts, vatBp, facts }: Receipt): string {
  const t = messagesFor(receiptDocumentMessages, language)
  if (!facts.isWorthStated) return t.vatUnknown
  return vatBp > 0 ? t.vatIncluded(basisPoints(vatBp, language), euros(parts.vat, language)) : t.vatNone
}
