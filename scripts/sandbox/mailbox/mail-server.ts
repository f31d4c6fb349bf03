import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { SandboxCore } from '../core.ts'
import { receiveLetter } from './letter.ts'

/** An SMTP server that takes in every letter. It listens when the promise is kept. */
export function startMailServer(
  core: SandboxCore,
  port: number,
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onAuth: (_auth, _session, done) => done(null, { user: 'anyone' }),
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(recipient => recipient.address)
      const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
      simpleParser(stream).then(
        parsed => {
          core.step(draft =>
            receiveLetter(draft, {
              to,
              from,
              subject: parsed.subject ?? '',
              text: parsed.text ?? '',
              html: parsed.html || '',
              headers: Object.fromEntries(
                parsed.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()]),
              ),
            }),
          )
          done()
        },
        (error: Error) => done(error),
      )
    },
  })
  // A client that breaks off in the middle of a letter is no reason to stop.
  const ignoreBrokenClients = () => undefined
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      server.on('error', ignoreBrokenClients)
      const address = server.server.address()
      const taken = typeof address === 'object' && address !== null ? address.port : port
      resolve({ port: taken, close: () => new Promise(done => server.close(() => done())) })
    })
  })
}
