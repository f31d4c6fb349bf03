import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { findPostgres } from '#tests/support/postgres-server.ts'
import { readOptions } from './options.ts'

/**
 * `npm run races`: two hundred buyers for ten pieces a hundred times over, and the other races of tests/races, on each
 * engine that can be had. `npm test` does a few rounds of the same.
 */
const typed = readOptions({ rounds: { type: 'string', default: '100' } })
if (!typed.ok) fail(typed.problem)
const rounds = typed.values.rounds
if (!/^[1-9]\d{0,4}$/.test(rounds)) fail(`--rounds is ${rounds}; it may be a whole number from 1 to 99999.`)

const projects = findPostgres() ? ['unit', 'unit-postgres'] : ['unit']
const { status } = spawnSync(
  process.execPath,
  ['node_modules/.bin/vitest', 'run', ...projects.flatMap(name => ['--project', name]), 'tests/races'],
  {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, RACE_ROUNDS: rounds },
    stdio: ['ignore', 'inherit', 'inherit'],
  },
)
process.exit(status ?? 1)

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}
