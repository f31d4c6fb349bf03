import { createHash } from 'node:crypto'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { isMonth, monthFileName } from '#app/domain/months/month.ts'
import { findClosedMonth } from '#app/domain/months/month-queries.server.ts'
import { notFound } from '#app/http/responses.server.ts'
import { requireActor } from '#app/http/visitor.server.ts'

/** The report or the archive of a closed month. Bytes that are not those that were kept are not given. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireActor(request, context, 'books.see', null)
  const { db, files } = context.world
  const month = params.month ?? ''
  const closed = isMonth(month) ? await findClosedMonth(db.read, month) : null
  const file = closed?.files.find(({ kind }) => kind === params.file)
  if (!file) throw notFound()
  const bytes = await files.get(monthFileName(file))
  if (!bytes) throw notFound()
  if (createHash('sha256').update(bytes).digest('hex') !== file.sha256)
    throw new Error(`The ${file.kind} of ${month} is not what it was when the month was closed.`)
  const isReport = file.kind === 'report'
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': isReport ? 'application/pdf' : 'application/zip',
      'Content-Length': String(bytes.length),
      'Content-Disposition': `attachment; filename="${month}.${isReport ? 'pdf' : 'zip'}"`,
    },
  })
}
