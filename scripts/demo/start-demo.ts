import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '#app/config.server.ts'
import type { Config } from '#app/config.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { answers, run, stop } from './processes.ts'
import type { Running } from './processes.ts'
import type { DemoPorts } from './ports.ts'
import { demoEnvironment, demoSecrets } from './settings.ts'

/** A demonstration that runs: sandbox, web and worker. */
export interface Demo {
  folder: string
  ports: DemoPorts
  config: Config
  site: string
  sandbox: string
  /** Resolves with the name of a process that stopped by itself. */
  fallen: Promise<string>
  stop(): Promise<void>
}

/** What is wanted of a demonstration. */
export interface DemoWish {
  root: string
  folder: string
  ports: DemoPorts
  /** Where the sandbox's clock starts, when the demonstration is new (ISO 8601). */
  startAt?: string
  /** How the sandbox's webhooks travel: a little shuffled, as in life, or badly. */
  webhooks?: 'live' | 'hostile'
  /** What is said meanwhile. */
  say(line: string): void
}

/** Migrates, builds when the sources changed, and starts everything. Stops what it started when something fails. */
export async function startDemo({
  root,
  folder,
  ports,
  startAt,
  webhooks = 'live',
  say,
}: DemoWish): Promise<Demo> {
  mkdirSync(folder, { recursive: true })
  buildIfChanged(root, say)
  const secrets = demoSecrets(folder)
  const environment = demoEnvironment(folder, ports, secrets)
  const site = `http://127.0.0.1:${ports.site}`
  const sandbox = `http://127.0.0.1:${ports.sandbox}`
  const processes: Running[] = []
  const begin = (name: string, script: string, args: string[] = []) => {
    const running = run(name, script, args, { root, environment, logFile: join(folder, `${name}.log`) })
    processes.push(running)
    return running
  }
  try {
    await migrate(environment.DATABASE_FILE ?? '')
    const sandboxArgs = [
      ...['--port', String(ports.sandbox), '--smtp-port', String(ports.mail)],
      ...['--data', join(folder, 'sandbox'), '--clock-file', join(folder, 'clock.json')],
      ...['--webhooks', webhooks],
      ...(startAt ? ['--start-at', startAt] : []),
    ]
    await answers(begin('sandbox', 'scripts/sandbox/main.ts', sandboxArgs), `${sandbox}/_sandbox/clock`)
    await tellSandbox(sandbox, site, secrets)
    const web = begin('web', 'scripts/start.ts')
    begin('worker', 'scripts/worker.ts')
    await answers(web, `${site}/health`)
  } catch (error) {
    await stop(processes)
    throw error
  }
  writeFileSync(join(folder, 'ports.json'), JSON.stringify(ports))
  return {
    folder,
    ports,
    config: readConfig(environment),
    site,
    sandbox,
    fallen: Promise.race(
      processes.map(
        ({ name, child }) => new Promise<string>(resolve => child.once('exit', () => resolve(name))),
      ),
    ),
    stop: () => stop(processes),
  }
}

/** Tells the sandbox where its webhooks go. Asking again changes nothing. */
async function tellSandbox(
  sandbox: string,
  site: string,
  secrets: { platform: string; connect: string; thin: string },
): Promise<void> {
  const endpoints = [
    { url: `${site}/webhooks/stripe`, secret: secrets.platform, kind: 'snapshot' },
    { url: `${site}/webhooks/stripe-connect`, secret: secrets.connect, kind: 'snapshot', connect: true },
    { url: `${site}/webhooks/stripe-thin`, secret: secrets.thin, kind: 'thin' },
  ]
  for (const endpoint of endpoints) {
    const answer = await fetch(`${sandbox}/_sandbox/webhook-endpoints`, {
      method: 'PUT',
      body: JSON.stringify(endpoint),
    })
    if (!answer.ok) throw new Error(`The sandbox did not take the webhook address: ${await answer.text()}`)
  }
}

const SOURCES = [
  'app/**/*',
  'db/**/*',
  'emails/**/*',
  'public/**/*',
  'vite.config.ts',
  'remix.config.js',
  'package-lock.json',
]

function buildIfChanged(root: string, say: (line: string) => void): void {
  const mark = join(root, 'build', '.sources')
  const sources = sourcesOf(root)
  if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) return
  say('Building the site…')
  rmSync(mark, { force: true })
  const built = spawnSync(process.execPath, ['scripts/build.ts'], { cwd: root, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`The build failed:\n${built.stdout}${built.stderr}`)
  writeFileSync(mark, sources)
}

function sourcesOf(root: string): string {
  const hash = createHash('sha256')
  for (const file of globSync(SOURCES, { cwd: root, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort())
    hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}
