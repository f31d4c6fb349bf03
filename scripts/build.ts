import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { buildForNode } from './build-for-node.ts'
import { beginBuild } from './build-mark.ts'

/**
 * `npm run build`: the site into `build/client` and `build/server`, and the worker into `build/worker`. The worker is
 * built as well, since letters are written in TSX, which Node does not run.
 */

const root = join(import.meta.dirname, '..')

const markAsBuilt = beginBuild(root)

const remix = createRequire(import.meta.url).resolve('@remix-run/dev/dist/cli.js')
const site = spawnSync(process.execPath, [remix, 'vite:build', '--logLevel', 'warn'], {
  cwd: root,
  stdio: 'inherit',
})
if (site.status !== 0) process.exit(site.status ?? 1)

await buildForNode(root, join(root, 'app/jobs/run-worker.server.ts'), join(root, 'build/worker/index.js'))

markAsBuilt()
