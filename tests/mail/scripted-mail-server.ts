import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** What the server does with one letter: an SMTP answer to the recipient or to the content, or silence. */
export type Turn =
  | { at: 'sender' | 'recipient' | 'content'; answer: number }
  | { at: 'recipient' | 'content'; answer: 'hang' | 'cut' }
  | 'take'

export interface ScriptedMailServer {
  url: string
  /** Letters of which the server got the whole content, also when its answer was lost. */
  received: ParsedMail[]
  connections: number
}

/** A mail server on a free port that does with each letter what the script says, and takes what comes after. */
export async function startMailServer(...script: Turn[]): Promise<ScriptedMailServer> {
  const sockets = new Set<Socket>()
  const left = [...script]
  let turn: Turn = 'take'
  const act = (at: 'sender' | 'recipient' | 'content', proceed: (error?: Error | null) => void) => {
    if (turn === 'take' || turn.at !== at) return proceed()
    if (turn.answer === 'hang') return
    if (turn.answer === 'cut') {
      for (const socket of sockets) socket.destroy()
      return
    }
    proceed(Object.assign(new Error('mailbox <someone@example.test> says no'), { responseCode: turn.answer }))
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: (_, __, done) => {
      turn = left.shift() ?? 'take'
      act('sender', done)
    },
    onRcptTo: (_, __, done) => act('recipient', done),
    onData: (stream, _, done) => {
      void simpleParser(stream).then(letter => {
        const isRefused = turn !== 'take' && typeof turn.answer === 'number'
        if (!isRefused) started.received.push(letter)
        act('content', done)
      })
    },
  })
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    started.connections += 1
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>(resolve => server.close(() => resolve()))
  })
  const { port } = server.server.address() as AddressInfo
  const started: ScriptedMailServer = { url: `smtp://127.0.0.1:${port}`, received: [], connections: 0 }
  return started
}

/** A server that accepts connections and never says a word. Returns its address. */
export async function startSilentServer(): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => sockets.add(socket))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>(resolve => server.close(() => resolve()))
  })
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
}
