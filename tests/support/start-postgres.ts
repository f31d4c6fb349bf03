import type { TestProject } from 'vitest/node'
import pg from 'pg'
import { migrate } from '#db/migrate.server.ts'
import { findPostgres, NO_POSTGRES, startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the server's own database is. */
    postgresUrl: string
  }
}

/** The migrated, empty database that every test's own is made from. */
export const TEMPLATE = 'empty'

/** Starts one PostgreSQL for all tests of the project, and ends it after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const programs = findPostgres()
  if (!programs) throw new Error(NO_POSTGRES)
  const server = await startPostgres(programs)
  const admin = new pg.Client(server.url('postgres'))
  await admin.connect()
  await admin.query(`CREATE DATABASE ${TEMPLATE}`)
  await admin.end()
  await migrate(server.url(TEMPLATE))
  project.provide('postgresUrl', server.url('postgres'))
  return () => server.stop()
}
