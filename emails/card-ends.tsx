import type { ReactElement } from 'react'
import { day, monthName } from '#app/i18n/format.ts'
import { cardEndsLetterMessages } from '#app/i18n/messages/another-card.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { PledgeLetter, PledgeTable, totalText } from './parts/pledge-letter.tsx'
import { Also, Go, Paragraph } from './parts/prose.tsx'

type Props = LetterProps<'card-ends'>

const wordsFor = ({ language }: Props) => messagesFor(cardEndsLetterMessages, language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader

function CardEnds(props: Props): ReactElement {
  const words = wordsFor(props)
  const { language, cardEnds, deadline, pledgeId } = props
  return (
    <PledgeLetter
      props={props}
      subject={subject(props)}
      preheader={preheader(props)}
      words={words}
      Way={Also}
    >
      <Paragraph>{words.text(props.campaignTitle, totalText(props))}</Paragraph>
      <Paragraph>{words.ends(monthName(cardEnds, language), day(deadline, language))}</Paragraph>
      <Paragraph>{words.how}</Paragraph>
      <Go href={props.links.anotherCard(pledgeId)}>{words.button}</Go>
      <Paragraph>{words.otherwise}</Paragraph>
      <PledgeTable props={props} />
    </PledgeLetter>
  )
}

export const cardEnds: LetterDesign<'card-ends'> = { subject, preheader, Letter: CardEnds }
