import type { ReactElement } from 'react'
import { euros } from '#app/i18n/format.ts'
import { pledgeLetterMessages, refundedLetterMessages } from '#app/i18n/messages/pledge-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { PledgeLetter, PledgeTable } from './parts/pledge-letter.tsx'
import { Paragraph, Quote } from './parts/prose.tsx'

type Props = LetterProps<'pledge-refunded'>

const wordsFor = ({ language }: Props) => messagesFor(refundedLetterMessages, language)

const refundedText = (props: Props) => euros(props.refundedCents, props.language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader(refundedText(props))

function PledgeRefunded(props: Props): ReactElement {
  const words = wordsFor(props)
  const { bankTime } = messagesFor(pledgeLetterMessages, props.language)
  return (
    <PledgeLetter props={props} subject={subject(props)} preheader={preheader(props)} words={words}>
      <Paragraph>
        {words.why[props.why](props.campaignTitle)} {words.sent(refundedText(props))}
      </Paragraph>
      {props.reason && <Quote>{props.reason}</Quote>}
      <Paragraph>{bankTime}</Paragraph>
      <PledgeTable props={props} refundedCents={props.refundedCents} />
    </PledgeLetter>
  )
}

export const pledgeRefunded: LetterDesign<'pledge-refunded'> = { subject, preheader, Letter: PledgeRefunded }
