import { parse } from 'node-html-parser'
import type { HTMLElement } from 'node-html-parser'
import { readEuros } from './euros.ts'
import { Surprise, theOnly } from './surprise.ts'

const LONGEST_QUOTE = 600

/** A page as a visitor has it before them. What is looked for and not there, or there twice, is a surprise. */
export class Page {
  readonly address: string
  readonly status: number
  /** What the server sent, as it is. */
  readonly source: string
  readonly #root: HTMLElement

  constructor(address: string, status: number, source: string) {
    this.address = address
    this.status = status
    this.source = source
    this.#root = parse(source)
  }

  /** What the page says, in one line. */
  get text(): string {
    return textOf(this.#root.querySelector('main') ?? this.#root)
  }

  get heading(): string {
    const heading = this.#root.querySelector('h1')
    return heading ? textOf(heading) : ''
  }

  has(words: string): boolean {
    return this.text.includes(inOneLine(words))
  }

  /** @throws Surprise when the page does not say these words */
  says(...sentences: string[]): this {
    for (const words of sentences)
      if (!this.has(words)) throw new Surprise(this.address, `the words “${words}”`, this.#quote())
    return this
  }

  /** @throws Surprise when the page does say these words */
  saysNot(...sentences: string[]): this {
    for (const words of sentences)
      if (this.has(words)) throw new Surprise(this.address, `a page without “${words}”`, this.#quote())
    return this
  }

  /** Where the one link with these words leads. Links to the same place count as one. */
  link(words: string): string {
    const links = this.all('a[href]').filter(link => textOf(link) === words)
    const targets = new Set(links.map(link => new URL(link.getAttribute('href') ?? '', this.address).href))
    return theOnly(this.address, `link “${words}”`, [...targets])
  }

  /** Where the one link with these words leads that stands in a row of a list or a table that says `beside`. */
  linkBeside(beside: string, words: string): string {
    const links = this.all('li, tr')
      .filter(row => textOf(row).includes(beside))
      .flatMap(row => row.querySelectorAll('a[href]'))
      .filter(link => textOf(link) === words)
    const targets = new Set(links.map(link => new URL(link.getAttribute('href') ?? '', this.address).href))
    return theOnly(this.address, `link “${words}” beside “${beside}”`, [...targets])
  }

  /** What stands beside a label in a list of facts. */
  fact(label: string): string {
    const labels = this.all('dt').filter(each => textOf(each) === label)
    return textOf(theOnly(this.address, `fact “${label}”`, labels).nextElementSibling)
  }

  /** The one button that says these words, and no other begins with them, with the form that it belongs to. */
  button(words: string): { button: HTMLElement; form: HTMLElement } {
    const buttons = this.all('form button').filter(button => !button.hasAttribute('disabled'))
    const exactly = buttons.filter(button => textOf(button) === words)
    const fitting = exactly.length > 0 ? exactly : buttons.filter(each => textOf(each).startsWith(words))
    const said = `button “${words}” among ${buttons.map(each => `“${textOf(each)}”`).join(', ') || 'none'}`
    const button = theOnly(this.address, said, fitting)
    const form = button.closest('form')
    if (!form) throw new Surprise(this.address, `a form around “${words}”`, 'none')
    return { button, form }
  }

  /** The amount that stands beside a label in a flow of money, in cents. */
  flow(label: string): number {
    const steps = this.all('ol.flow li').filter(step => textOf(step.querySelector('span')) === label)
    return readEuros(textOf(theOnly(this.address, `step “${label}”`, steps).querySelector('b')))
  }

  /** The rows of a table, as texts, its head left out. */
  table(caption: string): string[][] {
    const tables = this.all('table').filter(each => textOf(each.querySelector('caption')) === caption)
    return theOnly(this.address, `table “${caption}”`, tables)
      .querySelectorAll('tbody tr, tfoot tr')
      .map(row => row.querySelectorAll('th, td').map(textOf))
  }

  /** Every element that a selector names. */
  all(selector: string): HTMLElement[] {
    return this.#root.querySelectorAll(selector)
  }

  #quote(): string {
    const { text } = this
    return `“${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}”`
  }
}

/** What an element says, in one line; nothing when there is no element. */
export function textOf(element: HTMLElement | null): string {
  return inOneLine(element?.text ?? '')
}

/** Spaces that do not break count as spaces. */
const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
