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

const PATIENCE_MS = 20_000

/** No timeout notices a server that trickles its answers, so one letter as a whole has a limit too. */
const PATIENCES_FOR_ONE_LETTER = 4

type Answer = Awaited<ReturnType<Postman['send']>>

/** How far one sending has come. */
interface Progress {
  /** Whether the server agreed to take the content, so that it may have the letter even without an answer. */
  contentHasBegun: boolean
}

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
  const progressOf = new WeakMap<AbortSignal, Progress>()
  transport.use('stream', (mail, done) => {
    const progress = mail.data.signal && progressOf.get(mail.data.signal)
    if (progress) mail.message.processFunc(content => watch(content, progress))
    done()
  })
  return {
    send: async mail => {
      assertOutsideTransaction('Sending a letter')
      const signal = AbortSignal.timeout(patienceMs * PATIENCES_FOR_ONE_LETTER)
      const progress = { contentHasBegun: false }
      progressOf.set(signal, progress)
      try {
        await transport.sendMail({ ...messageOf(settings, mail), signal })
        return { result: 'taken' }
      } catch (error) {
        return answerTo(error, progress)
      }
    },
    close: async () => transport.close(),
  }
}

function isOnThisMachine(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
}

/**
 * The message and its headers. Auto-Submitted (RFC 3834) keeps holiday replies away. The recipient is handed over as
 * an address, not as header text, so that it is always exactly one.
 */
function messageOf({ from, fromName }: SmtpSettings, mail: Mail) {
  return {
    from: { name: fromName, address: from },
    to: { name: '', address: mail.to },
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    messageId: mail.messageId,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

/** Passes the content on and notes when it is first asked for, which is after the server agreed to take it. */
function watch(content: Readable, progress: Progress): Readable {
  return Readable.from(
    (async function* () {
      progress.contentHasBegun = true
      yield* content
    })(),
    { objectMode: false },
  )
}

interface SmtpError {
  message: string
  /** What went wrong, in the words of the SMTP client (`EENVELOPE`, `ECONNECTION`, …). */
  code?: string
  /** During which command. */
  command?: string
  /** The server's answer, when there was one. */
  responseCode?: number
}

/** Commands whose refusal is about this letter. A refused greeting, sign-in or sender is about us, and can be mended. */
const ABOUT_THE_LETTER = new Set(['RCPT TO', 'DATA'])

function answerTo(thrown: unknown, progress: Progress): Answer {
  const error = thrown as SmtpError
  const problem = withoutAddresses(error.message)
  const isMalformed = error.command === 'API' && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE')
  if (isMalformed) return { result: 'refused', problem }
  if (error.responseCode !== undefined) {
    const isFinal = error.responseCode >= 500 && ABOUT_THE_LETTER.has(error.command ?? '')
    return { result: isFinal ? 'refused' : 'later', problem }
  }
  return { result: progress.contentHasBegun ? 'unknown' : 'later', problem }
}

/** Mail servers repeat the recipient's address in what they answer; it has no place in a list of problems. */
function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>"]+@[^\s<>"]+/g, '(address)').slice(0, 300)
}
