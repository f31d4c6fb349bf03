import type { Db } from '#db/database.server.ts'
import type { Row } from '#db/schema.ts'
import { instant, MINUTE_MS } from '#app/domain/clock.ts'
import type { Clock } from '#app/domain/clock.ts'
import type { LetterLinks, LetterName, Letters } from '#emails/catalog.ts'
import type { Postman } from './postman.ts'
import { renderLetter } from './render.server.ts'

/** What delivering needs of the world. */
export interface DeliveryPorts {
  db: Db
  clock: Clock
  postman: Postman
  links: LetterLinks
  config: {
    APP_MODE: 'production' | 'demo'
    PUBLIC_URL: string
    SENDER_NAME: string
    SENDER_ADDRESS: string
    SENDER_REGISTRATION: string
  }
}

export type Delivery = { done: true } | { done: false; retryAfterMs?: number; problem: string }

const AFTER_LOST_ANSWER_MS = 15 * MINUTE_MS

/**
 * Sends one promised letter. When the mail server's answer was lost the letter is tried once more, a quarter of
 * an hour later: its Message-ID is the same, so that a repeat can be folded (trust.md F18).
 */
export async function deliverLetter(ports: DeliveryPorts, letterId: string): Promise<Delivery> {
  const { db, clock, postman } = ports
  const letter = await db.read.selectFrom('letter').selectAll().where('id', '=', letterId).executeTakeFirst()
  if (!letter || letter.state === 'sent' || letter.state === 'failed') return { done: true }
  const mail = await render(ports, letter)
  const sent = await postman.send({ ...mail, to: letter.to_email })
  const mark = (change: Partial<Pick<Row<'letter'>, 'state' | 'sent_at' | 'problem'>>) =>
    db.inTransaction(trx => trx.updateTable('letter').set(change).where('id', '=', letterId).execute())
  if (sent.result === 'taken') {
    await mark({ state: 'sent', sent_at: instant(clock.now()), problem: null })
    return { done: true }
  }
  const { problem } = sent
  if (sent.result === 'later') return { done: false, problem }
  const isLost = sent.result === 'unknown' && letter.state === 'promised'
  await mark({ state: isLost ? 'unknown' : 'failed', problem })
  return isLost ? { done: false, retryAfterMs: AFTER_LOST_ANSWER_MS, problem } : { done: true }
}

async function render({ links, config }: DeliveryPorts, letter: Row<'letter'>) {
  return renderLetter(
    {
      id: letter.id,
      name: letter.name as LetterName,
      language: letter.language,
      props: JSON.parse(letter.props) as Letters[LetterName],
    },
    {
      links,
      sender: {
        name: config.SENDER_NAME,
        address: config.SENDER_ADDRESS,
        registration: config.SENDER_REGISTRATION,
      },
      host: new URL(config.PUBLIC_URL).hostname,
      demonstration: config.APP_MODE === 'demo',
    },
  )
}
