import type { ReadDb, WriteDb } from '#db/database.server.ts'
import { instant } from '../clock.ts'

/**
 * Keeps which bytes a document is. The first that are kept stay: two processes that made it at once, or one that made it
 * anew after the letters were redesigned, change nothing.
 *
 * @returns the hash that counts
 */
export async function keepDocument(
  trx: WriteDb,
  now: Date,
  document: { receiptId: string; sha256: string; sizeBytes: number },
): Promise<string> {
  const kept = await documentHash(trx, document.receiptId)
  if (kept) return kept
  await trx
    .insertInto('receipt_document')
    .values({
      receipt_id: document.receiptId,
      sha256: document.sha256,
      size_bytes: document.sizeBytes,
      made_at: instant(now),
    })
    .execute()
  return document.sha256
}

async function documentHash(db: ReadDb, receiptId: string): Promise<string | null> {
  const row = await db
    .selectFrom('receipt_document')
    .select('sha256')
    .where('receipt_id', '=', receiptId)
    .executeTakeFirst()
  return row?.sha256 ?? null
}
