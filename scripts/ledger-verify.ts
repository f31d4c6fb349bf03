import { BadConfiguration, readConfig } from '#app/config.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { databaseProblem } from '#app/start-problem.server.ts'
import { openDatabase } from '#db/database.server.ts'
import { readOptions } from './options.ts'

/**
 * `npm run ledger:verify`: looks at every invariant of the books in the database that the configuration names, or
 * that `--database FILE` names without needing any other setting. Exits with 1 when one is broken, and with 2 when
 * the books could not be looked at.
 */
const typed = readOptions({ database: { type: 'string' } })
if (!typed.ok) fail(typed.problem)
const given = typed.values.database
const file = given ?? fileOfConfiguration()
if (file === '') fail('--database is empty; it may be the path of a SQLite file.')

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

function fileOfConfiguration(): string {
  try {
    return readConfig().DATABASE_FILE
  } catch (error) {
    if (error instanceof BadConfiguration) fail(error.message)
    throw error
  }
}

function fail(sentence: string): never {
  console.error(`The books could not be looked at. ${sentence}`)
  process.exit(2)
}
