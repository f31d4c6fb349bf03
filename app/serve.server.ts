import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import type { ServerBuild } from '@remix-run/node'
import { readConfig } from './config.server.ts'
import type { Config } from './config.server.ts'
import { createSite } from './http/server.server.ts'
import { closeWorld, openWorld } from './open-world.server.ts'
import { startProblem } from './start-problem.server.ts'
import type { World } from './world.server.ts'

/** What came of starting: a site that answers, or a sentence that says why not. */
export type Serving = { ok: true; url: string; close(): Promise<void> } | { ok: false; problem: string }

/**
 * Reads the settings, opens the world and serves the site. Part of the build (`entry.server.tsx` hands it on), so
 * that the routes and the world they are given share their classes.
 */
export async function serve(build: ServerBuild): Promise<Serving> {
  let config: Config | null = null
  try {
    config = readConfig()
    const world = await openWorld(config)
    await tryOut(world)
    const site = createSite(world, build)
    const { url } = await site.listen()
    const close = async () => {
      await site.close()
      await closeWorld(world)
    }
    return { ok: true, url, close }
  } catch (error) {
    const problem = startProblem(error, config)
    if (problem === null) throw error
    return { ok: false, problem }
  }
}

/** Fails now, and not at the first pledge, when the disk cannot be written. */
async function tryOut({ config, db }: World): Promise<void> {
  await db.inTransaction(async () => {})
  await mkdir(config.FILES_FOLDER, { recursive: true })
  await access(config.FILES_FOLDER, constants.W_OK)
}
