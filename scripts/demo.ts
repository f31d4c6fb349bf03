import { join } from 'node:path'
import { demoAddresses } from './demo/addresses.ts'
import type { DemoAddresses } from './demo/addresses.ts'
import { readDemoOptions } from './demo/options.ts'
import { otherPort, portsFrom, takenPort } from './demo/ports.ts'
import { removeDemo } from './demo/remove.ts'
import { seedDemo } from './demo/seed.ts'
import { startDemo } from './demo/start-demo.ts'

/** `npm run demo`: the whole of Stadmakers on this machine, with a sandbox as Stripe, bank and mail server. */

const UNWRITABLE =
  /^(EACCES|EEXIST|EISDIR|ENOENT|ENOSPC|ENOTDIR|EPERM|EROFS|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_FULL)/

const root = join(import.meta.dirname, '..')
const options = readDemoOptions(root, process.argv.slice(2))
if (typeof options === 'string') fail(options)
const { folder, asJson } = options
const ports = portsFrom(options.port)
const say = (line: string) => process.stderr.write(`${line}\n`)

const taken = await takenPort(ports)
if (taken !== null)
  fail(
    `Port ${taken} is taken, so nothing was started. Choose another with --port: npm run demo -- --port ${otherPort(options.port)}`,
  )

try {
  if (options.isFresh) removeDemo(folder)
  const demo = await startDemo({ root, folder, ports, say })
  let isStopping = false
  const end = async (code: number) => {
    if (isStopping) return
    isStopping = true
    await demo.stop()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0))
  void demo.fallen.then(async name => {
    if (isStopping) return
    say(
      `The ${name} stopped by itself; see ${join(folder, `${name}.log`)}. The others are stopped too; nothing that was kept is lost.`,
    )
    await end(1)
  })
  await seedDemo(demo, say)
  const addresses = await demoAddresses(demo)
  if (asJson) process.stdout.write(`${JSON.stringify(addresses)}\n`)
  else print(addresses)
} catch (error) {
  fail(problemOf(error))
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
  const { code = '', message } = error as NodeJS.ErrnoException
  if (UNWRITABLE.test(code))
    return `The folder ${folder} cannot be written (${code}), so nothing was started. Choose another with --data DIR.`
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code))
    return `What is kept in ${folder} cannot be read (${code}). Begin anew with --fresh, or choose another folder with --data DIR.`
  return message
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
