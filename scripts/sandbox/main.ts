import { parseArgs } from 'node:util'
import { onToldToStop, stopWithParent } from '../told-to-stop.ts'
import { typedPath } from '../typed-path.ts'
import { type Sandbox, startSandbox } from './start-sandbox.ts'
import { WEBHOOK_MODES, type WebhookMode } from './weather.ts'

/*
 * Starts the sandbox by itself:
 *   node_modules/.bin/node scripts/sandbox/main.ts --port 4010 --smtp-port 4025 --data DIR
 */

const OPTIONS = {
  port: { type: 'string', default: '4010' },
  'smtp-port': { type: 'string', default: '4025' },
  data: { type: 'string' },
  'clock-file': { type: 'string' },
  'start-at': { type: 'string' },
  webhooks: { type: 'string', default: 'live' },
  seed: { type: 'string' },
  drop: { type: 'string', default: '0' },
  'public-url': { type: 'string' },
} as const

const UNWRITABLE = ['EACCES', 'EEXIST', 'EISDIR', 'ENOENT', 'ENOSPC', 'ENOTDIR', 'EROFS']

stopWithParent()
await main()

async function main(): Promise<void> {
  const sandbox = await start().catch((error: unknown) => fail(sentenceOf(error)))
  const smtp = `smtp://127.0.0.1:${sandbox.smtpPort}`
  console.log(`sandbox ready: ${sandbox.url} (Stripe), ${sandbox.url}/bank, ${sandbox.url}/mailbox, ${smtp}`)
  onToldToStop(() => void sandbox.close().then(() => process.exit(0)))
}

function start(): Promise<Sandbox> {
  const { values } = readArguments()
  const port = numberOf('port', values.port, 65535)
  const smtpPort = numberOf('smtp-port', values['smtp-port'], 65535)
  if (!(values.webhooks in WEBHOOK_MODES)) {
    fail(`--webhooks is "${values.webhooks}"; it may be ${Object.keys(WEBHOOK_MODES).join(', ')}.`)
  }
  if (values['start-at'] !== undefined && Number.isNaN(Date.parse(values['start-at']))) {
    fail(`--start-at is "${values['start-at']}"; it may be a moment, for instance 2026-11-24T09:00:00Z.`)
  }
  if (values['public-url'] !== undefined && !/^https?:\/\/[^/]/.test(values['public-url'])) {
    fail(
      `--public-url is "${values['public-url']}"; it may be an address that begins with http:// or https://.`,
    )
  }
  return startSandbox({
    port,
    smtpPort,
    dataDir: pathOf('data', values.data),
    clockFile: pathOf('clock-file', values['clock-file']),
    startAt: values['start-at'],
    webhooks: values.webhooks as WebhookMode,
    seed: values.seed,
    drop: numberOf('drop', values.drop, 1),
    publicUrl: values['public-url']?.replace(/\/$/, ''),
  })
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS })
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

function pathOf(option: string, typed: string | undefined): string | undefined {
  if (typed === '') fail(`--${option} is empty; it may be a path.`)
  return typed === undefined ? undefined : typedPath(typed)
}

function numberOf(option: string, text: string, most: number): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= most && (most <= 1 || Number.isInteger(value)))
    return value
  return fail(
    `--${option} is "${text}"; it may be ${most <= 1 ? 'a share' : 'a whole number'} from 0 to ${most}.`,
  )
}

/** One sentence that says what to change. */
function sentenceOf(error: unknown): string {
  const { code = '', port, path, message } = error as NodeJS.ErrnoException & { port?: number }
  const { values } = readArguments()
  if (code === 'EADDRINUSE') {
    const option = String(port) === values['smtp-port'] ? 'smtp-port' : 'port'
    return `Port ${port} is taken; choose another with --${option}.`
  }
  const clockFile = values['clock-file']
  if (UNWRITABLE.includes(code) && clockFile !== undefined && path?.startsWith(typedPath(clockFile))) {
    return `The clock file cannot be written (${message}); choose another with --clock-file.`
  }
  if (UNWRITABLE.includes(code) || code.startsWith('SQLITE_')) {
    return `The folder for the state, ${pathOf('data', values.data)}, cannot be written (${message}); choose another with --data.`
  }
  return message
}

function fail(sentence: string): never {
  console.error(`sandbox: ${sentence}`)
  process.exit(1)
}
