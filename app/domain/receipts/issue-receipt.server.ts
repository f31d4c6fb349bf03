import { sql } from 'kysely'
import type { WriteDb } from '#db/database.server.ts'
import type { ReceiptKind, Row } from '#db/schema.ts'
import { dayInCity } from '../campaigns/campaigns.server.ts'
import { instant } from '../clock.ts'
import { randomIds } from '../ids.ts'
import { promiseJob } from '../outbox/outbox.server.ts'
import type { ReceiptFacts, ReceiptParts } from './receipt.ts'

interface NewReceipt {
  kind: ReceiptKind
  pledge: Pick<Row<'pledge'>, 'id' | 'language'>
  correctsId: string | null
  cause: { type: Row<'receipt'>['cause_type']; id: string }
  parts: ReceiptParts
  vatBp: number
  facts: ReceiptFacts
}

/** Gives a document its number and keeps what it says, and promises the file that is made of it. */
export async function issue(trx: WriteDb, now: Date, receipt: NewReceipt): Promise<string> {
  const id = randomIds.next()
  const { parts } = receipt
  await trx
    .insertInto('receipt')
    .values({
      id,
      ...(await nextNumber(trx, now)),
      kind: receipt.kind,
      pledge_id: receipt.pledge.id,
      corrects_id: receipt.correctsId,
      cause_type: receipt.cause.type,
      cause_id: receipt.cause.id,
      language: receipt.pledge.language,
      issued_at: instant(now),
      gift_cents: parts.gift,
      reward_cents: parts.reward,
      vat_bp: receipt.vatBp,
      vat_cents: parts.vat,
      tip_cents: parts.tip,
      facts: JSON.stringify(receipt.facts),
    })
    .execute()
  await promiseJob(trx, now, { kind: 'make-receipt', key: id, payload: { receiptId: id } })
  return id
}

/**
 * The next number of the year, by the city's calendar. It is counted in the transaction of the document, so that a
 * transaction that is taken back leaves no gap.
 */
async function nextNumber(trx: WriteDb, now: Date): Promise<{ year: number; n: number }> {
  const year = Number(dayInCity(now).slice(0, 4))
  const { last_n: n } = await trx
    .insertInto('receipt_series')
    .values({ year, last_n: 1 })
    .onConflict(conflict =>
      conflict.column('year').doUpdateSet({ last_n: sql<number>`receipt_series.last_n + 1` }),
    )
    .returning('last_n')
    .executeTakeFirstOrThrow()
  return { year, n }
}
