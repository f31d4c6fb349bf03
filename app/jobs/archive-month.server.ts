import { createHash } from 'node:crypto'
import { readAccount } from '#app/domain/ledger/account.ts'
import { recordMonthFile } from '#app/domain/months/months.server.ts'
import { daysOf, monthFileName } from '#app/domain/months/month.ts'
import type { Month } from '#app/domain/months/month.ts'
import { findClosedMonth } from '#app/domain/months/month-queries.server.ts'
import { monthArchive } from '#app/exports/month-archive.ts'
import type { ArchivedFile } from '#app/exports/month-archive.ts'
import { monthReport } from '#app/exports/month-report.server.ts'
import { openBook, accountsOfBook } from '#app/exports/open-book.server.ts'
import { EXPORT_FORMATS, writeBook } from '#app/exports/write-book.ts'
import type { ExportFormat } from '#app/exports/write-book.ts'
import type { World } from '#app/world.server.ts'

/** The books are kept in the language of the place where they are looked into. */
const LANGUAGE = 'nl'

/**
 * Makes the report and the archive of a closed month, and keeps them under the hash of their bytes. Safe to repeat: a
 * closed month does not change, so the bytes are the same; what was kept before stays.
 */
export async function archiveMonth(world: World, month: Month): Promise<void> {
  const { db, files, clock, config } = world
  const closed = await findClosedMonth(db.read, month)
  if (!closed || closed.files.length > 0) return
  const owner = { name: config.SENDER_NAME, registration: config.SENDER_REGISTRATION }
  const around = { language: LANGUAGE, owner, now: new Date(closed.confirmedAt) } as const
  const { first, last } = daysOf(month)
  const extent = { first, last, campaignId: null, account: null }
  const accounts = await accountsOfBook(db.read, extent, LANGUAGE)
  const report = await monthReport({
    ...{ month, closed, accounts, owner, checklist: closed.checklist, language: LANGUAGE },
    titles: await titlesOf(world, accounts),
  })
  const archived: ArchivedFile[] = [{ name: `${month}.pdf`, pieces: once(report) }]
  for (const format of Object.keys(EXPORT_FORMATS) as ExportFormat[]) {
    const book = await openBook(db.read, extent, around)
    if (book) archived.push({ name: archivedName(month, format), pieces: writeBook(book, format) })
  }
  const archive = await monthArchive(archived)
  const made = [
    { kind: 'report', content: report },
    { kind: 'archive', content: archive },
  ] as const
  for (const { kind, content } of made)
    await files.put(monthFileName({ kind, sha256: sha256(content) }), content)
  await db.inTransaction(async trx => {
    for (const { kind, content } of made) {
      const file = { month, kind, sha256: sha256(content), bytes: content.length }
      await recordMonthFile(trx, clock.now(), file)
    }
  })
  world.log.info({ event: 'month.archived', month })
}

function archivedName(month: Month, format: ExportFormat): string {
  const { extension } = EXPORT_FORMATS[format]
  if (format === 'xaf32') return `${month}-auditfile-3.2.${extension}`
  if (format === 'xaf40') return `${month}-auditfile-4.0-unofficial.${extension}`
  return `${month}.${extension}`
}

async function titlesOf(
  { db }: World,
  accounts: readonly { account: string }[],
): Promise<Map<string, string>> {
  const ids = accounts.flatMap(({ account }) => readAccount(account)?.campaignId ?? [])
  if (ids.length === 0) return new Map()
  const rows = await db.read
    .selectFrom('campaign')
    .select(['id', 'title'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, title }) => [id, title]))
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
