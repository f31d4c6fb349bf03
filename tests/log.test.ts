import { spawnSync } from 'node:child_process'
import { existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** Lines are gathered before they are written: none may be lost by that, nor come in another order. */

const root = join(import.meta.dirname, '..')
const written = (script: string) => {
  const source = `import { createLog } from '#app/log.server.ts'; const log = createLog('info'); ${script}`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    cwd: root,
    encoding: 'utf8',
  })
  return stdout
    .split('\n')
    .filter(Boolean)
    .map(line => (JSON.parse(line) as { n: number }).n)
}

it('writes every line, also those of the turn in which the process ends', () => {
  expect(
    written(
      `log.info({ n: 1 }); setTimeout(() => { log.info({ n: 2 }); log.info({ n: 3 }); process.exit() })`,
    ),
  ).toEqual([1, 2, 3])
})

it('writes what came before a failure that nobody caught', () => {
  expect(written(`log.info({ n: 1 }); throw new Error('broken')`)).toEqual([1])
})

it('keeps the lines of two logs of one process in their order', () => {
  expect(
    written(`const other = createLog('info'); log.info({ n: 1 }); other.info({ n: 2 }); log.info({ n: 3 })`),
  ).toEqual([1, 2, 3])
})

/** On Linux a device that is always full: what a log file on a full disk is like. */
const FULL = '/dev/full'

const program = `
  import { createLog } from './app/log.server.ts'
  const log = createLog('info')
  log.info('the first line')
  setTimeout(() => {
    log.info('the second line')
    process.stderr.write('still here')
  }, 100)
`

it.runIf(existsSync(FULL))('a log that cannot be written does not end the process', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
    encoding: 'utf8',
    timeout: 20_000,
    stdio: ['ignore', openSync(FULL, 'w'), 'pipe'],
  })
  expect([status, stderr]).toEqual([0, 'still here'])
})
