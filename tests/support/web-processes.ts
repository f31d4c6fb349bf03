import { onTestFinished } from 'vitest'
import { openDatabase } from '#db/database.server.ts'
import { onPostgres } from './test-database.ts'
import { openTestSite } from './test-site.ts'
import type { TestSite } from './test-site.ts'
import type { TestWorld } from './test-world.ts'

/**
 * The same world as another process has it, with a port and connections of its own; on SQLite the connection that writes
 * is shared.
 */
export function otherProcess(world: TestWorld): TestWorld {
  const config = { ...world.config, PORT: 0 }
  if (!onPostgres) return { ...world, config }
  const db = openDatabase(world.database.address)
  onTestFinished(() => db.close())
  return { ...world, config, db }
}

/** Three web processes over one database: one for each visitor in turn. Each counts for itself how often it is asked. */
export async function openWebProcesses(world: TestWorld): Promise<(visitor: number) => TestSite> {
  const worlds = [otherProcess(world), otherProcess(world), otherProcess(world)]
  const sites = await Promise.all(worlds.map(each => openTestSite(each)))
  return visitor => {
    const site = sites[visitor % sites.length]
    if (!site) throw new RangeError(`There is no visitor ${visitor}.`)
    return site
  }
}
