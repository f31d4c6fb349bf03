import type { ReactElement } from 'react'
import { euros } from '#app/i18n/format.ts'
import { payoutFailedLetterMessages } from '#app/i18n/messages/money-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { ShortLetter } from './parts/short-letter.tsx'

type Props = LetterProps<'payout-failed'>

const wordsFor = ({ language }: Props) => messagesFor(payoutFailedLetterMessages, language)

const payoutText = (props: Props) => euros(props.payoutCents, props.language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader(payoutText(props))

function PayoutFailed(props: Props): ReactElement {
  const words = wordsFor(props)
  return (
    <ShortLetter
      frame={props}
      subject={subject(props)}
      preheader={preheader(props)}
      words={words}
      heading={words.heading}
      paragraphs={[words.text(payoutText(props), props.campaignTitle), words.todo]}
      href={props.links.payoutAccount()}
    />
  )
}

export const payoutFailed: LetterDesign<'payout-failed'> = { subject, preheader, Letter: PayoutFailed }
