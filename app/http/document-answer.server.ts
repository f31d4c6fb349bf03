/**
 * A document to keep: of one person, so that no cache on the way may hold it.
 *
 * @param name as it will be called; plain letters, digits, hyphens and dots only
 */
export function documentAnswer(name: string, contentType: string, bytes: Uint8Array | string): Response {
  const body = typeof bytes === 'string' ? bytes : Buffer.from(bytes)
  return new Response(body, {
    headers: {
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  })
}
