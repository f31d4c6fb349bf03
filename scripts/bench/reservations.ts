import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { createClock } from '#app/clock/following-clock.server.ts'
import { randomIds } from '#app/domain/ids.ts'
import { cents } from '#app/domain/money.ts'
import { startPledge } from '#app/domain/pledges/pledges.server.ts'
import type { Db } from '#db/database.server.ts'
import { openChecked } from '#db/open-checked.server.ts'
import { figureOf } from './figure.ts'
import type { Figure, Skipped } from './figure.ts'
import { onPostgres } from './postgres-place.ts'
import { byTurns } from './rounds.ts'
import type { Workplace } from './workplace.ts'

const ROUNDS = 7
const BUYERS_A_ROUND = 300
const AT_ONCE = 32
const LIMITS = { least: cents(1), most: cents(1_000_000), leastForReward: cents(1) }

/** One limited reward, and a row of a pledge to it that the baseline writes again and again. */
interface Offer {
  campaignId: string
  rewardId: string
  price: number
}

/**
 * P12: how many pieces of one limited reward are reserved a second, each by a pledge of its own in a durable
 * transaction, {@link AT_ONCE} under way at any moment; against bare clients that take the piece by the same
 * conditional update and write the same row. All of them want the same row: that is what is measured.
 */
export async function measureReservations(place: Workplace): Promise<(Figure | Skipped)[]> {
  const file = join(place.folder, 'reservations.sqlite')
  copyFileSync(place.database, file)
  const onSqlite = await measure('P12', 'piece reserved, SQLite', file, bareSqlite)
  const postgres = { figure: 'P12-postgres', what: 'piece reserved, PostgreSQL' }
  const measured = await onPostgres(postgres, async server => {
    const url = await server.fill('reservations', place.database)
    return [await measure(postgres.figure, postgres.what, url, barePostgres)]
  })
  return [onSqlite, ...measured]
}

/** Reserves a piece and writes a pledge, and nothing that thinks. */
interface Bare {
  reserve(): Promise<void> | void
  close(): Promise<void> | void
}

async function measure(
  figure: string,
  what: string,
  address: string,
  openBare: (address: string, offer: Offer) => Promise<Bare> | Bare,
): Promise<Figure> {
  const db = await openChecked(address)
  const offer = await anOffer(db)
  await reserve(db, offer)
  const bare = await openBare(address, offer)
  const before = await taken(db, offer)
  const rounds = await byTurns({
    rounds: ROUNDS,
    ours: () => ratePerSecond(() => reserve(db, offer)),
    baseline: () => ratePerSecond(bare.reserve),
  })
  const reserved = (await taken(db, offer)) - before
  await bare.close()
  await db.close()
  const expected = 2 * (ROUNDS + 1) * BUYERS_A_ROUND
  if (reserved !== expected) throw new Error(`${expected} pieces were reserved, and ${reserved} are counted.`)
  return figureOf({
    ...{ figure, what, unit: 'pledges/s', rounds },
    notes: [
      `${expected} pieces of one reward, ${AT_ONCE} under way at once, none lost; 1,000 a second is the aim`,
    ],
  })
}

/** The first reward of the demonstration, of which there is plenty for the measurement. */
async function anOffer(db: Db): Promise<Offer> {
  const reward = await db.read
    .selectFrom('reward')
    .innerJoin('campaign', 'campaign.id', 'reward.campaign_id')
    .select(['reward.id as rewardId', 'campaign.id as campaignId', 'reward.price_cents as price'])
    .where('campaign.state', '=', 'live')
    .orderBy('reward.id')
    .executeTakeFirstOrThrow()
  await db.inTransaction(trx =>
    trx.updateTable('reward').set({ quantity: 1_000_000 }).where('id', '=', reward.rewardId).execute(),
  )
  return reward
}

async function taken(db: Db, { rewardId }: Offer): Promise<number> {
  const query = db.read.selectFrom('reward').select('taken').where('id', '=', rewardId)
  return (await query.executeTakeFirstOrThrow()).taken
}

const clock = createClock(undefined)

async function reserve(db: Db, { campaignId, rewardId, price }: Offer): Promise<void> {
  const pledgeId = randomIds.next()
  const input = {
    ...({ amount: cents(price), tip: cents(0), rewardId, method: 'bank', message: '' } as const),
    ...{ email: 'koper@stadmakers.example', name: 'Koper', nameVisible: true },
  }
  const started = await db.inTransaction(trx =>
    startPledge(trx, clock.now(), { pledgeId, campaignId, language: 'nl', limits: LIMITS, input }),
  )
  if (!started.ok) throw new Error(`A piece could not be reserved: ${started.reason}`)
}

async function ratePerSecond(work: () => Promise<void> | void): Promise<number> {
  let waiting = BUYERS_A_ROUND
  const started = performance.now()
  const buyer = async () => {
    while (waiting-- > 0) await work()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, buyer))
  return (BUYERS_A_ROUND * 1_000) / (performance.now() - started)
}

const TAKE = 'UPDATE reward SET taken = taken + 1 WHERE id = $1 AND (quantity IS NULL OR taken < quantity)'

function bareSqlite(file: string, { rewardId }: Offer): Bare {
  const database = new Sqlite(file)
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  const row = database.prepare('SELECT * FROM pledge WHERE reward_id = ? LIMIT 1').get(rewardId) as object
  const names = Object.keys(row)
  const take = database.prepare(TAKE.replace('$1', '?'))
  const insert = database.prepare(
    `INSERT INTO pledge (${names.join(', ')}) VALUES (${names.map(name => `@${name}`).join(', ')})`,
  )
  const write = database.transaction(() => {
    take.run(rewardId)
    insert.run({ ...row, id: randomIds.next() })
  })
  return { reserve: () => void write.immediate(), close: () => void database.close() }
}

async function barePostgres(url: string, { rewardId }: Offer): Promise<Bare> {
  const pool = new pg.Pool({ connectionString: url, max: 8 })
  const { rows } = await pool.query<Record<string, unknown>>(
    'SELECT * FROM pledge WHERE reward_id = $1 LIMIT 1',
    [rewardId],
  )
  const names = Object.keys(rows[0] ?? {})
  const insert = `INSERT INTO pledge (${names.join(', ')}) VALUES (${names.map((_, n) => `$${n + 1}`).join(', ')})`
  return {
    reserve: async () => {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        await client.query(insert, Object.values({ ...rows[0], id: randomIds.next() }))
        await client.query(TAKE, [rewardId])
        await client.query('COMMIT')
      } finally {
        client.release()
      }
    },
    close: () => pool.end(),
  }
}
