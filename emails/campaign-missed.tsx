import type { ReactElement } from 'react'
import { euros } from '#app/i18n/format.ts'
import { missedLetterMessages } from '#app/i18n/messages/outcome-letters.ts'
import { pledgeLetterMessages } from '#app/i18n/messages/pledge-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { PledgeLetter, PledgeTable, totalText } from './parts/pledge-letter.tsx'
import { Paragraph } from './parts/prose.tsx'

type Props = LetterProps<'campaign-missed'>

const wordsFor = ({ language }: Props) => messagesFor(missedLetterMessages, language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) =>
  props.collection === 'now' ? wordsFor(props).preheaderNow(totalText(props)) : wordsFor(props).preheaderLater

function CampaignMissed(props: Props): ReactElement {
  const words = wordsFor(props)
  const { bankTime, cardForgotten } = messagesFor(pledgeLetterMessages, props.language)
  const counted = euros(props.countedCents, props.language)
  const minimum = euros(props.minimumCents, props.language)
  return (
    <PledgeLetter props={props} subject={subject(props)} preheader={preheader(props)} words={words}>
      <Paragraph>{words.text(props.campaignTitle, counted, minimum)}</Paragraph>
      {props.collection === 'now' ? (
        <Paragraph>
          {words.moneyBack(totalText(props))} {bankTime}
        </Paragraph>
      ) : (
        <Paragraph>
          {words.nothingCharged} {cardForgotten}
        </Paragraph>
      )}
      <PledgeTable props={props} />
    </PledgeLetter>
  )
}

export const campaignMissed: LetterDesign<'campaign-missed'> = { subject, preheader, Letter: CampaignMissed }
