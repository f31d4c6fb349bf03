import type { ReactElement } from 'react'
import { euros } from '#app/i18n/format.ts'
import { restrictedLetterMessages } from '#app/i18n/messages/money-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { ShortLetter } from './parts/short-letter.tsx'

type Props = LetterProps<'payout-account-restricted'>

const wordsFor = ({ language }: Props) => messagesFor(restrictedLetterMessages, language)

const subject = (props: Props) => wordsFor(props).subject

const preheader = (props: Props) => wordsFor(props).preheader

function PayoutAccountRestricted(props: Props): ReactElement {
  const words = wordsFor(props)
  return (
    <ShortLetter
      frame={props}
      subject={subject(props)}
      preheader={preheader(props)}
      words={words}
      heading={words.heading}
      paragraphs={[
        words.text,
        ...(props.waitingCents > 0 ? [words.waits(euros(props.waitingCents, props.language))] : []),
        words.todo,
      ]}
      href={props.links.payoutAccount()}
    />
  )
}

export const payoutAccountRestricted: LetterDesign<'payout-account-restricted'> = {
  subject,
  preheader,
  Letter: PayoutAccountRestricted,
}
