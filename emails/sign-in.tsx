import type { ReactElement } from 'react'
import { signInLetterMessages } from '#app/i18n/messages/letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { Go, Paragraph } from './parts/prose.tsx'
import { Sheet } from './parts/sheet.tsx'

type Props = LetterProps<'sign-in'>

const wordsFor = ({ language }: Props) => messagesFor(signInLetterMessages, language)

const subject = (props: Props) => wordsFor(props).subject

const preheader = (props: Props) => wordsFor(props).preheader(props.validMinutes)

function SignIn(props: Props): ReactElement {
  const words = wordsFor(props)
  return (
    <Sheet
      frame={props}
      subject={subject(props)}
      preheader={preheader(props)}
      kicker={words.kicker}
      heading={words.heading}
      reason={words.reason}
      hasPrivateLink
    >
      <Paragraph>{words.text}</Paragraph>
      <Go href={props.links.signIn(props.linkId)}>{words.button}</Go>
      <Paragraph>{words.limits(props.validMinutes)}</Paragraph>
      <Paragraph>{words.notYou}</Paragraph>
    </Sheet>
  )
}

export const signIn: LetterDesign<'sign-in'> = { subject, preheader, Letter: SignIn }
