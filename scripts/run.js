// Runs one of the project's commands on a machine that has nothing but npm and some Node: installs what the
// lockfile names when that was not done yet, and starts the right Node. Plain JavaScript, for any Node can be first.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDS_NODE = 24
const LOOKS_EVERY_MS = 500
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const installed = join(root, 'node_modules', '.stadmakers-lockfile')

const lockfile = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lockfile) {
  console.error('Installing what the lockfile names…')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(
    npm,
    ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  )
  if (status !== 0) {
    console.error('The install failed. Is there a network? Nothing was started; run the same command again.')
    process.exit(status ?? 1)
  }
  writeFileSync(installed, lockfile)
}

const packaged = join(root, 'node_modules', '.bin', 'node')
const node = existsSync(packaged) ? packaged : process.execPath
if (node === process.execPath && Number(process.versions.node.split('.')[0]) < NEEDS_NODE) {
  console.error(`Node ${NEEDS_NODE} or newer is needed; this is ${process.version}.`)
  process.exit(1)
}

const [script, ...args] = process.argv.slice(2)
const child = spawn(node, [join(root, script), ...args], {
  cwd: root,
  // The command goes to the root of the project; what was typed is relative to here, as npm says itself.
  env: { INIT_CWD: process.cwd(), ...process.env },
  // The channel is for its end: a command that listens to it stops when this program is killed.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))

// npm passes a SIGTERM on to a shell between, which dies of it and says nothing further. Only npm's own shell is
// watched: who starts this by hand may well close the shell and leave it running.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, LOOKS_EVERY_MS)
}
