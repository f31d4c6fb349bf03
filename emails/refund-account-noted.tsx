import type { ReactElement } from 'react'
import { euros } from '#app/i18n/format.ts'
import { accountNotedLetterMessages } from '#app/i18n/messages/account-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { PledgeLetter, PledgeTable } from './parts/pledge-letter.tsx'
import { Also, Go, Paragraph } from './parts/prose.tsx'

type Props = LetterProps<'refund-account-noted'>

const wordsFor = ({ language }: Props) => messagesFor(accountNotedLetterMessages, language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader(props.ibanEnd)

function RefundAccountNoted(props: Props): ReactElement {
  const words = wordsFor(props)
  return (
    <PledgeLetter
      props={props}
      subject={subject(props)}
      preheader={preheader(props)}
      words={words}
      Way={Also}
    >
      <Paragraph>{words.text(euros(props.refundedCents, props.language), props.campaignTitle)}</Paragraph>
      <Paragraph>{words.noted(props.payeeName, props.ibanEnd)}</Paragraph>
      <Paragraph>{words.ask}</Paragraph>
      <Go href={props.links.refundAccount(props.pledgeId)}>{words.button}</Go>
      <PledgeTable props={props} />
    </PledgeLetter>
  )
}

export const refundAccountNoted: LetterDesign<'refund-account-noted'> = {
  subject,
  preheader,
  Letter: RefundAccountNoted,
}
