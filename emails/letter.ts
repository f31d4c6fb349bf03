import type { ReactElement } from 'react'
import type { Language } from '#app/i18n/language.ts'
import type { LetterLinks, LetterName, Letters, LetterSender } from './catalog.ts'

/** What every letter needs beside its own facts. */
export interface LetterFrame {
  language: Language
  links: LetterLinks
  sender: LetterSender
  /** Whether the letter must say that its content is made up. */
  demonstration: boolean
}

/** The body of an update, made from its Markdown by who renders the letter. */
export interface PreparedBody {
  /** Safe HTML of block elements. */
  bodyHtml: string
  /** The first words, as plain text on one line. */
  opening: string
  /** Whether the body was cut, so that the rest must be read on the site. */
  shortened: boolean
}

type PreparedFacts<N extends LetterName> = N extends 'campaign-update'
  ? Omit<Letters[N], 'body'> & PreparedBody
  : Letters[N]

export type LetterProps<N extends LetterName> = PreparedFacts<N> & LetterFrame

/** How one letter is written. Pure: props in, words and markup out. */
export interface LetterDesign<N extends LetterName> {
  subject(props: LetterProps<N>): string
  /** What a mail program shows beside the subject in its list. */
  preheader(props: LetterProps<N>): string
  Letter(props: LetterProps<N>): ReactElement
}
