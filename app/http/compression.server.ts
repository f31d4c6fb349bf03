import type { Transform } from 'node:stream'
import { brotliCompressSync, constants, createBrotliCompress, createGzip, gzipSync } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

/** Below this a compressed answer is hardly smaller. */
const WORTH_BYTES = 600

/** The best encoding that a browser takes (RFC 9110, 12.5.3): brotli, then gzip, then none. */
export function encodingFor(acceptEncoding: string | undefined): Encoding {
  if (!acceptEncoding) return 'identity'
  const taken = new Set<string>()
  for (const part of acceptEncoding.split(',')) {
    const [name = '', ...parameters] = part.trim().toLowerCase().split(';')
    if (!parameters.some(text => /^\s*q=0(\.0*)?\s*$/.test(text))) taken.add(name)
  }
  return taken.has('br') ? 'br' : taken.has('gzip') ? 'gzip' : 'identity'
}

/**
 * Whether this kind of content gets smaller: text does, pictures and fonts are compressed already.
 *
 * @param bytes infinite when it is not known yet
 */
export function isWorthCompressing(contentType: string, bytes: number): boolean {
  return bytes >= WORTH_BYTES && /^(text\/|image\/svg|application\/(json|javascript|xml))/.test(contentType)
}

/**
 * Compresses a finished answer in one go: for pages of ours that takes a tenth of a millisecond, where a stream for
 * each answer costs many times that.
 *
 * @param quality brotli's, 0 to 11: low for a page made now, high for a file compressed once
 */
export function compress(body: Buffer, encoding: Encoding, quality: number): Buffer {
  if (encoding === 'gzip') return gzipSync(body)
  if (encoding === 'identity') return body
  return brotliCompressSync(body, {
    params: { ...brotliOf(quality), [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  })
}

/** Compresses what is sent while it is being made. */
export function compressor(encoding: Exclude<Encoding, 'identity'>, quality: number): Transform {
  return encoding === 'gzip' ? createGzip() : createBrotliCompress({ params: brotliOf(quality) })
}

const brotliOf = (quality: number) => ({
  [constants.BROTLI_PARAM_QUALITY]: quality,
  [constants.BROTLI_PARAM_LGWIN]: 16,
})
