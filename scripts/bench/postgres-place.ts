import pg from 'pg'
import { findPostgres, NO_POSTGRES, startPostgres } from '#tests/support/postgres-server.ts'
import { copyDatabase } from '../copy/copy-database.ts'
import type { Figure, Skipped } from './figure.ts'

/** A PostgreSQL of its own that forgets nothing, in which a measurement makes the databases that it wants. */
export interface PostgresPlace {
  /**
   * Makes a database that holds what a SQLite file holds.
   *
   * @returns its address
   */
  fill(name: string, file: string): Promise<string>
  /**
   * Makes a database that holds what another of them holds, which nobody may use meanwhile.
   *
   * @returns its address
   */
  copy(name: string, of: string): Promise<string>
  /** Makes an empty one, without tables. */
  create(name: string): Promise<string>
  remove(name: string): Promise<void>
}

/** Measures on PostgreSQL; where none can be had, says so of the figure. */
export async function onPostgres(
  figure: { figure: string; what: string },
  measure: (postgres: PostgresPlace) => Promise<Figure[]>,
): Promise<(Figure | Skipped)[]> {
  const programs = findPostgres()
  if (!programs) return [{ ...figure, skipped: NO_POSTGRES }]
  const server = await startPostgres(programs, { isDurable: true })
  const admin = new pg.Client(server.url('postgres'))
  await admin.connect()
  const create = async (name: string, template = '') => {
    await admin.query(`CREATE DATABASE ${name} ${template}`)
    return server.url(name)
  }
  try {
    return await measure({
      create,
      fill: async (name, file) => {
        const url = await create(name)
        await copyDatabase(file, url)
        return url
      },
      copy: (name, of) => create(name, `TEMPLATE ${of}`),
      remove: async name => void (await admin.query(`DROP DATABASE ${name}`)),
    })
  } finally {
    await admin.end()
    await server.stop()
  }
}
