import type { ReactElement } from 'react'
import { droppedLetterMessages } from '#app/i18n/messages/outcome-letters.ts'
import { pledgeLetterMessages } from '#app/i18n/messages/pledge-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { PledgeLetter, PledgeTable, totalText } from './parts/pledge-letter.tsx'
import { Paragraph } from './parts/prose.tsx'

type Props = LetterProps<'pledge-dropped'>

const wordsFor = ({ language }: Props) => messagesFor(droppedLetterMessages, language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader

function PledgeDropped(props: Props): ReactElement {
  const words = wordsFor(props)
  const { cardForgotten, rewardFree } = messagesFor(pledgeLetterMessages, props.language)
  return (
    <PledgeLetter props={props} subject={subject(props)} preheader={preheader(props)} words={words}>
      <Paragraph>{words.text(props.campaignTitle, totalText(props))}</Paragraph>
      <Paragraph>
        {words.nothingOwed} {cardForgotten}
      </Paragraph>
      {props.rewardTitle && <Paragraph>{rewardFree(props.rewardTitle)}</Paragraph>}
      <PledgeTable props={props} />
    </PledgeLetter>
  )
}

export const pledgeDropped: LetterDesign<'pledge-dropped'> = { subject, preheader, Letter: PledgeDropped }
