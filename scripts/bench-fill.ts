import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { openChecked } from '#db/open-checked.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { fillBooks, MOST_PLEDGES } from './bench/fill/fill-books.ts'
import { putLiveCampaign } from './bench/fill/live-campaign.ts'
import { readOptions } from './options.ts'
import { typedPath } from './typed-path.ts'

/**
 * `npm run bench:fill -- --pledges N [--out FILE]`: a database with so many pledges and about ten postings for each,
 * for measuring and for trying things at size. Then it looks at every invariant, unless `--unchecked` is said, for
 * on large books that takes longer than the filling. Exits with 1 when one is broken, with 2 when nothing was made.
 */
const typed = readOptions({
  pledges: { type: 'string', default: '10000' },
  out: { type: 'string' },
  unchecked: { type: 'boolean', default: false },
})
if (!typed.ok) fail(typed.problem)
const pledges = Number(typed.values.pledges)
if (!Number.isInteger(pledges) || pledges < 1 || pledges > MOST_PLEDGES)
  fail(`--pledges is "${typed.values.pledges}"; it may be a whole number from 1 to ${MOST_PLEDGES}.`)
const file =
  typed.values.out === undefined
    ? join(import.meta.dirname, '..', '.data', `filled-${pledges}.sqlite`)
    : typedPath(typed.values.out)
if (existsSync(file)) fail(`${file} is there already, and is left as it is. Name another file: --out FILE.`)
mkdirSync(dirname(file), { recursive: true })

const started = performance.now()
const seconds = () => `${((performance.now() - started) / 1_000).toFixed(0)} s`
try {
  await migrate(file)
  const database = new Sqlite(file)
  const liveCampaignId = putLiveCampaign(database)
  database.close()
  const filled = await fillBooks(file, { pledges, liveCampaignId, say: line => console.error(line) })
  const said = (count: number) => count.toLocaleString('en')
  console.log(
    `${said(filled.pledges)} pledges, ${said(filled.campaigns)} old campaigns, ${said(filled.entries)} entries, ${said(filled.postings)} postings, ${said(Math.round(statSync(file).size / 1e6))} MB in ${seconds()}: ${file}`,
  )
} catch (error) {
  for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true })
  throw error
}
if (!typed.values.unchecked) {
  const db = await openChecked(file)
  const report = await verifyLedger(db.read)
  await db.close()
  for (const { id, figure } of report.invariants.filter(({ holds }) => !holds))
    console.error(`BROKEN ${id}: ${figure}`)
  console.log(`${report.holds ? 'the books hold' : 'THE BOOKS DO NOT HOLD'} (after ${seconds()})`)
  if (!report.holds) process.exitCode = 1
}

function fail(sentence: string): never {
  console.error(`Nothing was made. ${sentence}`)
  process.exit(2)
}
