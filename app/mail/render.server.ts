import { createHash } from 'node:crypto'
import { render, toPlainText } from 'react-email'
import type { Language } from '#app/i18n/language.ts'
import type { LetterLinks, LetterName, Letters, LetterSender } from '#emails/catalog.ts'
import { letterDesigns } from '#emails/index.ts'
import type { LetterDesign, LetterFrame, LetterProps } from '#emails/letter.ts'
import type { Mail } from './postman.ts'
import { prepareBody } from './update-body.server.ts'

/** A letter as it was promised: its facts, without addresses or markup. */
export interface PromisedLetter<N extends LetterName> {
  /** The row's id. There is one row for each fact, so it stands for the letter's key. */
  id: string
  name: N
  language: Language
  props: Letters[N]
}

export interface LetterSetting {
  links: LetterLinks
  sender: LetterSender
  /** The site's public host name, for the Message-ID. */
  host: string
  /** Whether letters must say that their content is made up. */
  demonstration: boolean
}

/** A longer subject is cut off by every mail program; a title may be longer than that. */
const SUBJECT_MOST_LETTERS = 150

/** The text version follows the HTML, with headings and table heads as they are written, not in capitals. */
const textOptions = {
  selectors: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(selector => ({ selector, options: { uppercase: false } })),
    {
      selector: '[data-text-format="dataTable"]',
      format: 'dataTable',
      options: { uppercaseHeaderCells: false },
    },
  ],
}

/**
 * Writes a promised letter: subject, HTML and text, and the Message-ID, which is the same each time the same letter
 * is written, so that a repeat can be folded by who receives it.
 */
export async function renderLetter<N extends LetterName>(
  letter: PromisedLetter<N>,
  setting: LetterSetting,
): Promise<Omit<Mail, 'to'>> {
  const { links, sender, demonstration, host } = setting
  const frame: LetterFrame = { language: letter.language, links, sender, demonstration }
  const readable = { ...letter, props: withoutDirectionMarks(letter.props) }
  const written = isUpdate(readable)
    ? await writeUpdate(readable.props, frame)
    : await write(letterDesigns[letter.name], { ...readable.props, ...frame } as LetterProps<N>)
  return { ...written, messageId: messageIdOf(letter.id, host) }
}

/**
 * Takes out the marks that turn the reading direction (Unicode UAX 9, embeddings, overrides and isolates): one in a
 * title would turn round our own words after it.
 */
function withoutDirectionMarks<F extends Letters[LetterName]>(facts: F): F {
  const readable = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.replace(/[\u202a-\u202e\u2066-\u2069]/g, '') : value,
  ])
  return Object.fromEntries(readable) as F
}

function isUpdate(letter: PromisedLetter<LetterName>): letter is PromisedLetter<'campaign-update'> {
  return letter.name === 'campaign-update'
}

/** An update is promised as Markdown; its body is made ready here, since letters themselves only print. */
function writeUpdate({ body, ...facts }: Letters['campaign-update'], frame: LetterFrame) {
  return write(letterDesigns['campaign-update'], { ...facts, ...prepareBody(body), ...frame })
}

async function write<N extends LetterName>(design: LetterDesign<N>, props: LetterProps<N>) {
  const html = await render(design.Letter(props))
  return {
    subject: oneLine(design.subject(props), SUBJECT_MOST_LETTERS),
    html,
    text: toPlainText(html, textOptions),
  }
}

/**
 * A text that fits in a header: one line, without control characters, and not too long. What a person typed can so never begin a header of its own.
 */
function oneLine(text: string, mostLetters: number): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = Array.from(line)
  return letters.length <= mostLetters ? line : `${letters.slice(0, mostLetters - 1).join('')}…`
}

function messageIdOf(letterId: string, host: string): string {
  const hash = createHash('sha256').update(`letter:${letterId}`).digest('hex').slice(0, 32)
  return `<${hash}@${host}>`
}
