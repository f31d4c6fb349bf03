import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readConfig } from '#app/config.server.ts'
import { closeWorld, openWorld } from '#app/open-world.server.ts'
import { moveForward, readSpan } from './demo/forward.ts'
import { readKept } from './demo/kept-file.ts'
import { demoEnvironment, demoSecrets } from './demo/settings.ts'
import { readOptions } from './options.ts'

/** `npm run demo:forward -- 30d`: moves the clock of the running demonstration. */

const portsShape = z.object({ site: z.number(), sandbox: z.number(), mail: z.number() })

const root = join(import.meta.dirname, '..')
const typed = readOptions(
  { data: { type: 'string', default: join(root, '.data', 'demo') } },
  process.argv.slice(2),
  1,
)
if (!typed.ok) fail(typed.problem)
const {
  values: { data },
  words: [wanted],
} = typed
const span = readSpan(wanted)
if (!span)
  fail(
    `"${wanted ?? ''}" is no time to go forward; it may be a number of days or hours up to 999, for instance 30d or 12h.`,
  )

const portsFile = join(data, 'ports.json')
if (!existsSync(portsFile))
  fail(
    `There is no demonstration in ${data}. Start one with npm run demo, or name its folder with --data DIR.`,
  )
try {
  const ports = readKept(portsFile, portsShape)
  const sandbox = `http://127.0.0.1:${ports.sandbox}`
  if (!(await fetch(`${sandbox}/_sandbox/clock`).catch(() => null))?.ok)
    fail('The demonstration does not run now. Start it with npm run demo, and run this in a second window.')
  const world = openWorld(readConfig(demoEnvironment(data, ports, demoSecrets(data))))
  await moveForward(world, sandbox, span, now =>
    process.stdout.write(`${now.toISOString().slice(0, 16).replace('T', ' ')} UTC\n`),
  ).finally(() => closeWorld(world))
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
