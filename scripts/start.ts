import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import type { Serving } from '#app/serve.server.ts'
import { readOptions } from './options.ts'
import { onToldToStop, stopWithParent } from './told-to-stop.ts'

/** `npm start`: the web process. Everything it needs to know stands in the environment. */

const root = join(import.meta.dirname, '..')
const file = join(root, 'build/server/index.js')

interface SiteBuild extends ServerBuild {
  entry: { module: ServerBuild['entry']['module'] & { serve(build: ServerBuild): Promise<Serving> } }
}

stopWithParent()
const typed = readOptions({})
if (!typed.ok) stop(typed.problem)
// Before the build is loaded: React is made for speed only when it is told that nobody is developing.
process.env.NODE_ENV ??= 'production'
if (!existsSync(file)) stop('There is no build yet. Run npm run build first.')
const build = (await import(file)) as SiteBuild
const assetsBuildDirectory = join(root, build.assetsBuildDirectory)
const serving = await build.entry.module.serve({ ...build, assetsBuildDirectory })
if (!serving.ok) stop(serving.problem)

process.stdout.write(`Stadmakers answers on ${serving.url}\n`)
onToldToStop(() => void serving.close().then(() => process.exit(0)))

function stop(problem: string): never {
  process.stderr.write(`${problem}\n`)
  process.exit(1)
}
