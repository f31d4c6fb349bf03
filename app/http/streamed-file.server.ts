import { setImmediate as letOthersGo } from 'node:timers/promises'

/** Said by a route whose answer leaves while it is being made, and taken off before it does. */
export const STREAMED_HEADER = 'X-Streamed'

/**
 * A file to keep, sent part by part: each part is asked for when the one before has left, so that a large file takes
 * no more memory than a small one. Whoever goes away ends the asking.
 *
 * @param file.name as it will be called; plain letters, digits, hyphens and dots only
 * @param parts bytes, or text, which is in UTF-8 on the way; when it throws, the connection is cut off, so that half a file is never
 *   taken for a whole one
 */
export function streamedFile(
  file: { name: string; contentType: string },
  parts: AsyncGenerator<string | Uint8Array, void, undefined>,
): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async controller => {
        // SQLite answers at once: without this, all other visitors would wait until the last part was read.
        await letOthersGo()
        const next = await parts.next()
        if (next.done) controller.close()
        else controller.enqueue(typeof next.value === 'string' ? encoder.encode(next.value) : next.value)
      },
      cancel: async () => {
        await parts.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, {
    headers: {
      'Content-Type': file.contentType,
      'Content-Disposition': `attachment; filename="${file.name}"`,
      [STREAMED_HEADER]: 'yes',
    },
  })
}
