import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readConfig } from '#app/config.server.ts'
import type { Files } from '#app/domain/campaigns/files.ts'
import type { Clock } from '#app/domain/clock.ts'
import type { PaymentGateway } from '#app/domain/payments/gateway.ts'
import { createLinks } from '#app/links.server.ts'
import { createLog } from '#app/log.server.ts'
import type { Mail, Postman } from '#app/mail/postman.ts'
import { openInbox } from '#app/stripe/inbox.server.ts'
import { inboxSettings } from '#app/stripe/inbox-settings.server.ts'
import type { World } from '#app/world.server.ts'
import { openDatabase } from '#db/database.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { closeAfterTest } from './close-after-test.ts'

/** A clock that stands still until a test moves it. */
interface TestClock extends Clock {
  set(to: Date | string): void
  advance(ms: number): void
}

/** Keeps the letters instead of sending them. A test may make the next sends fail through `answers`. */
interface TestPostman extends Postman {
  readonly sent: Mail[]
  /** Answers for the next sends, first in first out; `taken` when there is none. */
  readonly answers: Awaited<ReturnType<Postman['send']>>[]
}

/** A world of its own for one test: an empty migrated database, a clock that stands still, nothing from outside. */
export interface TestWorld extends World {
  clock: TestClock
  postman: TestPostman
  /** Every line that was logged, as JSON text. */
  logLines: string[]
  databaseFile: string
  /** Called by itself at the end of a test; a world made outside a test (in `beforeAll`) must be closed by hand. */
  close(): Promise<void>
}

export interface TestWorldOverrides {
  /** Settings as the environment would hold them, over the ones below. */
  settings?: Record<string, string>
  gateway?: PaymentGateway
  files?: Files
  postman?: TestPostman
  /** A clock that somebody else owns; without one it stands still until the test moves it. */
  clock?: TestClock
  /** The file of a world that ended, to go on with; without one an empty one is made. */
  databaseFile?: string
  /** How long the books must last: through a power cut, or no longer than this process. */
  lasting?: 'on-disk' | 'in-memory'
  /** Where the clock stands at first: a Tuesday morning in Leiden when left out. */
  now?: Date | string
}

const TEST_NOW = '2026-11-24T09:00:00.000Z'

export const TEST_SETTINGS = {
  APP_MODE: 'production',
  PUBLIC_URL: 'https://stadmakers.test',
  PORT: '0',
  SECRET: 'a secret of the tests that is long enough',
  STRIPE_API_KEY: 'sk_test_sandbox',
  STRIPE_WEBHOOK_SECRETS: 'whsec_platform',
  STRIPE_CONNECT_WEBHOOK_SECRETS: 'whsec_connect',
  STRIPE_THIN_WEBHOOK_SECRETS: 'whsec_thin',
  SMTP_URL: 'smtp://127.0.0.1:1025',
  MAIL_FROM: 'stadmakers@stadmakers.test',
  SENDER_NAME: 'Stichting Stadmakers',
  SENDER_ADDRESS: 'Stadhuisplein 1, 2311 EJ Leiden',
  SENDER_REGISTRATION: 'KvK 00000000',
}

/**
 * Makes a world for a test. Inside a test it is closed and its folder removed when the test ends.
 *
 * @param overrides a gateway where the test pays; without one every call to the gateway fails the test
 */
export async function makeTestWorld(overrides: TestWorldOverrides = {}): Promise<TestWorld> {
  const databaseFile = overrides.databaseFile ?? (await emptyDatabase(overrides.lasting ?? 'on-disk'))
  const folder = dirname(databaseFile)
  const config = readConfig({
    ...TEST_SETTINGS,
    DATABASE_FILE: databaseFile,
    FILES_FOLDER: join(folder, 'files'),
    ...overrides.settings,
  })
  const logLines: string[] = []
  const db = openDatabase(databaseFile)
  const clock = overrides.clock ?? standingClock(overrides.now ?? TEST_NOW)
  const world: TestWorld = {
    config,
    db,
    databaseFile,
    logLines,
    clock,
    inbox: openInbox({ db, clock }, inboxSettings(config)),
    gateway: overrides.gateway ?? noGateway(),
    files: overrides.files ?? memoryFiles(),
    postman: overrides.postman ?? keepingPostman(),
    links: createLinks(config.PUBLIC_URL, config.SECRET),
    log: createLog(config.LOG_LEVEL, { write: line => void logLines.push(line) }),
    close: async () => {
      await db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  closeAfterTest(world.close)
  return world
}

/** A folder that Linux keeps in memory: a durable write costs nothing there. */
const MEMORY = '/dev/shm'

async function emptyDatabase(lasting: 'on-disk' | 'in-memory'): Promise<string> {
  const place = lasting === 'in-memory' && existsSync(MEMORY) ? MEMORY : tmpdir()
  const file = join(mkdtempSync(join(place, 'stadmakers-test-')), 'stadmakers.sqlite')
  copyFileSync(await migratedFile(), file)
  return file
}

let migrated: Promise<string> | undefined

/** Migrating costs more than copying, so one empty file is made for all tests of a process. */
function migratedFile(): Promise<string> {
  migrated ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stadmakers-empty-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'empty.sqlite')
    await migrate(file)
    return file
  })()
  return migrated
}

function standingClock(start: Date | string): TestClock {
  let now = new Date(start)
  return {
    now: () => new Date(now),
    set: to => {
      now = new Date(to)
    },
    advance: ms => {
      now = new Date(now.getTime() + ms)
    },
  }
}

function keepingPostman(): TestPostman {
  const sent: Mail[] = []
  const answers: TestPostman['answers'] = []
  return {
    sent,
    answers,
    send: async mail => {
      const answer = answers.shift() ?? ({ result: 'taken' } as const)
      if (answer.result === 'taken' || answer.result === 'unknown') sent.push(mail)
      return answer
    },
    close: async () => {},
  }
}

function memoryFiles(): Files {
  const kept = new Map<string, Uint8Array>()
  return {
    put: async (name, bytes) => void kept.set(name, bytes),
    get: async name => kept.get(name) ?? null,
  }
}

/** A gateway for tests that pay nothing: whatever is asked of it, it says which call came unexpected. */
function noGateway(): PaymentGateway {
  return new Proxy({} as PaymentGateway, {
    get: (_, method) => () => {
      throw new Error(`This test has no payment gateway, but ${String(method)} was called.`)
    },
  })
}
