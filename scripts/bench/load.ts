import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'

/**
 * The load generator, the same for ours and for the baseline. It speaks HTTP over bare sockets, with its requests
 * written beforehand, so that it has less to do for each request than any server that could be measured with it.
 */

export interface Load {
  /** On 127.0.0.1. */
  port: number
  /** So many requests are under way at any moment, each on a connection of its own that is kept. */
  connections: number
  /** What is sent, taken by the connections as they get free, until there is no more. */
  requests: Iterator<Buffer, void>
}

export interface LoadResult {
  answers: number
  /** From the first request to the last answer. */
  seconds: number
  /** Headers and body together. */
  bytes: number
  /** How much of one core the generator itself used. Near 1, it would be the generator that was measured. */
  busy: number
}

/**
 * Sends every request and waits for every answer.
 *
 * @throws Error when an answer is not 200, or does not come
 */
export async function put({ port, connections, requests }: Load): Promise<LoadResult> {
  const sockets = await openAll(port, connections)
  const tally = { answers: 0, bytes: 0 }
  const before = process.cpuUsage()
  const started = performance.now()
  try {
    await Promise.all(sockets.map(socket => converse(socket, requests, tally)))
  } finally {
    for (const socket of sockets) socket.destroy()
  }
  const seconds = (performance.now() - started) / 1_000
  const { user, system } = process.cpuUsage(before)
  return { ...tally, seconds, busy: (user + system) / 1e6 / seconds }
}

/** The same request again and again, for so long. */
export function* repeatedly(request: Buffer, milliseconds: number): Generator<Buffer, void> {
  const until = performance.now() + milliseconds
  while (performance.now() < until) yield request
}

/** As many as fit in a server's queue of new connections are opened together; one that is refused would wait a second. */
const OPENED_TOGETHER = 100

async function openAll(port: number, connections: number): Promise<Socket[]> {
  const sockets: Socket[] = []
  while (sockets.length < connections) {
    const some = Array.from({ length: Math.min(OPENED_TOGETHER, connections - sockets.length) }, async () => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      await once(socket, 'connect')
      return socket
    })
    sockets.push(...(await Promise.all(some)))
  }
  return sockets
}

const HEAD_ENDS = '\r\n\r\n'

function converse(
  socket: Socket,
  requests: Iterator<Buffer, void>,
  tally: { answers: number; bytes: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    let head: Buffer | null = null
    let missing = 0
    const next = () => {
      const request = requests.next()
      if (request.done) resolve()
      else socket.write(request.value)
    }
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('The server closed a connection before it had answered.')))
    socket.on('data', (chunk: Buffer) => {
      tally.bytes += chunk.length
      if (missing > 0) missing -= chunk.length
      else {
        const start = head ? Buffer.concat([head, chunk]) : chunk
        const length = answerLength(start)
        head = length === null ? start : null
        if (length === null) return
        if (length < 0)
          return reject(new Error(`An answer was: ${start.toString('latin1').split('\r\n')[0]}`))
        missing = length - start.length
      }
      if (missing > 0) return
      tally.answers += 1
      next()
    })
    next()
  })
}

/** How long an answer is, head and body; null while its head is not whole, −1 when it is not a success. */
function answerLength(start: Buffer): number | null {
  const headEnds = start.indexOf(HEAD_ENDS)
  if (headEnds < 0) return null
  const head = start.toString('latin1', 0, headEnds)
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? []
  if (!head.startsWith('HTTP/1.1 200') || length === undefined) return -1
  return headEnds + HEAD_ENDS.length + Number(length)
}
