import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { stopWithParent } from '../told-to-stop.ts'
import type { KeptAnswer } from './kept-answer.ts'

/**
 * The baseline over HTTP, a process of its own: bare `node:http` that gives one finished answer to every request.
 * With `--database` it first keeps the body of the request in one durable insert.
 */

stopWithParent()
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    answer: { type: 'string', default: '' },
    database: { type: 'string' },
  },
})
const { headers, body } = JSON.parse(readFileSync(values.answer, 'utf8')) as KeptAnswer
const bytes = Buffer.from(body, 'base64')
/** To PostgreSQL: as many as ours writes with. */
const CONNECTIONS = 8

const answer: RequestListener = (_, response) => {
  response.writeHead(200, headers)
  response.end(bytes)
}

const listener = values.database === undefined ? answer : keepThenAnswer(await openInbox(values.database))
createServer(listener).listen(Number(values.port), '127.0.0.1')

type Keep = (body: string) => unknown

function openInbox(address: string): Keep | Promise<Keep> {
  return address.startsWith('postgres://') ? openPostgresInbox(address) : openSqliteInbox(address)
}

function openSqliteInbox(file: string): Keep {
  const database = new Sqlite(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec('CREATE TABLE webhook (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT')
  const insert = database.prepare('INSERT INTO webhook (body) VALUES (?)')
  return body => void insert.run(body)
}

async function openPostgresInbox(url: string): Promise<Keep> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS })
  await pool.query('CREATE TABLE webhook (id bigserial PRIMARY KEY, body text NOT NULL)')
  const text = 'INSERT INTO webhook (body) VALUES ($1)'
  return body => pool.query({ name: 'keep', text, values: [body] })
}

function keepThenAnswer(keep: Keep): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      await keep(Buffer.concat(chunks).toString())
      answer(request, response)
    })
  }
}
