import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { demoAddresses } from './demo/addresses.ts'
import type { DemoAddresses } from './demo/addresses.ts'
import { isRunningOn, runsAlready } from './demo/folder.ts'
import { readDemoOptions } from './demo/options.ts'
import { otherPort, portsFrom, takenPort } from './demo/ports.ts'
import { seedDemo, startOfFilled } from './demo/seed.ts'
import { startDemo } from './demo/start-demo.ts'
import type { Demo } from './demo/start-demo.ts'
import { isUnanswered } from './demo/unanswered.ts'
import { onToldToStop, stopWithParent } from './told-to-stop.ts'

/** `npm run demo`: the whole of Stadmakers on this machine, with a sandbox as Stripe, bank and mail server. */

const UNWRITABLE =
  /^(EACCES|EEXIST|EISDIR|ELOOP|ENAMETOOLONG|ENOENT|ENOSPC|ENOTDIR|EPERM|EROFS|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_FULL)/
/** What a shell expects of a program that was interrupted. */
const INTERRUPTED = 130
/** A process that falls takes its connections along before the system tells that it is gone. */
const IS_TOLD_WITHIN_MS = 500

const root = join(import.meta.dirname, '..')
const options = readDemoOptions(root, process.argv.slice(2))
if (typeof options === 'string') fail(options, 2)
const { port, folder, isFresh, asJson } = options
const ports = portsFrom(port)
const say = (line: string) => process.stderr.write(`${line}\n`)

// Before anything is started, so that there is no moment in which a Ctrl-C leaves something running.
const stopping = new AbortController()
const told = new Promise<void>(resolve => stopping.signal.addEventListener('abort', () => resolve()))
onToldToStop(() => stopping.abort())
stopWithParent()

let demo: Demo | null = null
try {
  await refuseTakenPort()
  const wish = { root, folder, ports, isFresh, startAt: startOfFilled(), say }
  demo = await startDemo({ ...wish, signal: stopping.signal })
  await Promise.race([fill(demo), told, fell(demo)])
  stopping.signal.throwIfAborted()
  const addresses = await demoAddresses(demo)
  if (asJson) process.stdout.write(`${JSON.stringify(addresses)}\n`)
  else print(addresses)
  await Promise.race([told, fell(demo)])
  await demo.stop()
  process.exit(0)
} catch (error) {
  await demo?.stop()
  if (!stopping.signal.aborted) fail(problemOf(error))
  say('Stopped before the demonstration was ready.')
  process.exit(INTERRUPTED)
}

async function refuseTakenPort(): Promise<void> {
  const taken = await takenPort(ports)
  if (taken === null) return
  if (isRunningOn(folder)) throw new Error(runsAlready(folder))
  throw new Error(
    `Port ${taken} is taken, so nothing was started. Choose another with --port: npm run demo -- --port ${otherPort(port)}`,
  )
}

async function fill(running: Demo): Promise<void> {
  try {
    await seedDemo(running, say)
  } catch (error) {
    await Promise.race([fell(running), pause(IS_TOLD_WITHIN_MS)])
    const why = isUnanswered(error)
      ? `one of its processes does not answer; the logs in ${folder} may say why`
      : problemOf(error)
    throw new Error(
      `The demonstration could not be filled: ${why}. Everything is stopped; npm run demo begins anew.`,
    )
  }
}

async function fell({ fallen }: Demo): Promise<never> {
  throw new Error(
    `The ${await fallen} stopped by itself; see ${join(folder, `${await fallen}.log`)}. The others are stopped too; nothing that was kept is lost.`,
  )
}

function print({ site, stripe, mailbox, bank, signIn }: DemoAddresses): void {
  const lines = [
    '',
    'Stadmakers runs. Everything you see is a demonstration: no money moves, and every letter stays here.',
    '',
    `  the site                ${site}`,
    `  Stripe (sandbox)        ${stripe}`,
    `  the bank (sandbox)      ${bank}`,
    `  the mailbox             ${mailbox}`,
    '',
    'Sign in as',
    ...Object.entries(signIn).map(([role, link]) => `  ${role.padEnd(22)}  ${link}`),
    '',
    'Cards: 4242 4242 4242 4242 succeeds, 4000 0000 0000 0341 is refused at the deadline.',
    'A month later: npm run demo:forward -- 30d      Stop with Ctrl-C.',
    '',
  ]
  process.stdout.write(lines.join('\n'))
}

function problemOf(error: unknown): string {
  const { code = '', message, syscall } = error as NodeJS.ErrnoException
  if (UNWRITABLE.test(code) || (code === 'ENOENT' && syscall === 'mkdir'))
    return `The folder ${folder} cannot be written (${code}), so nothing runs. Choose another with --data DIR.`
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code))
    return `What is kept in ${folder} cannot be read (${code}). Begin anew with --fresh, or choose another folder with --data DIR.`
  return message
}

function fail(sentence: string, code = 1): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}
