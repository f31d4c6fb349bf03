import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { isPostgresUrl } from '#db/engines/postgres.server.ts'
import { freePorts } from '../demo/ports.ts'
import { answers, run, stop } from '../demo/processes.ts'
import type { Running } from '../demo/processes.ts'
import { seedDemo, startOfFilled } from '../demo/seed.ts'
import { demoEnvironment, demoSecrets } from '../demo/settings.ts'
import { startDemo } from '../demo/start-demo.ts'
import type { KeptAnswer } from './kept-answer.ts'
import { residentMegabytes } from './memory.ts'

/** Where a measurement is done: a folder of its own, and what runs in it. */
export interface Workplace {
  root: string
  folder: string
  /** A database filled as a demonstration is, at rest. Copied for each figure, never written. */
  database: string
  /** The secret by which a webhook to the site is signed. */
  webhookSecret: string
  /** Stops what still runs and removes the folder. */
  close(): Promise<void>
  /** Starts one process more. */
  begin(name: string, script: string, args: string[], environment?: Record<string, string>): Running
}

/**
 * Makes a workplace beside the demonstration's data, and not in the machine's folder for temporary files: that may
 * be kept in memory, where a durable write costs nothing.
 *
 * The demonstration is filled once, through the sandbox, and then stopped: what is measured afterwards has the
 * machine to itself.
 */
export async function openWorkplace(root: string, say: (line: string) => void): Promise<Workplace> {
  const data = join(root, '.data')
  mkdirSync(data, { recursive: true })
  const folder = mkdtempSync(join(data, 'bench-'))
  const processes: Running[] = []
  const demo = join(folder, 'demo')
  const database = join(folder, 'filled.sqlite')
  const close = async () => {
    await stop(processes)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await fillDemonstration(root, demo, say)
    // Read through the write-ahead log once, so that one file holds everything.
    const whole = new Sqlite(join(demo, 'stadmakers.sqlite'))
    whole.pragma('wal_checkpoint(TRUNCATE)')
    whole.close()
    copyFileSync(join(demo, 'stadmakers.sqlite'), database)
  } catch (error) {
    await close()
    throw error
  }
  return {
    ...{ root, folder, database, close },
    webhookSecret: demoSecrets(demo).platform,
    begin: (name, script, args, environment = {}) => {
      const logFile = join(folder, `${name}.log`)
      const running = run(name, script, args, { root, environment, logFile })
      processes.push(running)
      return running
    },
  }
}

async function fillDemonstration(root: string, folder: string, say: (line: string) => void): Promise<void> {
  const demo = await startDemo({ root, folder, ports: await freePorts(), startAt: startOfFilled(), say })
  try {
    await seedDemo(demo, say)
  } finally {
    await demo.stop()
  }
}

/** A server that answers on 127.0.0.1, ours or the baseline. */
export interface Server {
  name: string
  port: number
  /** `postgres://…`, or the path of a SQLite file. */
  database: string
  /** In megabytes; null where the system does not tell. */
  memory(): number | null
  stop(): Promise<void>
}

/**
 * The web process as `npm start` starts it, in production mode and with production's log, over a database of its own.
 *
 * @param filled the address of a database to be used as it is, instead of a copy of the demonstration's
 */
export async function startSite(place: Workplace, name: string, filled?: string): Promise<Server> {
  const ports = await freePorts()
  const database = filled ?? join(place.folder, `${name}.sqlite`)
  if (filled === undefined) copyFileSync(place.database, database)
  const web = place.begin(name, 'scripts/start.ts', [], {
    ...demoEnvironment(place.folder, ports, demoSecrets(join(place.folder, 'demo'))),
    ...productionOver(database),
  })
  await answers(web, `http://127.0.0.1:${ports.site}/health`)
  return {
    ...{ name, port: ports.site, database },
    memory: () => residentMegabytes(web.child.pid),
    stop: () => stop([web]),
  }
}

/** What a process is told beside the settings of a demonstration. */
export function productionOver(database: string): Record<string, string> {
  const [DATABASE_FILE, DATABASE_URL] = isPostgresUrl(database) ? ['', database] : [database, '']
  return { APP_MODE: 'production', CLOCK_FILE: '', LOG_LEVEL: 'info', DATABASE_FILE, DATABASE_URL }
}

/** The baseline over HTTP; it keeps what it receives in `keepsIn`, if that is said, a database without its table. */
export async function startBareServer(
  place: Workplace,
  name: string,
  answer: KeptAnswer,
  keepsIn?: string,
): Promise<Server> {
  const { site: port } = await freePorts()
  const answerFile = join(place.folder, `${name}.json`)
  writeFileSync(answerFile, JSON.stringify(answer))
  const keeping = keepsIn === undefined ? [] : ['--database', keepsIn]
  const args = ['--port', String(port), '--answer', answerFile, ...keeping]
  const bare = place.begin(name, 'scripts/bench/bare-server.ts', args)
  await answers(bare, `http://127.0.0.1:${port}/`)
  return {
    ...{ name, port, database: keepsIn ?? '' },
    memory: () => residentMegabytes(bare.child.pid),
    stop: () => stop([bare]),
  }
}
