import { readConfig } from '#app/config.server.ts'
import type { Config } from '#app/config.server.ts'
import { closeWorld, openWorld } from '#app/open-world.server.ts'
import { startProblem } from '#app/start-problem.server.ts'
import { startWorker } from './worker.server.ts'

/**
 * Runs the worker until the process is told to stop; jobs under way are finished first.
 *
 * @returns null when it was stopped, or the sentence that says why it could not start
 */
export async function runWorker(): Promise<string | null> {
  let config: Config | null = null
  try {
    config = readConfig()
    const world = await openWorld(config)
    await world.db.inTransaction(async () => {})
    const worker = await startWorker(world)
    world.log.info({ event: 'worker.started' })
    await new Promise<void>(resolve => {
      // Not once: the terminal and npm each pass the same Ctrl-C on, and the second must not cut a job short.
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve())
    })
    await worker.stop()
    await closeWorld(world)
    return null
  } catch (error) {
    const problem = startProblem(error, config)
    if (problem === null) throw error
    return problem
  }
}
