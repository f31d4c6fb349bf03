import { parseArgs } from 'node:util'
import { CannotCopy, copyDatabase, withoutPassword } from './copy/copy-database.ts'

/** `npm run db:copy -- --from FILE|URL --to URL|FILE`: moves an instance to another database, of either engine. */
const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } })

if (!values.from || !values.to) {
  console.error('Say --from and --to: each is postgres://… or the path of a SQLite file.')
  process.exit(2)
}
try {
  const tables = await copyDatabase(values.from, values.to)
  for (const { name, count, sums } of tables) {
    const cents = Object.entries(sums).filter(([column]) => column.endsWith('_cents'))
    console.log([`${name}: ${count} rows`, ...cents.map(([column, sum]) => `${column} ${sum}`)].join(', '))
  }
  const rows = tables.reduce((sum, { count }) => sum + count, 0)
  console.log(
    `ok: ${rows} rows in ${tables.length} tables, read back the same; the books hold, and so does their chain`,
  )
} catch (error) {
  const why = error instanceof Error ? error.message : String(error)
  console.error(
    error instanceof CannotCopy ? why : `${withoutPassword(values.from)} could not be copied: ${why}`,
  )
  console.error('Nothing was copied.')
  process.exitCode = 1
}
