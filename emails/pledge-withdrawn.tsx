import type { ReactElement } from 'react'
import { day, moment } from '#app/i18n/format.ts'
import { pledgeLetterMessages, withdrawnLetterMessages } from '#app/i18n/messages/pledge-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { PledgeLetter, PledgeTable, totalText } from './parts/pledge-letter.tsx'
import { Paragraph } from './parts/prose.tsx'

type Props = LetterProps<'pledge-withdrawn'>

const wordsFor = ({ language }: Props) => messagesFor(withdrawnLetterMessages, language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) =>
  props.collection === 'now' ? wordsFor(props).preheaderNow(totalText(props)) : wordsFor(props).preheaderLater

/** The receipt of a withdrawal names the moment, as article 6:230oa of the Dutch civil code asks. */
function PledgeWithdrawn(props: Props): ReactElement {
  const words = wordsFor(props)
  const { bankTime, cardForgotten, rewardFree } = messagesFor(pledgeLetterMessages, props.language)
  return (
    <PledgeLetter props={props} subject={subject(props)} preheader={preheader(props)} words={words}>
      <Paragraph>{words.text(moment(props.withdrawnAt, props.language), props.campaignTitle)}</Paragraph>
      {props.collection === 'now' ? (
        <Paragraph>
          {words.moneyBack(totalText(props))} {bankTime}
        </Paragraph>
      ) : (
        <Paragraph>
          {words.nothingCharged} {cardForgotten}
        </Paragraph>
      )}
      {props.rewardTitle && (
        <Paragraph>
          {props.deliveredOn
            ? words.giveBack(props.rewardTitle, day(props.deliveredOn, props.language))
            : rewardFree(props.rewardTitle)}
        </Paragraph>
      )}
      <PledgeTable props={props} />
    </PledgeLetter>
  )
}

export const pledgeWithdrawn: LetterDesign<'pledge-withdrawn'> = {
  subject,
  preheader,
  Letter: PledgeWithdrawn,
}
