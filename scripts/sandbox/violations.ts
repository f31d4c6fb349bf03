import { eventEntry } from './stripe/event-routes.ts'
import type { SnapshotEvent, ThinEvent } from './stripe/events.ts'
import type { Route } from './stripe/route.ts'
import { sharedJudge } from './stripe/schema/judge.ts'
import type { ApiAnswer } from './stripe/stripe.ts'
import type { Change } from './state.ts'

/** Something that went over the wire and is not as Stripe's types say. */
export interface Violation {
  kind: 'request' | 'answer' | 'event'
  what: string
  faults: string[]
}

/** What is done with a violation: nothing, remembered, or answered with a 500 so that a test fails. */
export type ValidationMode = 'off' | 'record' | 'throw'

/** Thrown where violations must not pass. */
export class SchemaViolation extends Error {
  constructor(violation: Violation) {
    super(
      `${violation.kind} ${violation.what} is not as Stripe's types say: ${violation.faults.slice(0, 5).join('; ')}`,
    )
  }
}

/** The events among what a step changed that are not as they should be. */
export function eventViolations(changes: Change[]): Violation[] {
  return changes.flatMap(({ collection, row }) => {
    if ((collection !== 'event' && collection !== 'thin_event') || row === undefined) return []
    const event = row.doc as SnapshotEvent | ThinEvent
    const faults = faultsOfEvent(event)
    return faults.length === 0 ? [] : [{ kind: 'event' as const, what: event.type, faults }]
  })
}

/** What is wrong with a good answer; errors have a shape of their own. */
export function answerViolations(route: Route, answer: ApiAnswer): Violation[] {
  const { answer: entry, shape } = route
  if (answer.status !== 200 || entry === 'event') return []
  const judge = sharedJudge()
  const value = JSON.parse(answer.body) as { data: object[] }
  const items: unknown[] = shape === 'object' ? [value] : value.data
  const faults = items.flatMap(item => judge.faultsOf(entry, item))
  return faults.length === 0 ? [] : [{ kind: 'answer', what: entry, faults }]
}

function faultsOfEvent(event: SnapshotEvent | ThinEvent): string[] {
  const judge = sharedJudge()
  const entry = eventEntry(event)
  return judge.knows(entry) ? judge.faultsOf(entry, event) : [`there is no entry point ${entry}`]
}
