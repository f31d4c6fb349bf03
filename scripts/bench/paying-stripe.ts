import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { stopWithParent } from '../told-to-stop.ts'

/**
 * A Stripe at which every payment has succeeded, a process of its own: it answers at once and knows nothing else. Its
 * payments are those of `waitingPledges`, which bear the id of their pledge.
 */

stopWithParent()
const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, amount: { type: 'string', default: '0' } },
})
const amount = Number(values.amount)
const PAYMENT = /^\/v1\/payment_intents\/(pi_(.{8})(.{4})(.{4})(.{4})(.{12}))$/
const LIST = /^\/v1\/\w+$/

createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const answer = answerTo(pathname)
  response.writeHead(answer ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(
    JSON.stringify(answer ?? { error: { type: 'invalid_request_error', code: 'resource_missing' } }),
  )
}).listen(Number(values.port), '127.0.0.1')

function answerTo(path: string): object | null {
  const [, id, ...parts] = PAYMENT.exec(path) ?? []
  if (id !== undefined)
    return {
      ...{ id, object: 'payment_intent', status: 'succeeded', currency: 'eur', last_payment_error: null },
      ...{ amount, amount_received: amount, metadata: { pledge_id: parts.join('-') } },
    }
  if (path === '/v1/balance') return { object: 'balance', available: [], pending: [] }
  return LIST.test(path) ? { object: 'list', url: path, has_more: false, data: [] } : null
}
