/** A letter ready to be sent. */
export interface Mail {
  to: string
  subject: string
  html: string
  text: string
  /** Derived from the letter's key, so that a repeat can be folded by who receives it. */
  messageId: string
}

/**
 * Hands letters to a mail server.
 * `refused`: the server will not take this letter, now or later. `later`: try again.
 * `unknown`: the letter may have been taken, but the answer was lost.
 */
export interface Postman {
  send(
    mail: Mail,
  ): Promise<{ result: 'taken' } | { result: 'refused' | 'later' | 'unknown'; problem: string }>
  close(): Promise<void>
}
