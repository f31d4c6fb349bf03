import { toPlainText } from 'react-email'
import { renderMarkdown } from '#app/markdown/render.server.ts'
import type { PreparedBody } from '#emails/letter.ts'

/** Mail programs cut off a letter of about 100 KB; with the frame around it, this stays well below. */
const BODY_MOST_BYTES = 40_000

/** Markdown of this length nearly always fits; what makes more HTML than it should is cut again, to half. */
const FIRST_CUT_LETTERS = 12_000

const OPENING_MOST_LETTERS = 140

/**
 * Makes the Markdown of an update ready for a letter: safe HTML that is not too large, and its first words.
 * What does not fit is left out at the end of a paragraph, or of a word when there is no paragraph to end at.
 */
export function prepareBody(markdown: string): PreparedBody {
  let part = markdown.replaceAll('\r\n', '\n')
  let bodyHtml = renderMarkdown(part)
  let shortened = false
  let most = FIRST_CUT_LETTERS
  while (Buffer.byteLength(bodyHtml) > BODY_MOST_BYTES) {
    part = cut(part, most)
    bodyHtml = renderMarkdown(part)
    shortened = true
    most = Math.floor(most / 2)
  }
  return { bodyHtml: raiseHeadings(bodyHtml), opening: openingOf(bodyHtml), shortened }
}

function cut(text: string, most: number): string {
  const head = text.slice(0, most)
  const ends = [head.lastIndexOf('\n\n'), Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n'))]
  const end = ends.find(position => position > most / 2)
  return end === undefined ? head.replace(/[\ud800-\udbff]$/, '') : head.slice(0, end)
}

/** On the site an update stands under two headings, in a letter under one: its own headings move up a level. */
function raiseHeadings(bodyHtml: string): string {
  return bodyHtml.replace(
    /<(\/?)h([3-6])>/g,
    (_, slash: string, level: string) => `<${slash}h${Number(level) - 1}>`,
  )
}

function openingOf(bodyHtml: string): string {
  const text = toPlainText(bodyHtml, {
    selectors: [{ selector: 'a', options: { ignoreHref: true } }],
  })
  const words = Array.from(text.replace(/\s+/g, ' ').trim())
  return words.length <= OPENING_MOST_LETTERS
    ? words.join('')
    : `${words.slice(0, OPENING_MOST_LETTERS).join('')}…`
}
