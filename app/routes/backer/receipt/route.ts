import type { LoaderFunctionArgs } from '@remix-run/node'
import { receiptFile } from '#app/documents/documents.server.ts'
import { readReceiptNumber } from '#app/domain/receipts/receipt.ts'
import { receiptOfPledge } from '#app/domain/receipts/receipt-queries.server.ts'
import { documentAnswer } from '#app/http/document-answer.server.ts'
import { pledgeAtHand } from '#app/http/pledge-at-hand.server.ts'
import { notFound } from '#app/http/responses.server.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { receiptMessages } from '#app/i18n/messages/receipts.ts'

/** The file of one document of a pledge, by the signed link of that pledge. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId)
  const number = readReceiptNumber((params.file ?? '').replace(/\.pdf$/, ''))
  const receipt = number && (await receiptOfPledge(context.world.db.read, pledge.id, number))
  if (!receipt) throw notFound()
  const name = messagesFor(receiptMessages, receipt.language).fileNames[receipt.kind]
  const bytes = await receiptFile(context.world, receipt)
  return documentAnswer(`${name}-${receipt.number}.pdf`, 'application/pdf', bytes)
}
