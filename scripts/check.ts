import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** `npm run check`: everything about the code that needs no running. One list of named steps, all of them run. */
const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name: string) => `node_modules/.bin/${name}`

const STEPS: [name: string, script: string, ...args: string[]][] = [
  ['types', bin('tsc'), '-p', '.'],
  ['lint', bin('eslint'), '.', '--max-warnings', '0'],
  ['format', bin('prettier'), '--check', '--log-level', 'warn', '.'],
  [
    'arrows between modules',
    bin('depcruise'),
    '--config',
    '.dependency-cruiser.cjs',
    'app',
    'db',
    'emails',
    'scripts',
    'tests',
  ],
  ['unused files, exports and packages', bin('knip')],
  ['database schema', 'scripts/schema-dump.ts', '--check'],
  ['tidy', bin('vitest'), 'run', '--project', 'unit', 'tests/tidy.test.ts', '--reporter', 'dot'],
]

const failed: string[] = []
for (const [name, script, ...args] of STEPS) {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const seconds = ((performance.now() - started) / 1_000).toFixed(1)
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (status === 0) continue
  failed.push(name)
  console.log(`${stdout}${stderr}`.trimEnd())
}
if (failed.length > 0) {
  console.error(`${failed.length} of ${STEPS.length} steps failed: ${failed.join(', ')}`)
  process.exit(1)
}
console.log(`all ${STEPS.length} steps ok`)
