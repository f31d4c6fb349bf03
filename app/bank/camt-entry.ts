import {
  accountNumbers,
  clipped,
  currencyOf,
  day,
  direction,
  flag,
  hundredths,
  reference,
  signedAmount,
} from '#app/bank/camt-fields.ts'
import type { Oddities } from '#app/bank/oddities.ts'
import { find, findAll, textAt } from '#app/bank/xml-elements.ts'
import type { XmlElement } from '#app/bank/xml-elements.ts'
import type { Cents } from '#app/domain/money.ts'

/**
 * An `Ntry` and its `TxDtls` as they are read, before the rest of the statement is known. Elements may stand in any
 * order, so what needs the account or the sign of the entry is decided at the statement's end (`camt-statement.ts`).
 */
export interface ReadEntry {
  line: number
  place: string
  amountCents: Cents
  currency: string | null
  /** BOOK is on the account; PDNG, INFO and FUTR are not. */
  status: string
  bookingDate: string | null
  /** Whether anything stands in its place; what is no date is told where it is read. */
  hasBookingDate: boolean
  valueDate: string | null
  reversal: boolean
  servicerReference: string | null
  entryReference: string | null
  additional: string | null
  batchCount: number | null
  batchId: string | null
  transactions: ReadTransaction[]
}

export interface ReadTransaction {
  /** The size in cents, or null when there is none that can be read; it moves nothing. */
  size: number | null
  sign: 1 | -1 | null
  currency: string | null
  endToEndId: string | null
  servicerReference: string | null
  batchId: string | null
  references: string[]
  debtor: ReadParty
  creditor: ReadParty
  remittance: string | null
  returned: boolean
  returnReason: string | null
}

export interface ReadParty {
  name: string | null
  iban: string | null
}

/** @throws Unreadable when the amount or its direction cannot be read: then nothing in the file can be trusted. */
export function readEntry(
  element: XmlElement,
  transactions: ReadTransaction[],
  place: string,
  oddities: Oddities,
): ReadEntry {
  const { cents, currency } = signedAmount(element, place, oddities)
  const batches = [...findAll(element, 'NtryDtls'), element].flatMap(parent => findAll(parent, 'Btch'))
  return {
    line: element.line,
    place,
    amountCents: cents,
    currency,
    status: statusOf(element, place, oddities),
    bookingDate: day(element, 'BookgDt', place, oddities),
    hasBookingDate: find(element, 'BookgDt') !== undefined,
    valueDate: day(element, 'ValDt', place, oddities),
    reversal: flag(element, 'RvslInd', place, oddities),
    servicerReference: reference(textAt(element, 'AcctSvcrRef')),
    entryReference: reference(textAt(element, 'NtryRef')),
    additional: textAt(element, 'AddtlNtryInf'),
    batchCount: batchCountOf(batches, transactions, place, oddities),
    batchId:
      agreed(batches.map(batch => reference(textAt(batch, 'PmtInfId')))) ??
      agreed(transactions.map(transaction => transaction.batchId)),
    transactions,
  }
}

/** The value that all have in common; null when there is none or when they differ. */
export function agreed<T>(values: (T | null)[]): T | null {
  const [first = null] = values
  return values.every(value => value === first) ? first : null
}

/** `<Sts>BOOK</Sts>` until version 06, `<Sts><Cd>BOOK</Cd></Sts>` since. */
function statusOf(element: XmlElement, place: string, oddities: Oddities): string {
  const status = find(element, 'Sts')
  const code = textAt(status, 'Cd') ?? textAt(status, 'Prtry') ?? (status?.text || null)
  if (code === null)
    oddities.add('entries without a status', element.line, `${place} has no status; it was taken as booked`)
  return code?.toUpperCase() ?? 'BOOK'
}

function batchCountOf(
  batches: XmlElement[],
  transactions: ReadTransaction[],
  place: string,
  oddities: Oddities,
): number | null {
  const given = batches.map(batch => textAt(batch, 'NbOfTxs')).filter(text => text !== null)
  for (const text of given)
    if (!/^\d{1,15}$/.test(text))
      oddities.add(
        'numbers that are none',
        batches[0]?.line ?? null,
        `${place}: NbOfTxs "${clipped(text)}" is no number; it was left aside`,
      )
  const count = given.every(text => /^\d{1,15}$/.test(text))
    ? given.reduce((sum, text) => sum + Number(text), 0)
    : null
  if (given.length > 0 && count !== null) {
    if (transactions.length > 0 && transactions.length !== count)
      oddities.add(
        'batches with another number of payments',
        batches[0]?.line ?? null,
        `${place} is a batch of ${count}, but ${transactions.length} of it are told of`,
      )
    return count
  }
  return transactions.length > 1 || (batches.length > 0 && transactions.length > 0)
    ? transactions.length
    : null
}

/** `TxDtls`: one payment. Nothing in it moves the balance, so nothing in it keeps a file from being read. */
export function readTransaction(element: XmlElement, place: string, oddities: Oddities): ReadTransaction {
  const refs = find(element, 'Refs')
  const amount =
    find(element, 'Amt') ??
    find(element, 'AmtDtls', 'TxAmt', 'Amt') ??
    find(element, 'AmtDtls', 'InstdAmt', 'Amt')
  const size = amount ? hundredths(amount.text) : null
  const parties = find(element, 'RltdPties')
  const returned = find(element, 'RtrInf')
  return {
    size: typeof size === 'number' ? Math.abs(size) : null,
    sign: direction(element, place, oddities),
    currency: currencyOf(amount),
    endToEndId: reference(textAt(refs, 'EndToEndId')),
    servicerReference: reference(textAt(refs, 'AcctSvcrRef')),
    batchId: reference(textAt(refs, 'PmtInfId')),
    references: referencesIn(refs),
    debtor: partyOf(parties, 'Dbtr'),
    creditor: partyOf(parties, 'Cdtr'),
    remittance: remittanceOf(element),
    returned: returned !== undefined,
    returnReason: returned
      ? (textAt(returned, 'Rsn', 'Cd') ?? textAt(returned, 'Rsn', 'Prtry') ?? textAt(returned, 'AddtlInf'))
      : null,
  }
}

function referencesIn(refs: XmlElement | undefined): string[] {
  return (refs?.children ?? [])
    .map(child => (child.name === 'Prtry' ? textAt(child, 'Ref') : child.text || null))
    .map(reference)
    .filter(text => text !== null)
}

/** Until version 03 a party stands in `Dbtr` itself, since then in `Dbtr/Pty`, and a bank in `Dbtr/Agt`. */
function partyOf(parties: XmlElement | undefined, role: 'Dbtr' | 'Cdtr'): ReadParty {
  const party = find(parties, role)
  const ultimate = find(parties, `Ultmt${role}`)
  const name =
    textAt(party, 'Nm') ??
    textAt(party, 'Pty', 'Nm') ??
    textAt(party, 'Agt', 'FinInstnId', 'Nm') ??
    textAt(ultimate, 'Nm') ??
    textAt(ultimate, 'Pty', 'Nm')
  return { name: reference(name), iban: accountNumbers(find(parties, `${role}Acct`)).iban }
}

/** `Ustrd` may be repeated for one long text; a structured reference comes instead of text, or beside it. */
function remittanceOf(element: XmlElement): string | null {
  const given = findAll(element, 'RmtInf')
  const free = given.flatMap(remittance => findAll(remittance, 'Ustrd')).map(({ text }) => text)
  const structured = given
    .flatMap(remittance => findAll(remittance, 'Strd'))
    .flatMap(one => [
      textAt(one, 'CdtrRefInf', 'Ref'),
      ...findAll(one, 'AddtlRmtInf').map(({ text }) => text),
    ])
  return textOf(free) ?? textOf(structured) ?? textAt(element, 'AddtlTxInf')
}

function textOf(parts: (string | null)[]): string | null {
  return parts.filter(Boolean).join(' ').replaceAll(/\s+/g, ' ') || null
}
