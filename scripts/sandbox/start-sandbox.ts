import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { makeFolder } from '../make-folder.ts'
import { msOfIso } from './clock.ts'
import { type ClockWish, Control, type EndpointWish, type FaultWish } from './control.ts'
import { SandboxCore } from './core.ts'
import { DocumentFile } from './document-file.ts'
import { makeHttpServer } from './http-server.ts'
import { lettersTo } from './mailbox/letter.ts'
import { startMailServer } from './mailbox/mail-server.ts'
import { letterView } from './pages/mailbox-pages.ts'
import { Timekeeper } from './timekeeper.ts'
import { type Carrier, overHttp } from './postman.ts'
import type { ValidationMode } from './violations.ts'
import { WEBHOOK_MODES, type WebhookMode } from './weather.ts'

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number
  smtpPort?: number
  /** The folder in which the state is kept; without it the sandbox forgets all when it closes. */
  dataDir?: string
  /** Where each change of the clock is written, for others to follow. */
  clockFile?: string
  /** Where the clock of a new sandbox starts (ISO 8601); it may have passed. */
  startAt?: string
  webhooks?: WebhookMode
  /** What ids, delays and duplicates follow from. A state that is found on disk keeps its own. */
  seed?: string
  /** The share of webhooks that never arrive, from 0 to 1. */
  drop?: number
  validate?: ValidationMode
  /** Where browsers reach the hosted pages, when that is not the port itself. */
  publicUrl?: string
}

/** A sandbox that runs. Its `machine` may be looked into by tests. */
export interface Sandbox {
  url: string
  smtpPort: number
  apiKey: 'sk_test_sandbox'
  machine: SandboxCore
  control: SandboxControl
  close(): Promise<void>
}

/** The control panel, for callers in the same process. */
interface SandboxControl {
  clock(): { now: string; frozen: boolean }
  /** Stops the clock, now or at a moment to come (ISO 8601). */
  freeze(at?: string): Promise<{ now: string; frozen: boolean }>
  thaw(): Promise<{ now: string; frozen: boolean }>
  /** "30d", "12h", "15m" or "10s". */
  advance(time: string): Promise<{ now: string; frozen: boolean }>
  drain(): ReturnType<Control['drain']>
  dump(): ReturnType<Control['dump']>
  counts(): ReturnType<Control['counts']>
  fault(wish: FaultWish): void
  restrict(account: string): void
  /** Pulls a trigger: `trigger('charges/ch_1/dispute', { kind: 'inquiry' })`. Throws with a sentence when it cannot. */
  trigger: Control['trigger']
  setWebhookEndpoint(wish: EndpointWish): { id: string }
  /** Hands a pain.001 file to the platform's bank, as the text of its XML. */
  handInPayments: Control['handInPayments']
  letters(to?: string): ReturnType<typeof letterView>[]
  validation(): ReturnType<Control['validation']>
}

/** A sandbox without its networks: what it is asked and what it tells travels by function calls. */
export interface Machine {
  core: SandboxCore
  panel: Control
  control: SandboxControl
  close(): Promise<void>
}

/**
 * Opens a sandbox that listens nowhere.
 *
 * @param carrier how webhooks travel; over the network when left out
 */
export function openMachine(
  options: Omit<SandboxOptions, 'port' | 'smtpPort'>,
  carrier: Carrier = overHttp,
): Machine {
  const { dataDir, webhooks = 'live', drop = 0 } = options
  if (dataDir !== undefined) makeFolder(dataDir)
  const file = dataDir === undefined ? undefined : new DocumentFile(join(dataDir, 'sandbox.sqlite'))
  const core = new SandboxCore({
    file,
    clockFile: options.clockFile,
    startAtMs: options.startAt === undefined ? undefined : msOfIso(options.startAt),
    publicUrl: options.publicUrl ?? '',
    webhooks: { ...WEBHOOK_MODES[webhooks], dropShare: drop },
    seed: options.seed,
    validate: options.validate ?? 'record',
    carrier,
  })
  const timekeeper = new Timekeeper(core)
  const panel = new Control(core, timekeeper)
  const close = async () => {
    await timekeeper.close()
    core.state.close()
  }
  return { core, panel, control: controlOf(core, panel), close }
}

/** Starts a sandbox on 127.0.0.1. Rejects with the system's error when a port is taken or the folder is not writable. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const machine = openMachine(options)
  const { core, panel, control } = machine
  const server = makeHttpServer(core, panel)
  const mail = await startMailServer(core, options.smtpPort ?? 0)
  const port = await listening(server, options.port ?? 0).catch(async (error: unknown) => {
    await mail.close()
    throw error
  })
  const url = `http://127.0.0.1:${port}`
  core.settings.publicUrl = options.publicUrl ?? url
  const close = async () => {
    await Promise.all([mail.close(), closed(server)])
    await machine.close()
  }
  return { url, smtpPort: mail.port, apiKey: 'sk_test_sandbox', machine: core, control, close }
}

function controlOf(core: SandboxCore, control: Control): SandboxControl {
  const clock = (wish: ClockWish) => control.setClock(wish)
  return {
    clock: () => control.clock(),
    freeze: at => clock(at === undefined ? { freeze: true } : { freeze: true, to: at }),
    thaw: () => clock({ freeze: false }),
    advance: time => clock({ advance: time }),
    drain: () => control.drain(),
    dump: () => control.dump(),
    counts: () => control.counts(),
    fault: wish => void control.addFault(wish),
    restrict: account => void control.trigger(`accounts/${account}/restrict`),
    trigger: (path, fields) => control.trigger(path, fields),
    setWebhookEndpoint: wish => control.setEndpoint(wish),
    handInPayments: xml => control.handInPayments(xml),
    letters: to => core.look(draft => lettersTo(draft, to)).map(letterView),
    validation: () => control.validation(),
  }
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function closed(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
