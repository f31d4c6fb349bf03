import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { findPostgres, NO_POSTGRES } from '#tests/support/postgres-server.ts'

/**
 * `npm test`: every test, browser tests included; those that touch a database on SQLite, and again on PostgreSQL where
 * one can be had. With --both-engines it fails where none can. Other arguments go to vitest, for instance a path.
 */
const BOTH_ENGINES = '--both-engines'
const wanted = process.argv.slice(2).filter(argument => argument !== BOTH_ENGINES)
const hasPostgres = findPostgres() !== null
if (!hasPostgres && process.argv.includes(BOTH_ENGINES)) {
  console.error(NO_POSTGRES)
  process.exit(1)
}
const projects = ['unit', 'built', ...(hasPostgres ? ['unit-postgres'] : [])]
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'stadmakers-tests-'))
const results = join(folder, 'results.json')

const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/.bin/vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...(wanted.includes('--project') ? [] : projects.flatMap(name => ['--project', name])),
    ...wanted,
  ],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
)
const counted = z
  .object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number() })
  .parse(JSON.parse(readFileSync(results, 'utf8')))
rmSync(folder, { recursive: true, force: true })
console.log(
  `${counted.numPassedTests} passed, ${counted.numFailedTests} failed, ${counted.numPendingTests} skipped`,
)
console.log(
  hasPostgres
    ? 'What touches a database ran on SQLite and on PostgreSQL.'
    : `What touches a database ran on SQLite only. ${NO_POSTGRES}`,
)
process.exit(status ?? 1)
