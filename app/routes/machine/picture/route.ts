import type { LoaderFunctionArgs } from '@remix-run/node'
import { isPictureFileName } from '#app/domain/campaigns/picture.ts'
import { notFound } from '#app/http/responses.server.ts'

/** One file of a picture. Its name is made from its content, so what it holds never changes. */
export async function loader({ params, context: { world } }: LoaderFunctionArgs) {
  const name = params.file ?? ''
  const bytes = isPictureFileName(name) ? await world.files.get(name) : null
  if (!bytes) throw notFound()
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': 'image/webp',
      'Content-Length': String(bytes.length),
      'Cache-Control': 'public, max-age=31536000, immutable',
    },
  })
}
