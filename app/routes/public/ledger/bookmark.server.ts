import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import type { Bookmark } from '#app/domain/ledger/ledger-queries.server.ts'
import { isId } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'

/**
 * A bookmark in the address of a page of the cash book. It holds the id of an entry, which tells when it was made,
 * and a balance, which nobody else may make up: so it is sealed, and opens only in the book that it was made for.
 * The same bookmark is always the same text, so that a page keeps its address.
 */

const IV_BYTES = 12
const TAG_BYTES = 16

export function sealBookmark(mark: Bookmark, book: { campaignId: string; secret: string }): string {
  const text = `${mark.entryId} ${mark.balance}`
  const iv = derive(book.secret, `iv ${book.campaignId} ${text}`).subarray(0, IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', derive(book.secret, 'key'), iv)
  cipher.setAAD(Buffer.from(book.campaignId))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** @returns null for anything that was not sealed here for this book */
export function openBookmark(text: string, book: { campaignId: string; secret: string }): Bookmark | null {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length <= IV_BYTES + TAG_BYTES) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', derive(book.secret, 'key'), bytes.subarray(0, IV_BYTES))
    decipher.setAAD(Buffer.from(book.campaignId))
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    const sealed = bytes.subarray(IV_BYTES + TAG_BYTES)
    const [entryId = '', balance = ''] = Buffer.concat([decipher.update(sealed), decipher.final()])
      .toString('utf8')
      .split(' ')
    return isId(entryId) ? { entryId, balance: cents(Number(balance)) } : null
  } catch {
    return null
  }
}

/** A key of our own for this purpose, out of the secret that also signs links. */
function derive(secret: string, purpose: string): Buffer {
  return createHmac('sha256', secret).update(`ledger-bookmark:${purpose}`).digest()
}
