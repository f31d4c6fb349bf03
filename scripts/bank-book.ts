import { basename } from 'node:path'
import { bookBankFile } from '#app/book-bank-file.server.ts'
import type { BookedFile } from '#app/book-bank-file.server.ts'
import { BadClockFile, createClock } from '#app/clock/following-clock.server.ts'
import { BadConfiguration, databaseAddress, readConfig } from '#app/config.server.ts'
import { databaseProblem } from '#app/start-problem.server.ts'
import type { Db } from '#db/database.server.ts'
import { openChecked } from '#db/open-checked.server.ts'
import { readBankFile } from './bank-file.ts'

/**
 * `npm run bank:book -- FILE…`: books CAMT.053 statements in the books that the settings name, and prints a line of JSON
 * for each file: what was booked, what was known before, and why a statement was refused. Needs the settings of the
 * site, and books at the time of its clock: a line of a closed month goes into the open month with its own day. Ends with 1 when anything was refused or could not be read, with 2 when nothing could be tried.
 */
const files = process.argv.slice(2)
if (files.length === 0) fail('Which files? npm run bank:book -- FILE…')
const config = settings()
const address = databaseAddress(config)
if (config.BANK_IBANS.length === 0)
  fail('BANK_IBANS is not set: no account is ours, so no statement can be booked.')
const clock = clockOfSite()
try {
  const db = await openChecked(address)
  for (const file of files) {
    const booked = await book(file, db)
    console.log(JSON.stringify({ file, ...booked }))
    if (!booked.ok || booked.statements.some(({ outcome }) => outcome.kind === 'refused'))
      process.exitCode = 1
  }
  await db.close()
} catch (error) {
  const problem = databaseProblem(error, address, config.DATABASE_URL ? 'DATABASE_URL' : 'DATABASE_FILE')
  if (problem === null) throw error
  fail(problem)
}

async function book(file: string, db: Db): Promise<BookedFile> {
  const found = await readBankFile(file)
  if (!found.ok) return { ...found, oddities: [] }
  return bookBankFile(
    { db, clock },
    { name: basename(file), bytes: found.bytes },
    { ours: config.BANK_IBANS, bookedBy: null },
  )
}

function settings() {
  try {
    return readConfig()
  } catch (error) {
    if (error instanceof BadConfiguration) fail(error.message)
    throw error
  }
}

function clockOfSite() {
  try {
    return createClock(config.CLOCK_FILE)
  } catch (error) {
    if (error instanceof BadClockFile) fail(error.message)
    throw error
  }
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}
