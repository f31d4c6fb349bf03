import { accountCalls, disputeCalls, refundCalls, webhookCalls } from './money-calls.ts'
import { cardCalls, checkoutCalls, customerCalls, keyCalls, savedCardCalls } from './payment-calls.ts'
import { type Seen, Session, Unanswered } from './session.ts'
import type { Target } from './target.ts'

/** The calls, a chapter a function. A chapter that cannot go on does not keep the others from being made. */
const CHAPTERS = [
  customerCalls,
  checkoutCalls,
  cardCalls,
  savedCardCalls,
  keyCalls,
  refundCalls,
  disputeCalls,
  accountCalls,
  webhookCalls,
]

/** Makes all calls against a target and gives back what was seen, with fields in the order of the alphabet. */
export async function verify(target: Target): Promise<Seen> {
  const session = new Session(target)
  for (const chapter of CHAPTERS) {
    await chapter(session).catch((error: unknown) => {
      if (!(error instanceof Unanswered)) throw error
    })
  }
  await session.collectEvents()
  const { calls, events, shapes } = session.seen
  const inOrder = Object.entries(shapes).map(([kind, fields]) => [kind, sorted(fields)] as const)
  return { calls, events: sorted(events), shapes: sorted(Object.fromEntries(inOrder)) }
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
