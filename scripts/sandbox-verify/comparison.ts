import { isDeepStrictEqual } from 'node:util'
import type { Observation, Shapes } from './observation.ts'
import type { Seen } from './session.ts'

/** One difference, in a sentence a person can act on. */
export interface Difference {
  /** The call, the object whose events are meant, or the kind of object. */
  where: string
  what: string
}

/** What is otherwise than expected; empty when nothing is. */
export function differences(expected: Seen, seen: Seen): Difference[] {
  return [
    ...callDifferences(expected.calls, seen.calls),
    ...eventDifferences(expected.events, seen.events),
    ...shapeDifferences(expected.shapes, seen.shapes),
  ]
}

function callDifferences(expected: Observation[], seen: Observation[]): Difference[] {
  const byName = new Map(seen.map(observation => [observation.call, observation]))
  const known = new Set(expected.map(({ call }) => call))
  const wrong = expected.flatMap(wanted => {
    const { call, ...outcome } = wanted
    const found = byName.get(call)
    if (found === undefined) return [{ where: call, what: 'the call was not made' }]
    const { call: _, ...came } = found
    if (isDeepStrictEqual(outcome, came)) return []
    return [{ where: call, what: `expected ${JSON.stringify(outcome)}, came ${JSON.stringify(came)}` }]
  })
  const surplus = seen.filter(({ call }) => !known.has(call))
  return [
    ...wrong,
    ...surplus.map(({ call }) => ({ where: call, what: 'nothing is expected of this call yet' })),
  ]
}

function eventDifferences(expected: Seen['events'], seen: Seen['events']): Difference[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(seen)])]
  return names.flatMap(name => {
    const [a, b] = [expected[name] ?? [], seen[name] ?? []].map(types => types.join(', '))
    return a === b
      ? []
      : [{ where: `events of ${name}`, what: `expected ${a || 'none'}; came ${b || 'none'}` }]
  })
}

function shapeDifferences(expected: Shapes, seen: Shapes): Difference[] {
  const kinds = [...new Set([...Object.keys(expected), ...Object.keys(seen)])]
  return kinds.flatMap(kind => {
    const [wanted, came] = [expected[kind] ?? {}, seen[kind] ?? {}]
    const paths = [...new Set([...Object.keys(wanted), ...Object.keys(came)])]
    return paths.flatMap(path => {
      const [a, b] = [wanted[path] ?? 'no such field', came[path] ?? 'no such field']
      return a === b ? [] : [{ where: `${kind}.${path}`, what: `expected ${a}; came ${b}` }]
    })
  })
}
