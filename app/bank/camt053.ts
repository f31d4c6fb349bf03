import type { BankStatement, Oddity, WholeStatement } from '#app/bank/bank-statement.ts'
import { readEntry, readTransaction } from '#app/bank/camt-entry.ts'
import type { ReadEntry, ReadTransaction } from '#app/bank/camt-entry.ts'
import { judgePages } from '#app/bank/camt-pages.ts'
import { readStatement } from '#app/bank/camt-statement.ts'
import type { PagedStatement } from '#app/bank/camt-statement.ts'
import { fileText } from '#app/bank/file-text.ts'
import { Oddities, Unreadable } from '#app/bank/oddities.ts'
import { BrokenXml, looseAmpersandIn, readXml } from '#app/bank/xml-elements.ts'
import type { XmlElement, XmlVisitor } from '#app/bank/xml-elements.ts'

/**
 * What became of reading a file, or a sentence that says where and why not. `statements` are those of the file, a page
 * each where they are in pages; `toBook` are the same with their pages put together.
 */
export type StatementReading =
  | { ok: true; statements: BankStatement[]; toBook: WholeStatement[]; oddities: Oddity[] }
  | { ok: false; error: string; oddities: Oddity[] }

/** How much is read of a file, so that memory stays within bounds whatever is in it. */
export interface Limits {
  /** A year of a busy account is some tens of megabytes. */
  bytes: number
  /** Entries and payments together. */
  lines: number
}

export const LIMITS: Limits = { bytes: 128 * 1024 * 1024, lines: 500_000 }

const STATEMENT_MESSAGE = 'BkToCstmrStmt'

/**
 * Reads a CAMT.053 bank statement: ISO 20022 `BankToCustomerStatement`, version 02 to 08 and later.
 *
 * Real files are seldom valid against the schema, so it reads what is there: any namespace or none, any prefix, any
 * order, an envelope around it, the character sets of `file-text.ts`. What is odd is told; what could lead to a wrong
 * cent is refused. Elements are handled as they close, so that memory follows from the statements, not from the file.
 *
 * @returns not `ok` for what cannot be read: no XML, broken XML, no statement in it, an amount that is no amount. Then
 *   nothing of the file is given, for half a statement is worse than none.
 * @param tell is called for each oddity as it is found; in the reading, ten of a kind are listed and the rest counted.
 */
export function readCamt053(
  bytes: Uint8Array,
  limits: Limits = LIMITS,
  tell?: (oddity: Oddity) => void,
): StatementReading {
  const oddities = new Oddities(tell)
  try {
    if (bytes.length > limits.bytes)
      throw new Unreadable(`it is larger than ${Math.floor(limits.bytes / 1024 / 1024)} MB`, null)
    const reader = new StatementVisitor(oddities, limits.lines)
    readXml(fileText(bytes, oddities), reader, oddities)
    const { statements, toBook } = judgePages(reader.read, oddities)
    if (statements.length === 0) throw new Unreadable(whyNoStatement(reader.messages), null)
    return { ok: true, statements, toBook, oddities: oddities.list() }
  } catch (problem) {
    if (!(problem instanceof Unreadable)) throw problem
    return { ok: false, error: sentenceOf(causeOf(problem, bytes)), oddities: oddities.list() }
  }
}

/** The most usual way for XML to be broken shows only far behind its place; so that place is looked for. */
function causeOf(problem: Unreadable, bytes: Uint8Array): Unreadable {
  if (!(problem instanceof BrokenXml)) return problem
  const line = looseAmpersandIn(fileText(bytes, new Oddities()))
  if (line === null || line > (problem.line ?? line)) return problem
  return new BrokenXml('its XML is broken: an & stands by itself, where &amp; is meant', line)
}

function sentenceOf({ line, message }: Unreadable): string {
  return `The file cannot be read${line === null ? '' : `, at line ${line}`}: ${message}.`
}

/** Follows a file from element to element, and keeps what is read of each as it closes. */
class StatementVisitor implements XmlVisitor {
  readonly read: PagedStatement[] = []
  /** Names of the messages seen, to say what a file is when it is no statement. */
  readonly messages = new Set<string>()
  readonly #oddities: Oddities
  #version: string | null = null
  /** The open `Stmt`, while there is one. Outside it nothing is kept. */
  #statement: XmlElement | null = null
  #entries: ReadEntry[] = []
  #entry: XmlElement | null = null
  #transactions: ReadTransaction[] = []
  #lines = 0
  readonly #mostLines: number

  constructor(oddities: Oddities, mostLines: number) {
    this.#oddities = oddities
    this.#mostLines = mostLines
  }

  opened(element: XmlElement, parent: XmlElement | undefined): void {
    if (this.#statement === null) {
      this.#version = versionIn(element) ?? this.#version
      if (OTHER_MESSAGES.has(element.name)) this.messages.add(element.name)
      if (isMessage(element)) this.messages.add(STATEMENT_MESSAGE)
      if (element.name === 'Stmt' && parent && isMessage(parent)) this.#statement = element
    } else if (element.name === 'Stmt')
      this.#oddities.add(
        'statements in a statement',
        element.line,
        `${this.#place('statement')} has another statement in it, which was not read`,
      )
    else if (element.name === 'Ntry' && parent === this.#statement) this.#entry = element
  }

  closed(element: XmlElement, parent: XmlElement): boolean {
    if (this.#statement === null) return false
    if (element === this.#statement) return this.#closeStatement(element)
    if (element === this.#entry) {
      this.#countLine(element)
      this.#entries.push(readEntry(element, this.#transactions, this.#place('entry'), this.#oddities))
      this.#transactions = []
      this.#entry = null
      return false
    }
    if (this.#entry && element.name === 'TxDtls' && isHomeOfDetails(parent, this.#entry)) {
      this.#countLine(element)
      this.#transactions.push(readTransaction(element, this.#place('entry'), this.#oddities))
      return false
    }
    return element.name !== 'SplmtryData'
  }

  #closeStatement(element: XmlElement): false {
    const context = { version: this.#version, place: this.#place('statement') }
    if (this.#version === null)
      this.#oddities.add(
        'files without a version',
        element.line,
        'it does not say which version of CAMT.053 it is',
      )
    this.read.push(readStatement(element, this.#entries, context, this.#oddities))
    this.#entries = []
    this.#statement = null
    return false
  }

  #countLine(element: XmlElement): void {
    if (++this.#lines > this.#mostLines)
      throw new Unreadable(`it has more than ${this.#mostLines} entries and payments`, element.line)
  }

  #place(what: 'statement' | 'entry'): string {
    const statement = `statement ${this.read.length + 1}`
    return what === 'statement' ? statement : `${statement}, entry ${this.#entries.length + 1}`
  }
}

/** Version 01 has its number in the name of the element: `BkToCstmrStmtV01`. */
function isMessage(element: XmlElement): boolean {
  return /^BkToCstmrStmt(V\d+)?$/.test(element.name)
}

/** `NtryDtls/TxDtls`, and straight in the entry in version 01. */
function isHomeOfDetails(parent: XmlElement, entry: XmlElement): boolean {
  return parent.name === 'NtryDtls' || parent === entry
}

/** `camt.053.001.08`, from a namespace or, where there is none, from the place of the schema. */
function versionIn(element: XmlElement): string | null {
  for (const [name, value] of Object.entries(element.attributes)) {
    if (!/^xmlns(:|$)|schemaLocation$/i.test(name)) continue
    const version = /camt\.053\.\d{3}\.\d{2}/.exec(value)?.[0]
    if (version !== undefined) return version
  }
  return null
}

/** What is handed in by mistake, by the name of the message. */
const OTHER_MESSAGES = new Map([
  ['BkToCstmrAcctRpt', 'a CAMT.052 report of the day so far; ask the bank for CAMT.053'],
  ['BkToCstmrDbtCdtNtfctn', 'a CAMT.054 notification; ask the bank for CAMT.053'],
  ['CstmrCdtTrfInitn', 'a PAIN.001 payment file'],
  ['CstmrDrctDbtInitn', 'a PAIN.008 direct debit file'],
  ['CstmrPmtStsRpt', 'a PAIN.002 status report'],
])

function whyNoStatement(messages: Set<string>): string {
  for (const [name, says] of OTHER_MESSAGES)
    if (messages.has(name)) return `it holds no statement, but ${says}`
  return messages.has(STATEMENT_MESSAGE)
    ? 'it is a CAMT.053 message without a statement'
    : 'it holds no bank statement'
}
