import { finder } from './facts.ts'
import type { Finding } from './facts.ts'
import type { Model } from './model.ts'

/** The day in the city at an instant. */
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' })

/**
 * A closed month is closed by two people, and sealed: every entry that was recorded in it, by the city's own midnight,
 * stands at or before the seal that was its head.
 */
export function monthsAreClosed({ evidence }: Model): Finding[] {
  const wrong = finder('months')
  const { closedMonths, entries, seals } = evidence
  if (closedMonths.length === 0) return []
  const sealOf = new Map(seals.map(({ entry_id: entry, seq }) => [String(entry), Number(seq)]))
  const inMonth = Map.groupBy(entries, ({ recordedAt }) => DAY.format(new Date(recordedAt)).slice(0, 7))
  return closedMonths.flatMap(({ month, head_seq: head, head_hash: hash, ...by }) => [
    ...(by.proposed_by === by.confirmed_by ? [wrong(`one person closed the month ${month}`)] : []),
    ...(head === 0 || seals.some(seal => seal.seq === head && seal.hash === hash)
      ? []
      : [wrong(`the month ${month} was closed over a seal ${head} that is another now`)]),
    ...(inMonth.get(String(month)) ?? [])
      .filter(({ id }) => (sealOf.get(id) ?? Infinity) > Number(head))
      .map(({ id, kind }) =>
        wrong(`the entry ${id}, ${kind}, came into the month ${month} after it was closed`),
      ),
  ])
}
