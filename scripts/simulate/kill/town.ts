import { join } from 'node:path'
import { HANDLED_CONNECT_EVENTS, HANDLED_EVENTS, HANDLED_THIN_EVENTS } from '#app/stripe/event-types.ts'
import { readConfig } from '#app/config.server.ts'
import { closeWorld, openWorld } from '#app/open-world.server.ts'
import type { World } from '#app/world.server.ts'
import { aLiveCampaign } from '#tests/support/campaigns.ts'
import { freePorts } from '../../demo/ports.ts'
import { answers, run, stop } from '../../demo/processes.ts'
import type { Running } from '../../demo/processes.ts'
import { demoEnvironment, demoSecrets } from '../../demo/settings.ts'
import { startSandbox } from '../../sandbox/start-sandbox.ts'
import type { Sandbox } from '../../sandbox/start-sandbox.ts'
import { topUp } from '../../story/hosted-pages.ts'
import type { Engine } from './engine.ts'

export type Victim = 'site' | 'worker' | 'database'

/** The real site and the real worker, as they are built, in processes that can be killed; and the sandbox, which lives. */
export interface KillTown {
  site: string
  slug: string
  sandbox: Sandbox
  /** A world over the same books, for looking at them. */
  world: World
  /** Who can be killed: the database only where it is a process of its own. */
  victims: readonly Victim[]
  /** Ends a process as a power cut would, and starts another in its place. */
  kill(victim: Victim): Promise<void>
  close(): Promise<void>
}

type Program = Exclude<Victim, 'database'>

const SCRIPTS: Record<Program, string> = { site: 'scripts/start.ts', worker: 'scripts/worker.ts' }
const DAYS_TO_THE_DEADLINE = 30
const DAY_MS = 86_400_000
const FLOAT = 10_000_00

export async function openKillTown(root: string, folder: string, engine: Engine): Promise<KillTown> {
  const ports = await freePorts()
  const secrets = demoSecrets(folder)
  const environment: Record<string, string> = {
    ...demoEnvironment(folder, ports, secrets),
    TRUSTED_PROXIES: '1',
    ...engine.environment,
  }
  const site = `http://127.0.0.1:${ports.site}`
  const sandbox = await startSandbox({
    ...{ port: ports.sandbox, smtpPort: ports.mail, clockFile: environment.CLOCK_FILE },
    ...{ webhooks: 'live', validate: 'off', seed: 'kill' },
  })
  tellEndpoints(sandbox, site, secrets)
  const world = await openWorld(readConfig(environment))
  await topUp(sandbox, FLOAT)
  const deadline = new Date(world.clock.now().getTime() + DAYS_TO_THE_DEADLINE * DAY_MS)
  const { slug } = await aLiveCampaign(world, { deadline: deadline.toISOString().slice(0, 10) })
  const begin = (victim: Program) =>
    run(victim, SCRIPTS[victim], [], { root, environment, logFile: join(folder, `${victim}.log`) })
  const running: Record<Program, Running> = { site: begin('site'), worker: begin('worker') }
  // As a supervisor does: who begins while the database recovers finds none, says so and ends.
  const keepUp = (program: Program): void => {
    const begun = running[program]
    void begun.gone.then(() => {
      if (begun.child.killed) return
      running[program] = begin(program)
      keepUp(program)
    })
  }
  keepUp('site')
  keepUp('worker')
  await answers(running.site, `${site}/health`)
  return {
    ...{ site, slug, sandbox, world },
    victims: engine.crash ? ['site', 'worker', 'database'] : ['site', 'worker'],
    kill: async victim => {
      if (victim === 'database') return engine.crash?.()
      running[victim].child.kill('SIGKILL')
      await running[victim].gone
      running[victim] = begin(victim)
      keepUp(victim)
      if (victim === 'site') await answers(running.site, `${site}/health`)
    },
    close: async () => {
      await stop([running.site, running.worker])
      await closeWorld(world)
      await sandbox.close()
      await engine.close()
    },
  }
}

function tellEndpoints(
  { control }: Sandbox,
  site: string,
  secrets: { platform: string; connect: string; thin: string },
): void {
  const to = (path: string, events: readonly string[]) => ({
    url: `${site}/webhooks/${path}`,
    enabled_events: [...events],
  })
  const { setWebhookEndpoint } = control
  setWebhookEndpoint({ ...to('stripe', HANDLED_EVENTS), secret: secrets.platform, kind: 'snapshot' })
  const connect = to('stripe-connect', HANDLED_CONNECT_EVENTS)
  setWebhookEndpoint({ ...connect, secret: secrets.connect, kind: 'snapshot', connect: true })
  setWebhookEndpoint({ ...to('stripe-thin', HANDLED_THIN_EVENTS), secret: secrets.thin, kind: 'thin' })
}
