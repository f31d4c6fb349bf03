import type { ReactElement } from 'react'
import { add } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { canceledLetterMessages } from '#app/i18n/messages/near-miss-letters.ts'
import { pledgeLetterMessages } from '#app/i18n/messages/pledge-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { PledgeLetter, PledgeTable } from './parts/pledge-letter.tsx'
import { Paragraph, Quote } from './parts/prose.tsx'

type Props = LetterProps<'campaign-canceled'>

const wordsFor = ({ language }: Props) => messagesFor(canceledLetterMessages, language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) =>
  props.returnedCents === null
    ? wordsFor(props).preheaderNothing
    : wordsFor(props).preheaderBack(euros(props.returnedCents, props.language))

function CampaignCanceled(props: Props): ReactElement {
  const words = wordsFor(props)
  const { bankTime, cardForgotten } = messagesFor(pledgeLetterMessages, props.language)
  const { returnedCents, amountCents, tipCents } = props
  const isPart = returnedCents !== null && returnedCents < add(amountCents, tipCents)
  return (
    <PledgeLetter props={props} subject={subject(props)} preheader={preheader(props)} words={words}>
      <Paragraph>{words.text(props.campaignTitle)}</Paragraph>
      <Quote>{props.reason}</Quote>
      {returnedCents === null ? (
        <Paragraph>
          {words.nothingCharged} {cardForgotten}
        </Paragraph>
      ) : (
        <Paragraph>
          {words.moneyBack(euros(returnedCents, props.language))} {bankTime}
        </Paragraph>
      )}
      {isPart && <Paragraph>{words.part}</Paragraph>}
      <PledgeTable props={props} />
    </PledgeLetter>
  )
}

export const campaignCanceled: LetterDesign<'campaign-canceled'> = {
  subject,
  preheader,
  Letter: CampaignCanceled,
}
