import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { newestSeal } from '#app/domain/ledger/ledger-queries.server.ts'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { databaseProblem } from '#app/start-problem.server.ts'
import { isPostgresUrl } from '#db/engines/postgres.server.ts'
import { copySqlite } from '#db/engines/sqlite-backup.server.ts'
import { assertSchema } from '#db/migrate.server.ts'
import { openPlain } from '#db/plain.server.ts'
import { booksAddress } from './books-address.ts'
import { readOptions } from './options.ts'
import { typedPath } from './typed-path.ts'

/**
 * `npm run db:backup -- --to FILE`: copies the SQLite database of the settings to a new file while the site runs, and
 * looks at every invariant of the copy. The file has its name only once it is whole. Exits with 1 when the books in it
 * do not hold (it is kept all the same: it is what there is), and with 2 when there is no backup.
 */
const typed = readOptions({ to: { type: 'string' } })
if (!typed.ok) fail(typed.problem)
if (!typed.values.to) fail('Where to? npm run db:backup -- --to FILE')
const to = typedPath(typed.values.to)
const books = booksAddress(process.env, join(import.meta.dirname, '..'))
if (!books) fail('DATABASE_FILE is not set, so there is nothing to copy.')
if (isPostgresUrl(books.address))
  fail(
    'DATABASE_URL names a PostgreSQL database, which has tools of its own: pg_dump, or the snapshots of its host.',
  )
if (existsSync(to)) fail(`${to} is there already. A backup takes the place of no other: choose another name.`)

const begun = `${to}.${process.pid}.part`
let isCopied = false
try {
  copySqlite(books.address, begun)
  isCopied = true
  const { holds, invariants, head } = await lookInto(begun)
  renameSync(begun, to)
  const broken = invariants.filter(each => !each.holds).map(({ id }) => id)
  console.log(
    `${to}: ${holds ? `the books hold: ${invariants.length} invariants` : `THE BOOKS DO NOT HOLD: ${broken.join(', ')}`}`,
  )
  console.log(`newest seal of the journal: ${head ? `number ${head.seq}, ${head.hash}` : 'none yet'}`)
  process.exitCode = holds ? 0 : 1
} catch (error) {
  rmSync(begun, { force: true })
  const { code = '', syscall } = error as NodeJS.ErrnoException
  const problem =
    syscall || /^SQLITE_(FULL|IOERR)/.test(code)
      ? `${to} cannot be written (${code}). Name a file on a disk that may be written and has space.`
      : databaseProblem(error, isCopied ? begun : books.address, isCopied ? 'The copy' : books.named)
  if (problem === null) throw error
  fail(problem)
}

async function lookInto(file: string) {
  const { db } = openPlain(file, 'read')
  try {
    await assertSchema(db)
    return { ...(await verifyLedger(db)), head: await newestSeal(db) }
  } finally {
    await db.destroy()
  }
}

function fail(sentence: string): never {
  console.error(`There is no backup. ${sentence}`)
  process.exit(2)
}
