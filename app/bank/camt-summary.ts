import type { ReadEntry } from '#app/bank/camt-entry.ts'
import { hundredths } from '#app/bank/camt-fields.ts'
import type { Oddities } from '#app/bank/oddities.ts'
import { total } from '#app/bank/proof.ts'
import { find, textAt } from '#app/bank/xml-elements.ts'
import type { XmlElement } from '#app/bank/xml-elements.ts'

/**
 * Compares `TxsSummry` with the entries. It is a remark only: some banks count payments where others count entries, and
 * what decides whether a statement is whole is its balances.
 */
export function checkSummary(
  statement: XmlElement,
  entries: ReadEntry[],
  place: string,
  oddities: Oddities,
): void {
  const summary = find(statement, 'TxsSummry')
  if (!summary) return
  const came = entries.filter(entry => entry.amountCents > 0)
  const went = entries.filter(entry => entry.amountCents < 0)
  for (const [name, some] of [
    ['TtlNtries', entries],
    ['TtlCdtNtries', came],
    ['TtlDbtNtries', went],
  ] as const) {
    const said = find(summary, name)
    const odd = (what: string, given: string, real: string | number) =>
      oddities.add(
        'summaries that differ',
        said?.line ?? null,
        `${place}: ${name} says ${what} ${given.slice(0, 40)}, but ${real} is what its entries come to`,
      )
    const count = textAt(said, 'NbOfNtries')
    const payments = some.reduce((sum, entry) => sum + (entry.batchCount ?? 1), 0)
    if (count !== null && Number(count) !== some.length && Number(count) !== payments)
      odd('the number', count, some.length)
    const sum = textAt(said, 'Sum')
    const sizes = some.reduce((size, { amountCents }) => size + BigInt(Math.abs(amountCents)), 0n)
    const net = total(some.map(({ amountCents }) => amountCents))
    if (sum !== null && !isOneOf(sum, [sizes, net, -net])) odd('the sum', sum, decimal(sizes))
  }
}

/** Banks differ in whether the sum of all entries is of their sizes or what is left of them. */
function isOneOf(sum: string, amounts: bigint[]): boolean {
  const given = hundredths(sum)
  return typeof given === 'number' && amounts.includes(BigInt(given))
}

/** `-12.05`, as amounts are written in such a file. */
export function decimal(hundredthsOf: bigint): string {
  const size = hundredthsOf < 0n ? -hundredthsOf : hundredthsOf
  return `${hundredthsOf < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}
