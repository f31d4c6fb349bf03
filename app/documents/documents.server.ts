import { createHash } from 'node:crypto'
import type { Receipt } from '#app/domain/receipts/receipt-queries.server.ts'
import { findReceipt } from '#app/domain/receipts/receipt-queries.server.ts'
import { receiptFileName } from '#app/domain/receipts/receipt.ts'
import { keepDocument } from '#app/domain/receipts/receipts.server.ts'
import type { World } from '#app/world.server.ts'
import { receiptPdf } from './receipt-pdf.server.ts'
import type { Issuer } from './receipt-pdf.server.ts'

type DocumentWorld = Pick<World, 'db' | 'clock' | 'files' | 'config'>

export function issuerOf({ config }: Pick<World, 'config'>): Issuer {
  return {
    name: config.SENDER_NAME,
    address: config.SENDER_ADDRESS,
    registration: config.SENDER_REGISTRATION,
    isDemonstration: config.APP_MODE === 'demo',
  }
}

/** A kept file is not what its receipt says it is: somebody changed it, or lost it. */
class DocumentDamaged extends Error {}

/**
 * The file of a receipt: made the first time it is asked for, and from then on the bytes that were kept, whatever
 * becomes of fonts and words.
 *
 * @throws DocumentDamaged when what is kept does not have the hash that stands with the number
 */
export async function receiptFile(world: DocumentWorld, receipt: Receipt): Promise<Uint8Array> {
  if (receipt.sha256) return keptFile(world, receipt.number, receipt.sha256)
  const bytes = await receiptPdf(receipt, issuerOf(world))
  const made = hashOf(bytes)
  // The file first: a row never names a file that is not there.
  await world.files.put(receiptFileName(made), bytes)
  const document = { receiptId: receipt.id, sha256: made, sizeBytes: bytes.length }
  const kept = await world.db.inTransaction(trx => keepDocument(trx, world.clock.now(), document))
  return kept === made ? bytes : keptFile(world, receipt.number, kept)
}

async function keptFile({ files }: DocumentWorld, number: string, sha256: string): Promise<Uint8Array> {
  const bytes = await files.get(receiptFileName(sha256))
  if (!bytes || hashOf(bytes) !== sha256)
    throw new DocumentDamaged(`The file of receipt ${number} is not what it was.`)
  return bytes
}

/** Makes the file of a receipt that was issued. Safe to repeat. */
export async function makeReceiptFile(world: DocumentWorld, receiptId: string): Promise<void> {
  const receipt = await findReceipt(world.db.read, receiptId)
  if (receipt) await receiptFile(world, receipt)
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
