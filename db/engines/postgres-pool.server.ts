import pg from 'pg'

/** Opens a pool of connections whose whole numbers are numbers. */
export function openPool(url: string, config: pg.PoolConfig): pg.Pool {
  return openPlainPool(url, { types: { getTypeParser }, ...config })
}

/** Opens a pool of connections as `pg` makes them. */
export function openPlainPool(url: string, config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'stadmakers',
    connectionTimeoutMillis: 10_000,
    ...config,
  })
  // A connection that the server ends is replaced at the next query; unheard, its error would end the process.
  const heard = () => undefined
  pool.on('error', heard)
  pool.on('connect', client => client.on('error', heard))
  return pool
}

const INT8 = 20
const NUMERIC = 1700

/** Counts, sums and amounts come as text from `pg`, since they may not fit a number; ours must. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === INT8 || oid === NUMERIC ? safeInteger : (pg.types.getTypeParser(oid, format as 'text') as never)

/** @throws when the text is no whole number, or one that a number cannot hold exactly */
export function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is not a safe whole number.`)
  return value
}
