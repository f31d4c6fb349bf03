import type { ReactElement } from 'react'
import { euros, moment } from '#app/i18n/format.ts'
import { disputeLetterMessages } from '#app/i18n/messages/money-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { ShortLetter } from './parts/short-letter.tsx'

type Props = LetterProps<'dispute-opened'>

const wordsFor = ({ language }: Props) => messagesFor(disputeLetterMessages, language)

const kindOf = ({ isInquiry }: Props) => (isInquiry ? 'inquiry' : 'open')

const amountText = (props: Props) => euros(props.amountCents, props.language)

const subject = (props: Props) => wordsFor(props).subject[kindOf(props)]

const preheader = (props: Props) => wordsFor(props).preheader(amountText(props), props.campaignTitle)

function DisputeOpened(props: Props): ReactElement {
  const words = wordsFor(props)
  return (
    <ShortLetter
      frame={props}
      subject={subject(props)}
      preheader={preheader(props)}
      words={words}
      heading={words.heading[kindOf(props)]}
      paragraphs={[
        words.text[kindOf(props)](amountText(props), props.campaignTitle),
        ...(props.answerBy === null ? [] : [words.answerBy(moment(props.answerBy, props.language))]),
      ]}
      href={props.links.dispute(props.disputeId)}
    />
  )
}

export const disputeOpened: LetterDesign<'dispute-opened'> = { subject, preheader, Letter: DisputeOpened }
