import {
  closeSync,
  createWriteStream,
  existsSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { settings } from '#app/config.server.ts'
import { createClock } from '#app/clock/following-clock.server.ts'
import { parseDay } from '#app/domain/campaigns/typed-text.ts'
import { readAccount } from '#app/domain/ledger/account.ts'
import { openBook } from '#app/exports/open-book.server.ts'
import { EXPORT_FORMATS, isExportFormat, isTooLong, writeBook } from '#app/exports/write-book.ts'
import { XAF_MONTHS } from '#app/exports/xaf.ts'
import { databaseProblem } from '#app/start-problem.server.ts'
import { openChecked } from '#db/open-checked.server.ts'
import { isPostgresUrl } from '#db/engines/postgres.server.ts'
import type { Db } from '#db/database.server.ts'
import { booksAddress } from './books-address.ts'
import { readOptions } from './options.ts'
import { typedPath } from './typed-path.ts'

/**
 * `npm run export -- --format csv|xlsx|hledger|xaf32|xaf40 --from DAY --to DAY [--campaign SLUG] [--account NAME] --out
 * FILE`: writes the entries that were recorded in a period to a file. Of the database that DATABASE_URL, DATABASE_FILE or
 * `--database` names, else of the demonstration's. Exits with 1 when there is nothing to export, with 2 when it cannot be done; in
 * both cases no file is made, and one that was there stays what it was. Where FILE is a link, the file it points at is written.
 */
const SQLITE_BEGINS_WITH = Buffer.from('SQLite format 3\0')

const typed = readOptions({
  ...{
    format: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    out: { type: 'string' },
  },
  ...{ campaign: { type: 'string' }, account: { type: 'string' }, database: { type: 'string' } },
})
if (!typed.ok) fail(typed.problem)
const { format = '', from = '', to = '', out = '', campaign, account = null, database } = typed.values
const formats = Object.keys(EXPORT_FORMATS).join(', ')
if (!isExportFormat(format)) fail(`--format is ${shown(format)}; it must be one of ${formats}.`)
if (parseDay(from) !== from) fail(`--from is ${shown(from)}; it must be a day, as 2026-11-01.`)
if (parseDay(to) !== to) fail(`--to is ${shown(to)}; it must be a day, as 2026-11-30.`)
if (from > to) fail(`--from ${from} lies after --to ${to}.`)
if (isTooLong(format, { first: from, last: to }))
  fail(
    `--format ${format} covers at most ${XAF_MONTHS} months: seven years, as long as books must be kept. Choose fewer days, or another format.`,
  )
if (out === '') fail('--out is missing; it must be the path of the file to write.')
if (account === '') fail('--account is empty; name an account of the chart, or leave it out.')
if (account !== null && readAccount(account) === null)
  fail(`There is no account ${shown(account)} in the chart.`)
const { address, named } = database === undefined ? ofSettings() : ofOption(database)
const target = targetOf(typedPath(out))

try {
  const db = await openChecked(address)
  process.exitCode = await write(db)
  await db.close()
} catch (error) {
  const problem = databaseProblem(error, address, named)
  if (problem !== null) fail(problem)
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code !== undefined && syscall !== undefined) fail(`${target} cannot be written (${code}).`)
  throw error
}

async function write(db: Db): Promise<number> {
  const campaignId = campaign === undefined ? null : await campaignOf(db, campaign)
  const owner = ownerOfBooks()
  const now = createClock(process.env.CLOCK_FILE).now()
  const wanted = { first: from, last: to, campaignId, account }
  const book = await openBook(db.read, wanted, { language: 'nl', owner, now })
  if (book === null) {
    console.error(
      `There is nothing to export: no entry was recorded from ${from} to ${to} in what was asked for. No file was made.`,
    )
    return 1
  }
  // Written aside and moved into place, so that half a file is never taken for a whole one.
  const aside = join(dirname(target), `.${process.pid}-${Date.now()}.part`)
  try {
    await pipeline(
      Readable.from(writeBook(book, format as keyof typeof EXPORT_FORMATS)),
      createWriteStream(aside),
    )
    await rename(aside, target)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
  const unofficial = format === 'xaf40' ? ' XAF 4.0 is written by an unofficial table of its fields.' : ''
  console.log(`${target}: ${book.postings} postings, recorded from ${from} to ${to}.${unofficial}`)
  return 0
}

/** Where the file will be: a link stays, and what it points at is written. Only a plain file is ever taken the place of. */
function targetOf(path: string): string {
  const pointed = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()
    ? resolve(dirname(path), readlinkSync(path))
    : path
  const there = statSync(path, { throwIfNoEntry: false })
  if (there?.isDirectory()) fail(`${path} is a folder; --out must be the path of a file.`)
  if (there && !there.isFile()) fail(`${path} is no plain file, so it cannot be written.`)
  const target = there ? realpathSync(path) : pointed
  if (isOfDatabase(target)) fail(`${path} is a database; --out must be the path of another file.`)
  return target
}

/** A SQLite database, whatever it is called, or one of the files that SQLite keeps beside it. */
function isOfDatabase(path: string): boolean {
  const file = path.replace(/-(wal|shm|journal)$/, '')
  if (!existsSync(file)) return false
  const head = Buffer.alloc(SQLITE_BEGINS_WITH.length)
  const opened = openSync(file, 'r')
  readSync(opened, head)
  closeSync(opened)
  return head.equals(SQLITE_BEGINS_WITH)
}

async function campaignOf(db: Db, slug: string): Promise<string> {
  const found = await db.read.selectFrom('campaign').select('id').where('slug', '=', slug).executeTakeFirst()
  return found?.id ?? fail(`There is no campaign ${shown(slug)}; name it by the last part of its address.`)
}

/** An audit file names whose books these are; the other formats do without. */
function ownerOfBooks(): { name: string; registration: string } {
  const { SENDER_NAME: name, SENDER_REGISTRATION: registration } = process.env
  if (format === 'xaf32' || format === 'xaf40')
    for (const setting of ['SENDER_NAME', 'SENDER_REGISTRATION'] as const)
      if (!process.env[setting])
        fail(`${setting} is not set. It is: ${settings.shape[setting].description}. An audit file names it.`)
  return { name: name ?? 'Stadmakers', registration: registration ?? '' }
}

function ofOption(given: string): { address: string; named: string } {
  return { address: isPostgresUrl(given) ? given : typedPath(given), named: '--database' }
}

function ofSettings(): { address: string; named: string } {
  return (
    booksAddress(process.env, join(import.meta.dirname, '..')) ??
    fail(
      `DATABASE_FILE is not set. It is: ${settings.shape.DATABASE_FILE.description}. Or name one: --database FILE.`,
    )
  )
}

function shown(text: string): string {
  return text === '' ? 'missing' : JSON.stringify(text)
}

function fail(sentence: string): never {
  console.error(`Nothing was exported. ${sentence}`)
  process.exit(2)
}
