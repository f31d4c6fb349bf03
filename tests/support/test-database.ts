import { copyFileSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { inject } from 'vitest'
import { createTranslator } from '#db/engines/postgres-ddl.ts'
import { migrate } from '#db/migrate.server.ts'

/** The engine that this run of the tests is about: the project says it, and SQLite is what everybody has. */
export const onPostgres = process.env.TEST_ENGINE === 'postgres'

/** An empty migrated database for one test. */
export interface TestDatabase {
  /** `postgres://…`, or the path of a SQLite file. */
  address: string
  /** For what belongs to it and is no row; removed with it. */
  folder: string
  /** Runs statements past every door of the application, as somebody would who reached the database itself. */
  tamper(statements: string): Promise<void>
  /** The same with one statement that changes the schema, in the words of a migration. */
  alter(statement: string): Promise<void>
  /** To be called when nothing uses it any more. */
  remove(): Promise<void>
}

/** On the engine that this run is about. */
export function makeTestDatabase(): Promise<TestDatabase> {
  return onPostgres ? takePostgresDatabase() : makeSqliteDatabase()
}

let migrated: Promise<string> | undefined

/** Migrating costs more than copying, so one empty file is made for all tests of a process. */
function migratedFile(): Promise<string> {
  migrated ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stadmakers-empty-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'empty.sqlite')
    await migrate(file)
    return file
  })()
  return migrated
}

export async function makeSqliteDatabase(): Promise<TestDatabase> {
  const folder = emptyFolder()
  const file = join(folder, 'stadmakers.sqlite')
  copyFileSync(await migratedFile(), file)
  const tamper = async (statements: string) => {
    const intruder = new Sqlite(file)
    try {
      intruder.exec(statements)
    } finally {
      intruder.close()
    }
  }
  return {
    address: file,
    folder,
    tamper,
    alter: tamper,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

function emptyFolder(): string {
  return mkdtempSync(join(placeForRows(), 'stadmakers-database-'))
}

/** A folder that Linux keeps in memory, where a durable write costs nothing. */
const MEMORY = '/dev/shm'
/** In a container it may be small. */
const ROOM_ENOUGH = 1024 ** 3

/** No test cuts the power, so that rows need not outlive it. `npm run simulate:kill` has them on a real disk. */
function placeForRows(): string {
  if (!existsSync(MEMORY)) return tmpdir()
  const { bavail, bsize } = statfsSync(MEMORY)
  return bavail * bsize > ROOM_ENOUGH ? MEMORY : tmpdir()
}

/** Making a database costs a third of a second and emptying one hardly anything, so they are used again. */
const free: string[] = []
let made = 0

async function takePostgresDatabase(): Promise<TestDatabase> {
  const address = free.pop() ?? (await createFromTemplate())
  const folder = emptyFolder()
  let isTampered = false
  let isRemoved = false
  const tamper = async (statements: string) => {
    isTampered = true
    await query(address, statements)
  }
  return {
    address,
    folder,
    tamper,
    alter: statement => tamper(createTranslator([]).translate(statement)),
    remove: async () => {
      rmSync(folder, { recursive: true, force: true })
      // The server is thrown away after the tests, so one whose triggers may be gone is simply left there.
      if (isTampered || isRemoved) return
      isRemoved = true
      await query(address, EMPTY)
      free.push(address)
    },
  }
}

async function createFromTemplate(): Promise<string> {
  const server = inject('postgresUrl')
  made += 1
  const name = `test_${process.pid}_${process.env.VITEST_POOL_ID ?? ''}_${made}_${Number(process.hrtime.bigint() % 1_000_000_007n)}`
  await query(server, `CREATE DATABASE ${name} TEMPLATE empty`)
  return server.replace(/[^/]+$/, name)
}

/** Deletes every row but those that a migration puts in, past the triggers that refuse it. */
const EMPTY = `
  SET session_replication_role = replica;
  DO $$ DECLARE found record; BEGIN
    FOR found IN SELECT schemaname, tablename FROM pg_tables
      WHERE (schemaname = 'public' AND tablename NOT LIKE 'kysely%' AND tablename <> 'district')
        OR (schemaname = 'graphile_worker' AND tablename = '_private_jobs')
    LOOP EXECUTE format('DELETE FROM %I.%I', found.schemaname, found.tablename); END LOOP;
  END $$;
`

async function query(url: string, statements: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(statements)
  } finally {
    await client.end()
  }
}
