import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type * as Built from '#app/jobs/run-worker.server.ts'
import { readOptions } from './options.ts'
import { stopWithParent } from './told-to-stop.ts'

/** `npm run worker`: does what was promised, with the settings of the environment. */
const file = join(import.meta.dirname, '..', 'build/worker/index.js')

stopWithParent()
const typed = readOptions({})
if (!typed.ok) stop(typed.problem)
if (!existsSync(file)) stop('There is no build yet. Run npm run build first.')
const { runWorker } = (await import(file)) as typeof Built
const problem = await runWorker()
if (problem !== null) stop(problem)
process.exit(0)

function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
