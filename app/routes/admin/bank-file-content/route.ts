import type { LoaderFunctionArgs } from '@remix-run/node'
import { contentOfFile, findBankFile } from '#app/domain/bank/bank-file-queries.server.ts'
import { notFound } from '#app/http/responses.server.ts'
import { requireActor } from '#app/http/visitor.server.ts'

/** The bytes of an exported file, as they were written: the same at every download. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  await requireActor(request, context, 'bank.fetch-file', null)
  const { read } = context.world.db
  const found = await findBankFile(read, params.fileId ?? '')
  const kept = found && (await contentOfFile(read, found.file.id))
  if (!found || !kept) throw notFound()
  return new Response(kept.content, {
    headers: {
      'Content-Type': 'application/xml; charset=utf-8',
      'Content-Disposition': `attachment; filename="stadmakers-bank-${found.file.n}.xml"`,
      'Cache-Control': 'no-store',
    },
  })
}
