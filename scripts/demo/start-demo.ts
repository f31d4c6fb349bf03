import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '#app/config.server.ts'
import type { Config } from '#app/config.server.ts'
import { HANDLED_CONNECT_EVENTS, HANDLED_EVENTS, HANDLED_THIN_EVENTS } from '#app/stripe/event-types.ts'
import { migrate } from '#db/migrate.server.ts'
import { buildIfChanged } from './build.ts'
import { claimFolder } from './folder.ts'
import { answers, run, stop } from './processes.ts'
import type { Running } from './processes.ts'
import type { DemoPorts } from './ports.ts'
import { demoEnvironment, demoSecrets } from './settings.ts'
import type { DemoSecrets } from './settings.ts'

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
  /** Begins anew: what the last demonstration kept in the folder is removed. */
  isFresh?: boolean
  /** Where the sandbox's clock starts, when the demonstration is new (ISO 8601). */
  startAt?: string
  /** How the sandbox's webhooks travel: a little shuffled, as in life, or badly. */
  webhooks?: 'live' | 'hostile'
  /** When it is aborted before everything answers, what was started is stopped. */
  signal?: AbortSignal
  /** What is said meanwhile. */
  say(line: string): void
}

/**
 * Takes the folder, builds when the sources changed, migrates, and starts everything. When something fails, what was
 * started is stopped.
 *
 * @throws what `claimFolder` and `buildIfChanged` throw, and a sentence when a process does not start
 */
export async function startDemo(wish: DemoWish): Promise<Demo> {
  const { root, folder, ports, signal, say } = wish
  const claimed = claimFolder(folder, { isFresh: wish.isFresh ?? false, say })
  const processes: Running[] = []
  const stopAll = async () => {
    await stop(processes)
    claimed.release()
  }
  try {
    await buildIfChanged(root, { say, signal })
    const secrets = demoSecrets(folder)
    const environment = demoEnvironment(folder, ports, secrets)
    const site = `http://127.0.0.1:${ports.site}`
    const sandbox = `http://127.0.0.1:${ports.sandbox}`
    const begin = (name: string, script: string, args: string[] = []) => {
      const running = run(name, script, args, { root, environment, logFile: join(folder, `${name}.log`) })
      processes.push(running)
      return running
    }
    await migrate(environment.DATABASE_FILE ?? '')
    await answers(
      begin('sandbox', 'scripts/sandbox/main.ts', sandboxArgs(wish)),
      `${sandbox}/_sandbox/clock`,
      signal,
    )
    await tellSandbox(sandbox, site, secrets)
    const web = begin('web', 'scripts/start.ts')
    begin('worker', 'scripts/worker.ts')
    await answers(web, `${site}/health`, signal)
    writeFileSync(join(folder, 'ports.json'), JSON.stringify(ports))
    return {
      ...{ folder, ports, site, sandbox },
      config: readConfig(environment),
      fallen: Promise.race(processes.map(({ name, gone }) => gone.then(() => name))),
      stop: stopAll,
    }
  } catch (error) {
    await stopAll()
    throw error
  }
}

function sandboxArgs({ folder, ports, startAt, webhooks = 'live' }: DemoWish): string[] {
  return [
    ...['--port', String(ports.sandbox), '--smtp-port', String(ports.mail)],
    ...['--data', join(folder, 'sandbox'), '--clock-file', join(folder, 'clock.json')],
    ...['--webhooks', webhooks],
    ...(startAt ? ['--start-at', startAt] : []),
  ]
}

/** Tells the sandbox where its webhooks go, and which events are handled there. Asking again changes nothing. */
async function tellSandbox(sandbox: string, site: string, secrets: DemoSecrets): Promise<void> {
  const endpoints = [
    {
      ...{ url: `${site}/webhooks/stripe`, secret: secrets.platform, kind: 'snapshot' },
      enabled_events: HANDLED_EVENTS,
    },
    {
      ...{ url: `${site}/webhooks/stripe-connect`, secret: secrets.connect, kind: 'snapshot', connect: true },
      enabled_events: HANDLED_CONNECT_EVENTS,
    },
    {
      ...{ url: `${site}/webhooks/stripe-thin`, secret: secrets.thin, kind: 'thin' },
      enabled_events: HANDLED_THIN_EVENTS,
    },
  ]
  for (const endpoint of endpoints) {
    const answer = await fetch(`${sandbox}/_sandbox/webhook-endpoints`, {
      method: 'PUT',
      body: JSON.stringify(endpoint),
    })
    if (!answer.ok) throw new Error(`The sandbox did not take the webhook address: ${await answer.text()}`)
  }
}
