import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'vite'
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

await build({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: true,
    outDir: join(root, 'build/worker'),
    emptyOutDir: true,
    target: 'node24',
    rollupOptions: {
      input: { index: join(root, 'app/jobs/run-worker.server.ts') },
      output: { entryFileNames: '[name].js' },
    },
  },
})

markAsBuilt()
