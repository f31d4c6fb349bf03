import type { LoaderFunctionArgs } from '@remix-run/node'
import { parseDay } from '#app/domain/campaigns/typed-text.ts'
import { isId } from '#app/domain/ids.ts'
import { readAccount } from '#app/domain/ledger/account.ts'
import { openBook } from '#app/exports/open-book.server.ts'
import { EXPORT_FORMATS, isExportFormat, isTooLong, writeBook } from '#app/exports/write-book.ts'
import { badRequest, seeOther } from '#app/http/responses.server.ts'
import { streamedFile } from '#app/http/streamed-file.server.ts'
import { languageOf, requireActor } from '#app/http/visitor.server.ts'

/** The file itself, sent while it is read. Where there is nothing to export there is no file, but the form with why. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, 'books.see', null)
  const { db, config, clock } = context.world
  const query = new URL(request.url).searchParams
  const format = query.get('format') ?? ''
  const campaignId = query.get('campaign') || null
  const account = query.get('account') || null
  if (!isExportFormat(format)) throw badRequest()
  if (campaignId !== null && !isId(campaignId)) throw badRequest()
  if (account !== null && readAccount(account) === null) throw badRequest()
  const first = parseDay(query.get('from') ?? '')
  const last = parseDay(query.get('to') ?? '')
  if (first === null || last === null) return back(query, 'not-a-day')
  if (first > last) return back(query, 'wrong-order')
  if (isTooLong(format, { first, last })) return back(query, 'too-long')
  const owner = { name: config.SENDER_NAME, registration: config.SENDER_REGISTRATION }
  const book = await openBook(
    db.read,
    { first, last, campaignId, account },
    { language: languageOf(request), owner, now: clock.now() },
  )
  if (book === null) return back(query, 'nothing')
  const { extension, contentType } = EXPORT_FORMATS[format]
  return streamedFile({ name: `books-${first}-${last}.${extension}`, contentType }, writeBook(book, format))
}

function back(typed: URLSearchParams, problem: string): Response {
  const query = new URLSearchParams(typed)
  query.set('problem', problem)
  return seeOther(`/admin/exports?${query.toString()}`)
}
