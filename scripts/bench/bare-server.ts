import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import Sqlite from 'better-sqlite3'
import type { KeptAnswer } from './kept-answer.ts'

/**
 * The baseline over HTTP, a process of its own: bare `node:http` that gives one finished answer to every request.
 * With `--database` it first keeps the body of the request in one durable insert.
 */

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    answer: { type: 'string', default: '' },
    database: { type: 'string' },
  },
})
const { headers, body } = JSON.parse(readFileSync(values.answer, 'utf8')) as KeptAnswer
const bytes = Buffer.from(body, 'base64')

const answer: RequestListener = (_, response) => {
  response.writeHead(200, headers)
  response.end(bytes)
}

createServer(values.database === undefined ? answer : keepThenAnswer(values.database)).listen(
  Number(values.port),
  '127.0.0.1',
)

function keepThenAnswer(file: string): RequestListener {
  const database = new Sqlite(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec('CREATE TABLE webhook (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT')
  const keep = database.prepare('INSERT INTO webhook (body) VALUES (?)')
  return (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      keep.run(Buffer.concat(chunks).toString())
      answer(request, response)
    })
  }
}
