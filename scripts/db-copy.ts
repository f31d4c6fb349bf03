import { isPostgresUrl } from '#db/engines/postgres.server.ts'
import { CannotCopy } from './copy/cannot-copy.ts'
import { copyDatabase } from './copy/copy-database.ts'
import { readOptions } from './options.ts'
import { typedPath } from './typed-path.ts'

/**
 * `npm run db:copy -- --from FILE|URL --to URL|FILE`: moves an instance to another database, of either engine. Ends with
 * 1 when nothing was copied, and then leaves nothing behind in the target; with 2 when nothing could be tried.
 */
const typed = readOptions({ from: { type: 'string' }, to: { type: 'string' } })
if (!typed.ok) fail(typed.problem)
const { from, to } = typed.values
if (!from || !to) fail('Say --from and --to: each is postgres://… or the path of a SQLite file.')
try {
  const tables = await copyDatabase(addressOf(from), addressOf(to))
  for (const { name, count, sums } of tables) {
    const cents = Object.entries(sums).filter(([column]) => column.endsWith('_cents'))
    console.log([`${name}: ${count} rows`, ...cents.map(([column, sum]) => `${column} ${sum}`)].join(', '))
  }
  const rows = tables.reduce((sum, { count }) => sum + count, 0)
  console.log(
    `ok: ${rows} rows in ${tables.length} tables, read back the same; the books hold, and so does their chain`,
  )
} catch (error) {
  if (!(error instanceof CannotCopy)) throw error
  console.error(error.message)
  console.error('Nothing was copied.')
  process.exitCode = 1
}

function addressOf(given: string): string {
  return isPostgresUrl(given) ? given : typedPath(given)
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}
