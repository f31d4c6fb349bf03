import type { ReactElement } from 'react'
import type { LetterFrame } from '../letter.ts'
import { Go, Paragraph } from './prose.tsx'
import { Sheet } from './sheet.tsx'

interface ShortLetterProps {
  frame: LetterFrame
  subject: string
  preheader: string
  words: { kicker: string; reason: string; button: string }
  heading: readonly string[]
  paragraphs: readonly string[]
  href: string
}

/** A letter that says what happened in a few paragraphs, and where to go. Its link asks to sign in. */
export function ShortLetter(letter: ShortLetterProps): ReactElement {
  const { frame, subject, preheader, words, heading, paragraphs, href } = letter
  return (
    <Sheet
      frame={frame}
      subject={subject}
      preheader={preheader}
      kicker={words.kicker}
      heading={heading}
      reason={words.reason}
      hasPrivateLink={false}
    >
      {paragraphs.map(paragraph => (
        <Paragraph key={paragraph}>{paragraph}</Paragraph>
      ))}
      <Go href={href}>{words.button}</Go>
    </Sheet>
  )
}
