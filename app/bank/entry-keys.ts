import { createHash } from 'node:crypto'
import type { BankEntry } from '#app/bank/bank-statement.ts'

type Unkeyed = Omit<BankEntry, 'key' | 'likeness'>

/**
 * Gives each entry of a statement its names.
 *
 * The key is account, statement and reference, so that a statement sent again with its spelling mended is still the same
 * one. Not every bank gives references, and some repeat them (a Swiss `NtryRef` is a contract's number): then a hash of
 * what the entry says stands in, and the nth of several that say the same is `#n`, whatever their order.
 *
 * The likeness leaves the statement out: a day's and a month's statement name the same entry by it, each as often as it
 * happened.
 */
export function withKeys(
  account: string | null,
  statementId: string | null,
  entries: Unkeyed[],
): BankEntry[] {
  const references = countOf(entries.map(entry => entry.reference))
  const occurrences = new Map<string, number>()
  return entries.map(entry => {
    const likeness = hashOf([account, ...told(entry)])
    const alone = entry.reference !== null && references.get(entry.reference) === 1
    const name = alone ? `ref:${entry.reference}` : `hash:${likeness}`
    const occurrence = (occurrences.get(name) ?? 0) + 1
    occurrences.set(name, occurrence)
    return { ...entry, likeness, key: `${account ?? ''}|${statementId ?? ''}|${name}#${occurrence}` }
  })
}

function told(entry: Unkeyed): (string | number | boolean | null)[] {
  return [
    entry.amountCents,
    entry.bookingDate,
    entry.valueDate,
    entry.reference,
    entry.reversal,
    entry.batchId,
    entry.endToEndId,
    entry.counterparty,
    entry.counterpartyIban,
    entry.remittance,
    entry.returnReason,
  ]
}

function hashOf(values: (string | number | boolean | null)[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 32)
}

function countOf(values: (string | null)[]): Map<string | null, number> {
  const counts = new Map<string | null, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
