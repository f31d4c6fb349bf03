import { join } from 'node:path'
import { settings } from '#app/config.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { databaseProblem } from '#app/start-problem.server.ts'
import { openDatabase } from '#db/database.server.ts'
import { booksFile } from './books-file.ts'
import { readOptions } from './options.ts'
import { typedPath } from './typed-path.ts'

/**
 * `npm run ledger:verify`: looks at every invariant of the books in the database that DATABASE_FILE names, or that
 * `--database FILE` names; with neither, in that of the demonstration. No other setting is needed. Exits with 1 when one is broken, and with 2 when
 * the books could not be looked at.
 */
const typed = readOptions({ database: { type: 'string' } })
if (!typed.ok) fail(typed.problem)
const given = typed.values.database
if (given === '') fail('--database is empty; it may be the path of a SQLite file.')
const file = given === undefined ? fileOfSetting() : typedPath(given)

try {
  const db = openDatabase(file)
  const report = await verifyLedger(db.read)
  await db.close()
  for (const { id, says, holds, figure } of report.invariants)
    console.log(`${holds ? 'ok    ' : 'BROKEN'} ${id.padEnd(4)} ${says} (${figure})`)
  console.log(
    report.holds ? `the books hold: ${report.invariants.length} invariants` : 'THE BOOKS DO NOT HOLD',
  )
  process.exitCode = report.holds ? 0 : 1
} catch (error) {
  const problem = databaseProblem(error, file, given === undefined ? 'DATABASE_FILE' : '--database')
  if (problem === null) throw error
  fail(problem)
}

function fileOfSetting(): string {
  const books = booksFile(process.env.DATABASE_FILE, join(import.meta.dirname, '..'))
  if (!books)
    fail(
      `DATABASE_FILE is not set. It is: ${settings.shape.DATABASE_FILE.description}. Or name one: npm run ledger:verify -- --database FILE. Once npm run demo was run, the demonstration's books are looked at without either.`,
    )
  if (books.isDemonstration)
    console.error(`DATABASE_FILE is not set: these are the demonstration's books, ${books.file}`)
  return books.file
}

function fail(sentence: string): never {
  console.error(`The books could not be looked at. ${sentence}`)
  process.exit(2)
}
