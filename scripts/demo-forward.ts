import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readConfig } from '#app/config.server.ts'
import { closeWorld, openWorld } from '#app/open-world.server.ts'
import { moveForward, readSpan } from './demo/forward.ts'
import { readKept } from './demo/kept-file.ts'
import { defaultFolder, EMPTY_DATA } from './demo/options.ts'
import { demoEnvironment, demoSecrets } from './demo/settings.ts'
import { isUnanswered } from './demo/unanswered.ts'
import { readOptions } from './options.ts'
import { typedPath } from './typed-path.ts'

/** `npm run demo:forward -- 30d`: moves the clock of the running demonstration. */

const portsShape = z.object({ site: z.number(), sandbox: z.number(), mail: z.number() })

const root = join(import.meta.dirname, '..')
const args = process.argv.slice(2)
// A span below zero looks like an option, and would be called an unknown one.
const below = args.find(arg => /^-\d/.test(arg))
if (below !== undefined) failAtWord(noSpan(below))
const typed = readOptions({ data: { type: 'string', default: defaultFolder(root) } }, args, 1)
if (!typed.ok) failAtWord(typed.problem)
const [wanted] = typed.words
const span = readSpan(wanted)
if (!span) failAtWord(noSpan(wanted))
if (typed.values.data === '') failAtWord(EMPTY_DATA)
const data = typedPath(typed.values.data)

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
  const world = await openWorld(readConfig(demoEnvironment(data, ports, demoSecrets(data))))
  await moveForward(world, sandbox, span, now =>
    process.stdout.write(`${now.toISOString().slice(0, 16).replace('T', ' ')} UTC\n`),
  ).finally(() => closeWorld(world))
} catch (error) {
  if (isUnanswered(error))
    fail(
      'The demonstration stopped while its clock was moved. Start it again with npm run demo; it goes on where it was.',
    )
  fail(error instanceof Error ? error.message : String(error))
}

function noSpan(word = ''): string {
  return `"${word}" is no time to go forward; it may be a number of days or hours up to 999, for instance 30d or 12h.`
}

function failAtWord(sentence: string): never {
  fail(sentence, 2)
}

function fail(sentence: string, code = 1): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}
