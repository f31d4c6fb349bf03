import { join } from 'node:path'
import { settings } from '#app/config.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { databaseProblem } from '#app/start-problem.server.ts'
import { openChecked } from '#db/open-checked.server.ts'
import { isPostgresUrl } from '#db/engines/postgres.server.ts'
import { booksAddress } from './books-address.ts'
import { walkInThread } from './ledger/walk-in-thread.ts'
import { readOptions } from './options.ts'
import { typedPath } from './typed-path.ts'

/**
 * `npm run ledger:verify`: looks at every invariant of the books in the database that DATABASE_URL or DATABASE_FILE
 * names, or that `--database FILE` (or `postgres://…`) names; with none, in that of the demonstration. No other
 * setting is needed. Exits with 1 when one is broken, and with 2 when the books could not be looked at.
 */
const typed = readOptions({ database: { type: 'string' } })
if (!typed.ok) fail(typed.problem)
const given = typed.values.database
if (given === '') fail('--database is empty; it may be the path of a SQLite file, or postgres://…')
const { address, named } = given === undefined ? ofSettings() : ofOption(given)

try {
  const db = await openChecked(address)
  const report = await (isPostgresUrl(address)
    ? verifyLedger(db.read)
    : verifyLedger(db.read, walkInThread(address)))
  await db.close()
  for (const { id, says, holds, figure } of report.invariants)
    console.log(`${holds ? 'ok    ' : 'BROKEN'} ${id.padEnd(4)} ${says} (${figure})`)
  console.log(
    report.holds ? `the books hold: ${report.invariants.length} invariants` : 'THE BOOKS DO NOT HOLD',
  )
  process.exitCode = report.holds ? 0 : 1
} catch (error) {
  const problem = databaseProblem(error, address, named)
  if (problem === null) throw error
  fail(problem)
}

function ofOption(given: string): { address: string; named: string } {
  return { address: isPostgresUrl(given) ? given : typedPath(given), named: '--database' }
}

function ofSettings(): { address: string; named: string } {
  const books = booksAddress(process.env, join(import.meta.dirname, '..'))
  if (!books)
    fail(
      `DATABASE_FILE is not set. It is: ${settings.shape.DATABASE_FILE.description}. Or name one: npm run ledger:verify -- --database FILE. Once npm run demo was run, the demonstration's books are looked at without either.`,
    )
  if (books.named === 'the demonstration')
    console.error(`DATABASE_FILE is not set: these are the demonstration's books, ${books.address}`)
  return books
}

function fail(sentence: string): never {
  console.error(`The books could not be looked at. ${sentence}`)
  process.exit(2)
}
