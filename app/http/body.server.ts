import type { IncomingMessage } from 'node:http'

const KB = 1024

/** By route pattern where a route takes more than a form of text. */
const LIMITS: Record<string, number> = {
  // Pictures of at most 8 MB, and the form around them.
  '/my/campaigns/:campaignId/picture': 9 * KB * KB,
  // A year of a busy bank account; a larger file is for the command.
  '/admin/bank': 32 * KB * KB,
  // Long texts: 20,000 characters of any script, each up to nine bytes in a form.
  '/my/campaigns/:campaignId/edit/:step': 256 * KB,
  '/my/campaigns/:campaignId/updates/new': 256 * KB,
}
const WEBHOOK_LIMIT = 256 * KB
const FORM_LIMIT = 64 * KB

/** How many bytes a body may have that is sent to this route. */
export function bodyLimit(path: string, pattern: string | null): number {
  if (path.startsWith('/webhooks/')) return WEBHOOK_LIMIT
  return LIMITS[pattern ?? ''] ?? FORM_LIMIT
}

export type BodyReading = { ok: true; body: Buffer } | { ok: false; reason: 'too-large' | 'cut-off' }

/** How much more than allowed is still taken in, and dropped. */
const DROPPED_BYTES = 256 * KB * KB

/**
 * Reads a body whole, and keeps nothing of it once it is more than allowed, whatever its Content-Length says. What is
 * too large is still taken in, and dropped: browsers and proxies read no answer before they have sent everything, and
 * would only see that the connection broke.
 */
export async function readBody(message: IncomingMessage, limitBytes: number): Promise<BodyReading> {
  if (Number(message.headers['content-length'] ?? 0) > limitBytes + DROPPED_BYTES)
    return { ok: false, reason: 'too-large' }
  return new Promise(resolve => {
    const chunks: Buffer[] = []
    let bytes = 0
    const end = (reading: BodyReading) => {
      message.removeAllListeners('data')
      resolve(reading)
    }
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= limitBytes) chunks.push(chunk)
      else chunks.length = 0
      if (bytes > limitBytes + DROPPED_BYTES) end({ ok: false, reason: 'too-large' })
    })
    message.once('end', () =>
      end(
        bytes > limitBytes ? { ok: false, reason: 'too-large' } : { ok: true, body: Buffer.concat(chunks) },
      ),
    )
    message.once('error', () => end({ ok: false, reason: 'cut-off' }))
    message.once('close', () => end({ ok: false, reason: 'cut-off' }))
  })
}
