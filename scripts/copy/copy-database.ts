import { sql } from 'kysely'
import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { databaseProblem } from '#app/start-problem.server.ts'
import { assertSchema, migrate, OtherSchema } from '#db/migrate.server.ts'
import { openPlain } from '#db/plain.server.ts'
import type { PlainDatabase } from '#db/plain.server.ts'
import { CannotCopy } from './cannot-copy.ts'
import { countContents, listTables, rowsOf } from './tables.ts'
import type { Contents, Table } from './tables.ts'
import { lookAtTarget } from './target.ts'
import { letRulesWait } from './waiting-rules.ts'

export interface CopiedTable extends Contents {
  name: string
}

/** What the migrations put in: both sides have it, and the source's takes its place. */
const REFERENCE = 'district'

/**
 * Copies a whole database to another, of either engine, in one transaction: what is read back must hash to what was
 * read, and the books must hold, or nothing is kept: a target that was empty, or not there, is so again. The application
 * must be stopped on both.
 *
 * @param from `postgres://…`, or the path of a SQLite file
 * @param to likewise; it is brought to the newest schema, and must hold nothing else
 * @throws CannotCopy
 */
export async function copyDatabase(from: string, to: string): Promise<CopiedTable[]> {
  if (from === to) throw new CannotCopy('The two databases are one and the same.')
  const source = await openSource(from).catch(inWords(from, '--from'))
  try {
    const ours = (await listTables(source)).map(({ name }) => name)
    const before = await lookAtTarget(to, ours).catch(inWords(to, '--to'))
    try {
      await migrate(to).catch(inWords(to, '--to'))
      return await copyInto(source, to).catch((error: unknown) => {
        if (error instanceof CannotCopy) throw error
        throw new CannotCopy(
          `${withoutPassword(from)} could not be copied to ${withoutPassword(to)}: ${String(error)}`,
        )
      })
    } catch (error) {
      await before.restore().catch((still: unknown) => {
        throw new CannotCopy(
          `${(error as Error).message} And what was made of ${withoutPassword(to)} is still there: ${String(still)}`,
        )
      })
      throw error
    }
  } finally {
    await source.db.destroy()
  }
}

async function openSource(from: string): Promise<PlainDatabase> {
  const source = openPlain(from, 'read')
  try {
    await assertSchema(source.db)
    return source
  } catch (error) {
    await source.db.destroy()
    throw error
  }
}

async function copyInto(source: PlainDatabase, to: string): Promise<CopiedTable[]> {
  const target = openPlain(to, 'write')
  try {
    return await inOneTransaction(source, target)
  } finally {
    await target.db.destroy()
  }
}

/** Tells what befell one of the two databases, by the option that named it. */
function inWords(address: string, option: string): (error: unknown) => never {
  return error => {
    if (error instanceof CannotCopy) throw error
    throw new CannotCopy(
      error instanceof OtherSchema
        ? `${withoutPassword(address)} ${error.message}`
        : (databaseProblem(error, address, option) ??
            `${option} is ${withoutPassword(address)}, which cannot be used: ${error instanceof Error ? error.message : String(error)}`),
    )
  }
}

/** For messages: an address as it may be shown. */
function withoutPassword(address: string): string {
  return address.replace(/^(\w+:\/\/[^:@/]*):[^@/]*@/, '$1:…@')
}

function inOneTransaction(source: PlainDatabase, target: PlainDatabase): Promise<CopiedTable[]> {
  return snapshot(source, reading =>
    target.db.transaction().execute(async db => {
      const writing = { ...target, db }
      const tables = await listTables(writing)
      for (const table of tables) await assertEmpty(writing, table)
      const rules = await letRulesWait(writing)
      await sql`DELETE FROM ${sql.table(REFERENCE)}`.execute(db)
      const copied: CopiedTable[] = []
      for (const table of tables)
        copied.push({ name: table.name, ...(await copyTable(reading, writing, table)) })
      await rules.holdAgain()
      for (const table of tables) await assertSame(writing, table, copied)
      const { holds, invariants } = await verifyLedger(db)
      if (!holds)
        throw new CannotCopy(
          `The books do not hold: ${invariants
            .filter(one => !one.holds)
            .map(({ id, says }) => `${id}, ${says}`)
            .join('; ')}.`,
        )
      return copied
    }),
  )
}

/** Reads the source as it was at one moment. */
function snapshot<T>(source: PlainDatabase, read: (reading: PlainDatabase) => Promise<T>): Promise<T> {
  const transaction =
    source.engine === 'postgres'
      ? source.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
      : source.db.transaction()
  return transaction.execute(db => read({ ...source, db }))
}

async function assertEmpty({ db }: PlainDatabase, { name }: Table): Promise<void> {
  if (name === REFERENCE) return
  const { rows } = await sql`SELECT 1 FROM ${sql.table(name)} LIMIT 1`.execute(db)
  if (rows.length > 0) throw new CannotCopy(`The target is not empty: there are rows in ${name}.`)
}

async function copyTable(reading: PlainDatabase, writing: PlainDatabase, table: Table): Promise<Contents> {
  const contents = countContents(table)
  const columns = sql.join(table.columns.map(column => sql.ref(column)))
  for await (const rows of rowsOf(reading, table)) {
    contents.add(rows)
    const values = rows.map(row => sql`(${sql.join(table.columns.map(column => sql.val(row[column])))})`)
    await sql`INSERT INTO ${sql.table(table.name)} (${columns}) VALUES ${sql.join(values)}`.execute(
      writing.db,
    )
  }
  return contents.total()
}

async function assertSame(writing: PlainDatabase, table: Table, copied: CopiedTable[]): Promise<void> {
  const contents = countContents(table)
  for await (const rows of rowsOf(writing, table)) contents.add(rows)
  const { count, hash } = contents.total()
  const read = copied.find(({ name }) => name === table.name)
  if (count !== read?.count || hash !== read.hash)
    throw new CannotCopy(
      `${table.name} reads back otherwise than it was written: ${count} rows, of ${read?.count}.`,
    )
}
