import { SaxesParser } from 'saxes'
import { escaped } from '../pages/html.ts'

/** An element with its children; a text that does not begin with `<` is escaped. `opening` may hold attributes. */
export function tag(opening: string, ...children: string[]): string {
  const [name] = opening.split(' ')
  const inside = children.map(child => (child.startsWith('<') ? child : escaped(child))).join('')
  return `<${opening}>${inside}</${name}>`
}

/** Cents above or equal to zero as euros with two decimals and a point: "12.05". */
export function eurosOf(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
}

/** An element of a file, by its local name: prefixes are left out. */
export interface XmlNode {
  name: string
  namespace: string
  attributes: Record<string, string>
  children: XmlNode[]
  text: string
}

/** Reads a whole file. Throws with a sentence and its place when it is not well-formed, or has a DOCTYPE. */
export function readXml(text: string): XmlNode {
  const parser = new SaxesParser({ xmlns: true })
  const root: XmlNode = { name: '', namespace: '', attributes: {}, children: [], text: '' }
  const open = [root]
  parser.on('doctype', () => {
    throw new Error('a DOCTYPE is not allowed')
  })
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    const values = Object.values(attributes).map(({ local: name, value }) => [name, value] as const)
    const node = {
      name: local,
      namespace: uri,
      attributes: Object.fromEntries(values),
      children: [],
      text: '',
    }
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on('text', part => {
    const node = open.at(-1)
    if (node !== undefined) node.text += part
  })
  parser.on('closetag', () => void open.pop())
  parser.write(text).close()
  const [document] = root.children
  if (document === undefined) throw new Error('there is no element in it')
  return document
}

/** All elements at a path below a node. */
export function nodesAt(node: XmlNode, ...path: string[]): XmlNode[] {
  return path.reduce<XmlNode[]>(
    (nodes, name) => nodes.flatMap(n => n.children.filter(c => c.name === name)),
    [node],
  )
}

/** The text of the first element at a path; '' when there is none. */
export function textAt(node: XmlNode, ...path: string[]): string {
  return nodesAt(node, ...path)[0]?.text.trim() ?? ''
}
