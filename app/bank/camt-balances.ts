import { currencyOf, day, hundredths, signedAmount } from '#app/bank/camt-fields.ts'
import type { SignedAmount } from '#app/bank/camt-fields.ts'
import type { Oddities } from '#app/bank/oddities.ts'
import { find, findAll, textAt } from '#app/bank/xml-elements.ts'
import type { XmlElement } from '#app/bank/xml-elements.ts'

/** What was on the account before the first entry and after the last; null for what the statement does not say. */
export interface Balances {
  opening: SignedAmount | null
  closing: SignedAmount | null
  /** The day that the closing balance is of. */
  closingDate: string | null
  /** Whether one of them is a balance between two pages. */
  isInterim: boolean
}

interface Candidate {
  element: XmlElement
  type: string
  date: string | null
}

/**
 * Chooses among the balances of a statement, of which many are for other ends (what may be spent, what is expected).
 *
 * Opening is OPBD; the German banks give PRCD (closing of the day before) in its place. A statement in pages has ITBD
 * between them, marked OIBD or CIBD or not at all. A statement over several days may have all of them for each day:
 * then the first opening and the last closing count. A balance that includes a credit line is a second choice.
 *
 * @param missing is told of a balance that is not there; a page does without
 * @param currency the account's own, where it is given: a balance in it goes before others.
 * @throws Unreadable when a chosen balance is no amount. Those not chosen are not looked at.
 */
export function readBalances(
  statement: XmlElement,
  currency: string | null,
  place: string,
  oddities: Oddities,
  missing: (oddity: { kind: string; line: number; sentence: string }) => void,
): Balances {
  const all = findAll(statement, 'Bal')
  const own = preferring(all, balance => currencyOf(find(balance, 'Amt')) === currency)
  const candidates = preferring(own, balance => !findAll(balance, 'CdtLine').some(includesCreditLine)).map(
    element => ({
      element,
      type: typeOf(element),
      date: day(element, 'Dt', `${place}, a balance`, oddities),
    }),
  )
  noticeContradictions(candidates, place, oddities)
  const of = (type: string) => byDate(candidates.filter(candidate => candidate.type === type))
  const between = of('ITBD')
  const begun = of('OPBD')[0] ?? of('OIBD')[0] ?? of('PRCD')[0]
  const closing =
    of('CLBD').at(-1) ?? of('CIBD').at(-1) ?? (begun || between.length > 1 ? between.at(-1) : undefined)
  const opening = begun ?? (closing && between[0] !== closing ? between[0] : undefined)
  const read = (candidate: Candidate | undefined, what: string) => {
    if (candidate) return signedAmount(candidate.element, `${place}, ${what} balance`, oddities)
    const sentence = `${place} has no ${what} balance`
    missing({ kind: 'balances that are missing', line: statement.line, sentence })
    return null
  }
  return {
    opening: read(opening, 'opening'),
    closing: read(closing, 'closing'),
    closingDate: closing?.date ?? null,
    isInterim: [opening, closing].some(balance => INTERIM.has(balance?.type ?? '')),
  }
}

/** Two balances of one kind and one day that say different amounts; a statement of several days has one for each. */
function noticeContradictions(candidates: readonly Candidate[], place: string, oddities: Oddities): void {
  const said = new Map<string, string>()
  for (const { element, type, date } of candidates) {
    // Not marked as opening or closing, one of each is to be expected.
    if (!ONE_A_DAY.has(type)) continue
    const amount = find(element, 'Amt')?.text ?? ''
    const size = hundredths(amount)
    const value = `${typeof size === 'number' ? Math.abs(size) : amount} ${textAt(element, 'CdtDbtInd')?.toUpperCase()}`
    const name = `${type} ${date}`
    if (said.has(name) && said.get(name) !== value)
      oddities.add(
        'balances that contradict each other',
        element.line,
        `${place} has two balances ${type} of ${date ?? 'no day'} that contradict each other`,
      )
    said.set(name, said.get(name) ?? value)
  }
}

const ONE_A_DAY = new Set(['OPBD', 'PRCD', 'OIBD', 'CLBD', 'CIBD'])

const INTERIM = new Set(['ITBD', 'OIBD', 'CIBD'])

/** Those that fit, or all of them when none does. */
function preferring(balances: XmlElement[], fits: (balance: XmlElement) => boolean): XmlElement[] {
  const fitting = balances.filter(fits)
  return fitting.length > 0 ? fitting : balances
}

function includesCreditLine(line: XmlElement): boolean {
  return /^(true|1)$/i.test(textAt(line, 'Incl') ?? '')
}

/** OPBD, PRCD, CLBD, …; for ITBD the subtype OIBD or CIBD, where one is given. */
function typeOf(balance: XmlElement): string {
  const type = find(balance, 'Tp')
  const code = textAt(type, 'CdOrPrtry', 'Cd') ?? textAt(type, 'CdOrPrtry', 'Prtry') ?? textAt(type, 'Cd')
  const subtype = textAt(type, 'SubTp', 'Cd') ?? textAt(type, 'SubTp', 'Prtry')
  return (code === 'ITBD' && /^[OC]IBD$/.test(subtype ?? '') ? subtype : code)?.toUpperCase() ?? ''
}

/** Oldest first; those of one day, or without a day, stay in the order of the file. */
function byDate(candidates: Candidate[]): Candidate[] {
  return candidates.toSorted((a, b) => {
    const [one, other] = [a.date ?? '', b.date ?? '']
    return one < other ? -1 : one > other ? 1 : 0
  })
}
