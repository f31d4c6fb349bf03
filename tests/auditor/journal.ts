import { createHash } from 'node:crypto'
import { finder, sum } from './facts.ts'
import type { Entry, Facts, Finding, Posting } from './facts.ts'
import { add } from './model.ts'
import type { Model } from './model.ts'
import { RULES } from './rules.ts'

/** I1: every entry is in balance by its shape, and the whole sums to nothing. */
export function balanced({ entries }: Facts): Finding[] {
  const wrong = finder('I1')
  return entries.flatMap(({ id, postings }) => [
    ...(postings.length > 0 ? [] : [wrong(`the entry ${id} has no postings`)]),
    ...postings
      .filter(({ debit, credit, amount }) => !(amount > 0 && Number.isInteger(amount)) || debit === credit)
      .map(({ debit, credit, amount }) =>
        wrong(`the entry ${id} posts ${amount} from ${credit} to ${debit}`),
      ),
  ])
}

/** I2: one fact, one entry; and every entry says what its rule says. The model goes on with what should stand there. */
export function byTheRules(model: Model): Finding[] {
  const wrong = finder('I2')
  const seen = new Set<string>()
  return model.evidence.entries.flatMap(entry => {
    const { id, kind, sourceType, sourceId, postings } = entry
    const fact = `${sourceType} ${sourceId} ${kind}`
    const findings = seen.has(fact) ? [wrong(`${fact} is booked twice`)] : []
    seen.add(fact)
    const known = RULES[kind]
    if (known?.source !== sourceType)
      return [...findings, wrong(`no rule of money.md books a ${kind} of a ${sourceType} (entry ${id})`)]
    const expected = known.rule(model, entry)
    if (typeof expected === 'string') return [...findings, wrong(`the entry ${id}, ${kind}: ${expected}`)]
    add(model, expected)
    const [is, ought] = [written(postings), written(expected)]
    return is === ought
      ? findings
      : [...findings, wrong(`the entry ${id}, ${kind}, says ${is} where the rule says ${ought}`)]
  })
}

/** The same money between the same accounts is the same, in one line or in two. */
function written(postings: readonly Posting[]): string {
  const by = Map.groupBy(postings, ({ debit, credit }) => `${debit} ← ${credit}`)
  return [...by]
    .map(([between, of]) => `${between} ${sum(of.map(({ amount }) => amount))}`)
    .toSorted()
    .join('; ')
}

/** I3: what is stored of the accounts is what the sealed entries add up to, and every entry is sealed or in the tail. */
export function storedTotals({ entries, seals, tail, accountTotals }: Facts): Finding[] {
  const wrong = finder('I3')
  const sealed = new Set(seals.map(({ entry_id: id }) => String(id)))
  const waiting = new Set(tail.map(({ entry_id: id }) => String(id)))
  const [debits, credits] = [new Map<string, number>(), new Map<string, number>()]
  for (const { id, postings } of entries)
    for (const { debit, credit, amount } of sealed.has(id) ? postings : []) {
      debits.set(debit, (debits.get(debit) ?? 0) + amount)
      credits.set(credit, (credits.get(credit) ?? 0) + amount)
    }
  const stored = new Map(accountTotals.map(row => [String(row.account), row] as const))
  const accounts = new Set([...debits.keys(), ...credits.keys(), ...stored.keys()])
  return [
    ...[...accounts]
      .map(account => {
        const is = `${stored.get(account)?.debit_cents ?? 0} and ${stored.get(account)?.credit_cents ?? 0}`
        const ought = `${debits.get(account) ?? 0} and ${credits.get(account) ?? 0}`
        return is === ought ? null : wrong(`${account} is stored as ${is} and adds up to ${ought}`)
      })
      .filter(finding => finding !== null),
    ...entries
      .filter(({ id }) => sealed.has(id) === waiting.has(id))
      .map(({ id }) =>
        wrong(`the entry ${id} is ${sealed.has(id) ? 'sealed and in the tail' : 'in neither'}`),
      ),
  ]
}

/** I13: the seals are one chain without a gap, and each covers its entry as it is now. */
export function chained({ entries, seals }: Facts): Finding[] {
  const wrong = finder('I13')
  const byId = new Map(entries.map(entry => [entry.id, entry] as const))
  let previous = '0'.repeat(64)
  for (const [index, seal] of seals.entries()) {
    const entry = byId.get(String(seal.entry_id))
    if (seal.seq !== index + 1) return [wrong(`after the seal ${index} comes ${seal.seq}`)]
    if (!entry) return [wrong(`the seal ${seal.seq} is of an entry that is not there`)]
    if (seal.prev_hash !== previous) return [wrong(`the seal ${seal.seq} does not follow the one before it`)]
    if (seal.hash !== hashOf(previous, entry))
      return [wrong(`the seal ${seal.seq} does not fit the entry ${entry.id}`)]
    previous = String(seal.hash)
  }
  return []
}

/** Over the hash before it, the entry's id and kind, and each posting with its number. */
function hashOf(previous: string, { id, kind, postings }: Entry): string {
  const covered = postings.map(({ debit, credit, amount }, index) => [index + 1, debit, credit, amount])
  return createHash('sha256')
    .update(JSON.stringify([previous, id, kind, covered]))
    .digest('hex')
}
