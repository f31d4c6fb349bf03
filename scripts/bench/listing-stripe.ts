import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import Sqlite from 'better-sqlite3'
import { stopWithParent } from '../told-to-stop.ts'

/**
 * A Stripe that only lists, a process of its own: every balance transaction that a database knows, as Stripe's API
 * lists them (newest first, a hundred on a page), and their sum as its balance. The pages are made beforehand, so that
 * what is measured is not how fast they are made.
 */

stopWithParent()
const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, database: { type: 'string', default: '' } },
})
const PAGE = 100

interface Row {
  id: string
  type: string
  reporting_category: string
  source_id: string | null
  payment_id: string | null
  currency: string
  amount_cents: number
  fee_cents: number
  net_cents: number
  created_at: string
  available_on: string
}

const database = new Sqlite(values.database, { readonly: true })
const rows = database
  .prepare<[], Row>('SELECT * FROM balance_transaction ORDER BY created_at DESC, id DESC')
  .all()
database.close()

const pages = new Map<string, Buffer>()
let before = ''
for (let from = 0; from < rows.length || from === 0; from += PAGE) {
  const page = rows.slice(from, from + PAGE)
  pages.set(before, list(page, from + PAGE < rows.length))
  before = page.at(-1)?.id ?? ''
}
const total = rows.reduce((sum, row) => sum + row.net_cents, 0)
const balance = encode({
  ...{ object: 'balance', livemode: false, pending: [], connect_reserved: [] },
  available: [{ amount: total, currency: 'eur', source_types: { card: total } }],
})

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const answer =
    pathname === '/v1/balance_transactions'
      ? pages.get(searchParams.get('starting_after') ?? '')
      : pathname === '/v1/balance'
        ? balance
        : undefined
  response.writeHead(answer ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(answer)
}).listen(Number(values.port), '127.0.0.1')

function list(page: readonly Row[], hasMore: boolean): Buffer {
  return encode({
    ...{ object: 'list', url: '/v1/balance_transactions', has_more: hasMore },
    data: page.map(row => ({
      ...{ id: row.id, object: 'balance_transaction', type: row.type, status: 'available' },
      ...{ amount: row.amount_cents, fee: row.fee_cents, net: row.net_cents, currency: row.currency },
      ...{ created: seconds(row.created_at), available_on: seconds(row.available_on) },
      ...{ description: null, exchange_rate: null, fee_details: [] },
      reporting_category: row.reporting_category,
      source: row.source_id && {
        ...{
          id: row.source_id,
          object: row.reporting_category,
          payment_intent: row.payment_id,
          metadata: {},
        },
      },
    })),
  })
}

function seconds(instant: string): number {
  return Math.floor(Date.parse(instant) / 1_000)
}

function encode(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value))
}
