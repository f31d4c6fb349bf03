import type { LoaderFunctionArgs } from '@remix-run/node'
import { issuerOf } from '#app/documents/documents.server.ts'
import { overviewCsv } from '#app/documents/overview-csv.server.ts'
import { overviewPdf } from '#app/documents/overview-pdf.server.ts'
import { receiptsOfAddress } from '#app/domain/receipts/receipt-queries.server.ts'
import { documentAnswer } from '#app/http/document-answer.server.ts'
import { receiptsAtHand } from '#app/http/receipts-at-hand.server.ts'
import { notFound } from '#app/http/responses.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { receiptMessages } from '#app/i18n/messages/receipts.ts'

/** The overview of one year of one address, as PDF or CSV. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { email } = await receiptsAtHand(request, context, params.linkId)
  const [, yearText, kind] = /^(\d{4})\.(pdf|csv)$/.exec(params.file ?? '') ?? []
  if (!yearText) throw notFound()
  const { world } = context
  const year = Number(yearText)
  const receipts = await receiptsOfAddress(world.db.read, email, year)
  if (receipts.length === 0) throw notFound()
  const language = languageOf(request)
  const name = `${messagesFor(receiptMessages, language).fileNames.overview}-${year}`
  if (kind === 'csv') return documentAnswer(`${name}.csv`, 'text/csv; charset=utf-8', overviewCsv(receipts))
  const of = { year, email, receipts, madeAt: world.clock.now(), language }
  return documentAnswer(`${name}.pdf`, 'application/pdf', await overviewPdf(of, issuerOf(world)))
}
