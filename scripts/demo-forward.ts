import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readConfig } from '#app/config.server.ts'
import { closeWorld, openWorld } from '#app/open-world.server.ts'
import { moveForward, readSpan } from './demo/forward.ts'
import { demoEnvironment, demoSecrets } from './demo/settings.ts'

/** `npm run demo:forward -- 30d`: moves the clock of the running demonstration. */

const root = join(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string', default: join(root, '.data', 'demo') } },
})
const span = readSpan(positionals[0])
if (!span)
  fail(
    `"${positionals[0] ?? ''}" is no time to go forward; it may be a number of days or hours, for instance 30d or 12h.`,
  )

const portsFile = join(values.data, 'ports.json')
if (!existsSync(portsFile))
  fail(
    `There is no demonstration in ${values.data}. Start one with npm run demo, or name its folder with --data DIR.`,
  )
const ports = z
  .object({ site: z.number(), sandbox: z.number(), mail: z.number() })
  .parse(JSON.parse(readFileSync(portsFile, 'utf8')))
const sandbox = `http://127.0.0.1:${ports.sandbox}`
if (!(await fetch(`${sandbox}/_sandbox/clock`).catch(() => null))?.ok)
  fail('The demonstration does not run now. Start it with npm run demo, and run this in a second window.')

const world = openWorld(readConfig(demoEnvironment(values.data, ports, demoSecrets(values.data))))
try {
  await moveForward(world, sandbox, span, now =>
    process.stdout.write(`${now.toISOString().slice(0, 16).replace('T', ' ')} UTC\n`),
  )
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  await closeWorld(world)
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
