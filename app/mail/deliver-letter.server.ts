import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '#app/domain/clock.ts'
import type { World } from '#app/world.server.ts'
import type { Row } from '#db/schema.ts'
import type { LetterName, Letters } from '#emails/catalog.ts'
import { isLetterName } from '#emails/index.ts'
import { renderLetter } from './render.server.ts'

export type Delivery = { done: true } | { done: false; retryAfterMs: number; problem: string }

type DeliveryWorld = Pick<World, 'db' | 'clock' | 'postman' | 'links' | 'config' | 'log'>

/** Time enough for a mail server to show the first copy, if it took it, before the one repeat. */
const AFTER_LOST_ANSWER_MS = 15 * MINUTE_MS

/** A server that says *later* is asked again for as long as mail servers themselves keep trying (RFC 5321, 4.5.4.1). */
const GIVE_UP_AFTER_MS = 3 * DAY_MS

/** How long to wait for the next try, by how long the letter has waited already. */
const WAITS: readonly { untilAgeMs: number; waitMs: number }[] = [
  { untilAgeMs: MINUTE_MS, waitMs: MINUTE_MS },
  { untilAgeMs: 6 * MINUTE_MS, waitMs: 5 * MINUTE_MS },
  { untilAgeMs: 21 * MINUTE_MS, waitMs: 15 * MINUTE_MS },
  { untilAgeMs: 6 * HOUR_MS, waitMs: HOUR_MS },
]
const LONGEST_WAIT_MS = 3 * HOUR_MS

/**
 * Delivers one promised letter: writes it, hands it to the mail server outside any transaction, and keeps how that
 * ended. A letter that was sent or has failed is left alone, so a repeat changes nothing.
 *
 * SMTP cannot promise exactly once. When the answer is lost the letter is `unknown` and is sent once more, with the
 * same Message-ID; a second lost answer ends it as `failed`, since a third copy helps nobody.
 *
 * @returns whether nothing is left to do; if not, when to call again and why
 */
export async function deliverLetter(world: DeliveryWorld, letterId: string): Promise<Delivery> {
  const letter = await world.db.read
    .selectFrom('letter')
    .selectAll()
    .where('id', '=', letterId)
    .executeTakeFirst()
  if (!letter || (letter.state !== 'promised' && letter.state !== 'unknown')) return { done: true }
  const answer = await world.postman.send({ to: letter.to_email, ...(await writeLetter(world, letter)) })
  world.log.info({ letterId, letter: letter.name, result: answer.result }, 'A letter was handed over.')
  switch (answer.result) {
    case 'taken':
      return finish(world, letter, 'sent', null)
    case 'refused':
      return finish(world, letter, 'failed', answer.problem)
    case 'later':
      return tryLater(world, letter, answer.problem)
    case 'unknown':
      if (letter.state === 'unknown') return finish(world, letter, 'failed', answer.problem)
      await keep(world, letter, { state: 'unknown', problem: answer.problem })
      return { done: false, retryAfterMs: AFTER_LOST_ANSWER_MS, problem: answer.problem }
  }
}

function writeLetter({ config, links }: DeliveryWorld, letter: Row<'letter'>) {
  const { id, name, language } = letter
  if (!isLetterName(name)) throw new Error(`A letter that the catalog does not know: ${name}`)
  const sender = {
    name: config.SENDER_NAME,
    address: config.SENDER_ADDRESS,
    registration: config.SENDER_REGISTRATION,
  }
  const host = new URL(config.PUBLIC_URL).hostname
  const props = JSON.parse(letter.props) as Letters[LetterName]
  return renderLetter(
    { id, name, language, props },
    { links, sender, host, demonstration: config.APP_MODE === 'demo' },
  )
}

async function tryLater(world: DeliveryWorld, letter: Row<'letter'>, problem: string): Promise<Delivery> {
  const ageMs = world.clock.now().getTime() - new Date(letter.promised_at).getTime()
  // A letter that waited long because no worker ran has not been tried for long.
  const wasTried = letter.problem !== null
  if (wasTried && ageMs >= GIVE_UP_AFTER_MS) return finish(world, letter, 'failed', problem)
  await keep(world, letter, { problem })
  const retryAfterMs = WAITS.find(({ untilAgeMs }) => ageMs < untilAgeMs)?.waitMs ?? LONGEST_WAIT_MS
  return { done: false, retryAfterMs, problem }
}

async function finish(
  world: DeliveryWorld,
  letter: Row<'letter'>,
  state: 'sent' | 'failed',
  problem: string | null,
): Promise<Delivery> {
  const sentAt = state === 'sent' ? instant(world.clock.now()) : null
  await keep(world, letter, { state, problem, sent_at: sentAt })
  return { done: true }
}

/** Keeps how a try ended, unless another try has ended the letter meanwhile. */
async function keep(
  { db }: DeliveryWorld,
  letter: Row<'letter'>,
  outcome: Partial<Pick<Row<'letter'>, 'state' | 'problem' | 'sent_at'>>,
): Promise<void> {
  await db.inTransaction(trx =>
    trx
      .updateTable('letter')
      .set(outcome)
      .where('id', '=', letter.id)
      .where('state', 'in', ['promised', 'unknown'])
      .execute(),
  )
}
