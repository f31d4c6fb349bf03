import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import { assertOutsideTransaction } from '#db/database.server.ts'
import type { Mail, Postman } from './postman.ts'

export interface SmtpSettings {
  /**
   * `smtp://user:password@host:port`, or `smtps://`. Away from this machine TLS is demanded; who trusts the network
   * between may add `?requireTLS=false`.
   */
  url: string
  /** The address from which letters come. */
  from: string
  fromName: string
  /** How long to wait for each answer of the mail server, in milliseconds. */
  patienceMs?: number
}

const PATIENCE_MS = 30_000

/** A server that answers a few letters at a time is waited for; one that never gets to an end is not. */
const PATIENCES_FOR_ONE_LETTER = 4

type Answer = Awaited<ReturnType<Postman['send']>>

/**
 * Hands letters to a mail server over SMTP, with a few connections that are kept open.
 *
 * A letter whose answer was lost is `unknown` only if its content had begun to leave; before that the server cannot
 * have taken it, and it is `later`.
 */
export function createSmtpPostman(settings: SmtpSettings): Postman {
  const patienceMs = settings.patienceMs ?? PATIENCE_MS
  const transport = createTransport({
    pool: true,
    url: settings.url,
    requireTLS: !isOnThisMachine(settings.url),
    maxRequeues: 1,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    dnsTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const underWay = new Map<string, () => void>()
  transport.use('stream', (mail, done) => {
    mail.message.processFunc(content => tellWhenRead(content, () => underWay.get(mail.message.messageId())?.()))
    done()
  })
  return {
    send: async mail => {
      assertOutsideTransaction('Sending a letter')
      let hasBegun = false
      underWay.set(mail.messageId, () => {
        hasBegun = true
      })
      try {
        await transport.sendMail({
          ...envelopeOf(settings, mail),
          signal: AbortSignal.timeout(patienceMs * PATIENCES_FOR_ONE_LETTER),
        })
        return { result: 'taken' }
      } catch (error) {
        return answerOf(error, hasBegun)
      } finally {
        underWay.delete(mail.messageId)
      }
    },
    close: async () => transport.close(),
  }
}
