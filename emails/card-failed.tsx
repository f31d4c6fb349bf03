import type { ReactElement } from 'react'
import { moment } from '#app/i18n/format.ts'
import { cardFailedLetterMessages } from '#app/i18n/messages/outcome-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { PledgeLetter, PledgeTable, totalText } from './parts/pledge-letter.tsx'
import { Also, Go, Paragraph } from './parts/prose.tsx'

type Props = LetterProps<'card-failed'>

const wordsFor = ({ language }: Props) => messagesFor(cardFailedLetterMessages, language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader(moment(props.answerBy, props.language))

function CardFailed(props: Props): ReactElement {
  const words = wordsFor(props)
  const total = totalText(props)
  return (
    <PledgeLetter
      props={props}
      subject={subject(props)}
      preheader={preheader(props)}
      words={words}
      Way={Also}
    >
      <Paragraph>{words.text(props.campaignTitle, total)}</Paragraph>
      <Paragraph>{words.pay(moment(props.answerBy, props.language))}</Paragraph>
      <Go href={props.links.recoverPledge(props.pledgeId)}>{words.button(total)}</Go>
      <Paragraph>{words.otherwise}</Paragraph>
      <PledgeTable props={props} />
    </PledgeLetter>
  )
}

export const cardFailed: LetterDesign<'card-failed'> = { subject, preheader, Letter: CardFailed }
