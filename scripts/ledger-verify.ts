import { BadConfiguration, readConfig } from '#app/config.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { openDatabase } from '#db/database.server.ts'

/** `npm run ledger:verify`: looks at every invariant of the books in the database that the configuration names. */
try {
  const db = openDatabase(databaseFile())
  const report = await verifyLedger(db.read)
  await db.close()
  for (const { id, says, holds, figure } of report.invariants)
    console.log(`${holds ? 'ok    ' : 'BROKEN'} ${id.padEnd(4)} ${says} (${figure})`)
  console.log(
    report.holds ? `the books hold: ${report.invariants.length} invariants` : 'THE BOOKS DO NOT HOLD',
  )
  process.exitCode = report.holds ? 0 : 1
} catch (error) {
  console.error(
    error instanceof BadConfiguration ? error.message : `The books could not be looked at: ${String(error)}`,
  )
  process.exitCode = 2
}

/** `--database FILE` looks at one file, and needs no other setting. */
function databaseFile(): string {
  const at = process.argv.indexOf('--database')
  return at > 0 ? (process.argv[at + 1] ?? '') : readConfig().DATABASE_FILE
}
