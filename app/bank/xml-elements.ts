import { SaxesParser } from 'saxes'
import { Unreadable } from '#app/bank/oddities.ts'
import type { Oddities } from '#app/bank/oddities.ts'

/** An element of an XML file. Its name is without a prefix, its text without blanks at the ends. */
export interface XmlElement {
  name: string
  text: string
  attributes: Record<string, string>
  children: XmlElement[]
  /** The line where its first tag ends. */
  line: number
}

/** Who is told of elements while a file streams by. */
export interface XmlVisitor {
  opened(element: XmlElement, parent: XmlElement | undefined): void
  /** Tells whether the element is still of use: only then does it stay with its parent. */
  closed(element: XmlElement, parent: XmlElement): boolean
}

/** The file is not well-formed, so that nobody could read it. */
export class BrokenXml extends Unreadable {}

/** A statement nests about 15 deep; envelopes and additions of a bank's own add a few. */
const DEEPEST = 100
/** Elements held at one time. An entry or a payment, which are let go as they close, has about a hundred. */
const MOST_HELD = 100_000
const MOST_ATTRIBUTES = 100

/**
 * Reads XML as a stream, so that memory is what the visitor keeps, not the file.
 *
 * A DOCTYPE is noted and otherwise skipped: nothing it names is fetched or expanded, and a reference to anything but
 * XML's own five entities and characters by number ends the reading. So an entity can neither blow up nor read a file,
 * while a statement that merely carries a DOCTYPE stays readable. ISO 20022 messages have none.
 *
 * @throws Unreadable with the line and the reason when it is not well-formed or nests too deep.
 */
export function readXml(chunks: Iterable<string>, visitor: XmlVisitor, oddities: Oddities): void {
  const parser = new SaxesParser()
  const open: XmlElement[] = []
  /** How many elements each open one holds, itself included. */
  const sizes: number[] = []
  let held = 0
  parser.on('error', error => {
    const reason = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
    throw new BrokenXml(`its XML is broken (column ${parser.column}): ${reason}`, parser.line)
  })
  parser.on('doctype', () =>
    oddities.add('DOCTYPEs', parser.line, 'it has a DOCTYPE, which a statement never needs; it was skipped'),
  )
  let attributesSeen = 0
  parser.on('opentagstart', () => void (attributesSeen = 0))
  parser.on('attribute', () => {
    if (++attributesSeen > MOST_ATTRIBUTES)
      throw new Unreadable(`an element has more than ${MOST_ATTRIBUTES} attributes`, parser.line)
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length === DEEPEST)
      throw new Unreadable(`its elements are nested deeper than ${DEEPEST}`, parser.line)
    const element = { name: localName(name), text: '', attributes, children: [], line: parser.line }
    if (++held > MOST_HELD)
      throw new Unreadable(`one part of it has more than ${MOST_HELD} elements`, parser.line)
    visitor.opened(element, open.at(-1))
    open.push(element)
    sizes.push(1)
  })
  const append = (text: string) => {
    const element = open.at(-1)
    if (element) element.text += text
  }
  parser.on('text', append)
  parser.on('cdata', append)
  parser.on('closetag', () => {
    const element = open.pop()
    if (!element) return
    element.text = asOwn(element.text.trim())
    const size = sizes.pop() ?? 0
    const parent = open.at(-1)
    if (parent && visitor.closed(element, parent)) {
      parent.children.push(element)
      sizes.push((sizes.pop() ?? 0) + size)
    } else held -= size
  })
  feed(parser, chunks, oddities)
}

/** V8 lets a part of this length or more point into the text that it was taken of. */
const SHORTEST_PART = 13

/** The text with letters of its own: a part would hold the whole chunk of the file for as long as it is kept. */
function asOwn(text: string): string {
  return text.length < SHORTEST_PART ? text : Buffer.from(text).toString()
}

/** Some banks put blank lines first, which XML does not allow before its declaration. */
function feed(parser: SaxesParser, chunks: Iterable<string>, oddities: Oddities): void {
  let begun = false
  for (const chunk of chunks) {
    const text: string = begun ? chunk : chunk.trimStart()
    if (!begun) {
      if (text !== chunk) oddities.add('blanks before the XML', 1, 'there are blanks before the XML begins')
      parser.line += chunk.slice(0, chunk.length - text.length).split('\n').length - 1
      if (text !== '' && !text.startsWith('<'))
        throw new Unreadable('it is no XML, for it does not begin with "<"', parser.line)
      begun = text !== ''
    }
    parser.write(text)
  }
  if (!begun) throw new Unreadable('it is empty', null)
  parser.close()
}

/**
 * The line of the first `&` that begins neither an entity nor a character by number, as in a name that was written
 * without care (`Jansen & Zn`); null when there is none. A parser sees it only at the next semicolon, pages further.
 */
export function looseAmpersandIn(chunks: Iterable<string>): number | null {
  const text = [...chunks].join('')
  // What has no end runs to the end of the text, so that no letter is looked at twice.
  const upTo = (end: string) => `(?:[^]*?${end}|[^]*)`
  const skipped = `<!--${upTo('-->')}|<!\\[CDATA\\[${upTo('\\]\\]>')}`
  const loose = new RegExp(`${skipped}|(&)(?![\\p{L}_:][\\p{L}\\d_:.-]*;|#\\d+;|#x[\\da-fA-F]+;)`, 'gu')
  for (const match of text.matchAll(loose))
    if (match[1] !== undefined) return text.slice(0, match.index).split('\n').length
  return null
}

/** Follows names down from an element; the first that fits. */
export function find(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  let at = element
  for (const name of path) at = at?.children.find(child => child.name === name)
  return at
}

export function findAll(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter(child => child.name === name) ?? []
}

/** The text of the element that the names lead to; null when it is not there or empty. */
export function textAt(element: XmlElement | undefined, ...path: string[]): string | null {
  return find(element, ...path)?.text || null
}

/** Prefixes differ by bank and mean nothing here: the names of a statement do not collide. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
