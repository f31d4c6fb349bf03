import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { assertOutsideTransaction } from '#db/database.server.ts'
import { PICTURE_WIDTHS, pictureFileName, widthsOf } from '#app/domain/campaigns/picture.ts'

/** An upload may be at most this many bytes. */
export const LARGEST_UPLOAD_BYTES = 8 * 1024 * 1024

/** And at most this many pixels once unpacked: a small file can unpack to more than the memory holds. */
const MOST_PIXELS = 24_000_000

/** Narrower than the narrowest phone, it could only be shown blurred. In pixels. */
const LEAST_WIDTH = 320

/** How many times longer one side may be than the other: beyond that only a sliver of it would be seen. */
const LONGEST_SHAPE = 3

const LONGEST_WORK_SECONDS = 20
const WEBP_QUALITY = 78
const LARGEST_WIDTH = PICTURE_WIDTHS[PICTURE_WIDTHS.length - 1] ?? 0

export type PictureProblem =
  'no-file' | 'too-large' | 'not-a-picture' | 'animated' | 'too-many-pixels' | 'too-small' | 'odd-shape'

/** A picture made again by us: nothing of the upload's bytes is kept, and no metadata (no place, no camera). */
export interface PreparedPicture {
  contentHash: string
  /** Of the largest file. */
  width: number
  height: number
  files: { name: string; bytes: Uint8Array }[]
}

/** One picture at a time: unpacked, one can take a hundred megabytes. */
let working: Promise<unknown> = Promise.resolve()

/**
 * Reads an upload and makes it again as WebP in each width. What it is follows from its bytes, not from its
 * name or what the browser calls it. Only JPEG, PNG, WebP and AVIF are opened at all.
 */
export async function preparePicture(
  upload: Uint8Array,
): Promise<{ ok: true; picture: PreparedPicture } | { ok: false; problem: PictureProblem }> {
  assertOutsideTransaction('Reading a picture')
  if (upload.length === 0) return { ok: false, problem: 'no-file' }
  if (upload.length > LARGEST_UPLOAD_BYTES) return { ok: false, problem: 'too-large' }
  if (!hasKnownSignature(upload)) return { ok: false, problem: 'not-a-picture' }
  const result = working.then(() => remake(upload))
  working = result.catch(() => undefined)
  return result
}

async function remake(
  upload: Uint8Array,
): Promise<{ ok: true; picture: PreparedPicture } | { ok: false; problem: PictureProblem }> {
  try {
    // Only the head of the file is read here, so its size may still be anything.
    const head = await sharp(upload, { limitInputPixels: false }).metadata()
    const { width, height, pages = 1, autoOrient } = head
    if (pages > 1) return { ok: false, problem: 'animated' }
    if (width * height > MOST_PIXELS) return { ok: false, problem: 'too-many-pixels' }
    if (autoOrient.width < LEAST_WIDTH) return { ok: false, problem: 'too-small' }
    if (Math.max(width, height) > LONGEST_SHAPE * Math.min(width, height))
      return { ok: false, problem: 'odd-shape' }
    const largest = Math.min(autoOrient.width, LARGEST_WIDTH)
    const made = []
    for (const each of widthsOf(largest)) made.push({ each, ...(await resized(upload, each)) })
    const main = made.at(-1)
    if (!main) return { ok: false, problem: 'not-a-picture' }
    const contentHash = createHash('sha256').update(main.data).digest('hex')
    const files = made.map(({ each, data }) => ({ name: pictureFileName(contentHash, each), bytes: data }))
    return { ok: true, picture: { contentHash, width: main.info.width, height: main.info.height, files } }
  } catch {
    // The decoder's words are about the decoder; to who uploads it is a picture that cannot be read.
    return { ok: false, problem: 'not-a-picture' }
  }
}

/** Turned upright first, since the turn is kept in the metadata that falls away. */
function resized(upload: Uint8Array, width: number) {
  return sharp(upload, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .timeout({ seconds: LONGEST_WORK_SECONDS })
    .autoOrient()
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: WEBP_QUALITY })
    .toBuffer({ resolveWithObject: true })
}

/** The first bytes of JPEG, PNG, WebP (RIFF) and still AVIF (ISO/IEC 23000-22, brand `avif`). */
function hasKnownSignature(bytes: Uint8Array): boolean {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  return (
    text(0, 3) === '\xff\xd8\xff' ||
    text(0, 8) === '\x89PNG\r\n\x1a\n' ||
    (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') ||
    (text(4, 8) === 'ftyp' && text(8, 12) === 'avif')
  )
}
