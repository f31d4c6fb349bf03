/**
 * Writes CAMT.053 files from a small model, in every dress that banks give them: version, prefix or none, namespace or
 * none, order of elements, character set. It knows nothing of the reader, so that the two can check each other.
 */

export interface Model {
  openingCents: number
  entries: ModelEntry[]
}

export interface ModelEntry {
  cents: number
  reversal: boolean
  booked: boolean
  name: string
  text: string
  endToEndId: string
}

export interface Dress {
  version: '02' | '04' | '08'
  prefix: string
  namespace: boolean
  /** Puts siblings in another order; any function from a list to a list of the same. */
  order: <T>(siblings: T[]) => T[]
  /** How many decimals an amount has, when it can do with fewer. */
  decimals: 'two' | 'fewest' | 'five'
}

export const PLAIN: Dress = {
  version: '02',
  prefix: '',
  namespace: true,
  order: siblings => siblings,
  decimals: 'two',
}

export function writeStatement(model: Model, dress: Dress): string {
  const closing = model.openingCents + sumOf(model.entries.filter(({ booked }) => booked))
  const { tag } = tagsOf(dress)
  const statement = tag(
    'Stmt',
    tag('Id', 'S-1'),
    tag('Acct', tag('Id', tag('IBAN', 'NL91ABNA0417164300')), tag('Ccy', 'EUR')),
    balance('OPBD', model.openingCents, dress),
    balance('CLBD', closing, dress),
    ...keptInOrder(model.entries.map(entry => writeEntry(entry, dress))),
  )
  const namespace = dress.namespace
    ? ` xmlns${dress.prefix && `:${dress.prefix}`}="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${dress.version}"`
    : ''
  const document = dress.prefix ? `${dress.prefix}:Document` : 'Document'
  const message = tag('BkToCstmrStmt', tag('GrpHdr', tag('MsgId', 'M-1')), statement)
  return `<${document}${namespace}>${message}</${document}>`
}

function writeEntry(entry: ModelEntry, dress: Dress): string {
  const { tag } = tagsOf(dress)
  const status = entry.booked ? 'BOOK' : 'PDNG'
  const side = entry.cents < 0 !== entry.reversal ? 'Cdtr' : 'Dbtr'
  const named = tag('Nm', escaped(entry.name))
  return tag(
    'Ntry',
    amount(Math.abs(entry.cents), dress),
    tag('CdtDbtInd', entry.cents < 0 ? 'DBIT' : 'CRDT'),
    ...(entry.reversal ? [tag('RvslInd', 'true')] : []),
    tag('Sts', dress.version === '08' ? tag('Cd', status) : status),
    tag('BookgDt', tag('Dt', '2026-11-24')),
    tag(
      'NtryDtls',
      tag(
        'TxDtls',
        tag('Refs', tag('EndToEndId', escaped(entry.endToEndId))),
        tag('RltdPties', tag(side, dress.version === '08' ? tag('Pty', named) : named)),
        tag('RmtInf', tag('Ustrd', escaped(entry.text))),
      ),
    ),
  )
}

function balance(type: string, cents: number, dress: Dress): string {
  const { tag } = tagsOf(dress)
  return tag(
    'Bal',
    tag('Tp', tag('CdOrPrtry', tag('Cd', type))),
    amount(Math.abs(cents), dress),
    tag('CdtDbtInd', cents < 0 ? 'DBIT' : 'CRDT'),
  )
}

function amount(cents: number, dress: Dress): string {
  const exact = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
  const text = { two: exact, fewest: exact.replace(/\.?0+$/, ''), five: `${exact}000` }[dress.decimals]
  return tagsOf(dress).tag('Amt Ccy="EUR"', text || '0')
}

function tagsOf(dress: Dress) {
  const prefix = dress.prefix && `${dress.prefix}:`
  return {
    tag(opening: string, ...children: string[]): string {
      const loose = children.every(child => child.startsWith('<')) ? dress.order(children) : children
      return `<${prefix}${opening}>${loose.join('')}</${prefix}${opening.split(' ')[0]}>`
    },
  }
}

/** Entries keep their own order among each other: joined, they are shuffled among the other elements as one. */
function keptInOrder(entries: string[]): string[] {
  return entries.length > 0 ? [entries.join('\n')] : []
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function sumOf(entries: ModelEntry[]): number {
  return entries.reduce((sum, { cents }) => sum + cents, 0)
}

/** The character sets that banks use, and how a text becomes bytes in each. */
export const CHARACTER_SETS = {
  'utf-8': text => Buffer.from(text),
  'utf-8 with a mark': text => Buffer.from(`\ufeff${text}`),
  'utf-16le with a mark': text => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be with a mark': text => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'utf-16le': text => Buffer.from(text, 'utf16le'),
  'utf-16be': text => Buffer.from(text, 'utf16le').swap16(),
  'iso-8859-1': text => Buffer.from(text, 'latin1'),
  'iso-8859-15': text => Buffer.from(text.replaceAll('€', '\u00a4'), 'latin1'),
  'windows-1252': text => Buffer.from(text.replaceAll('€', '\u0080'), 'latin1'),
} satisfies Record<string, (text: string) => Buffer>

export type CharacterSet = keyof typeof CHARACTER_SETS

/** The file as bytes, with a declaration that tells the truth. */
export function encoded(document: string, set: CharacterSet): Buffer {
  const label = set.split(' ')[0]?.replace(/^utf-16.*/, 'utf-16')
  return CHARACTER_SETS[set](`<?xml version="1.0" encoding="${label}"?>\n${document}`)
}
