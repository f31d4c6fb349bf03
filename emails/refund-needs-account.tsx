import type { ReactElement } from 'react'
import { euros } from '#app/i18n/format.ts'
import { refundAccountLetterMessages } from '#app/i18n/messages/money-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { PledgeLetter, PledgeTable } from './parts/pledge-letter.tsx'
import { Also, Go, Paragraph } from './parts/prose.tsx'

type Props = LetterProps<'refund-needs-account'>

const wordsFor = ({ language }: Props) => messagesFor(refundAccountLetterMessages, language)

const refundedText = (props: Props) => euros(props.refundedCents, props.language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader(refundedText(props))

function RefundNeedsAccount(props: Props): ReactElement {
  const words = wordsFor(props)
  return (
    <PledgeLetter
      props={props}
      subject={subject(props)}
      preheader={preheader(props)}
      words={words}
      Way={Also}
    >
      <Paragraph>{words.text(refundedText(props), props.campaignTitle)}</Paragraph>
      <Paragraph>{words.ask}</Paragraph>
      <Go href={props.links.refundAccount(props.pledgeId)}>{words.button}</Go>
      <Paragraph>{words.safe}</Paragraph>
      <PledgeTable props={props} />
    </PledgeLetter>
  )
}

export const refundNeedsAccount: LetterDesign<'refund-needs-account'> = {
  subject,
  preheader,
  Letter: RefundNeedsAccount,
}
