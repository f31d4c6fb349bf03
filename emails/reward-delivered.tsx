import type { ReactElement } from 'react'
import { dayLong, lastDay } from '#app/i18n/format.ts'
import { deliveredLetterMessages } from '#app/i18n/messages/delivery-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { PledgeLetter, PledgeTable } from './parts/pledge-letter.tsx'
import { Paragraph } from './parts/prose.tsx'

type Props = LetterProps<'reward-delivered'>

const wordsFor = ({ language }: Props) => messagesFor(deliveredLetterMessages, language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) =>
  wordsFor(props).preheader(lastDay(props.withdrawableUntil, props.language))

/** The day that ends the right to withdraw is the initiator's word: so its backer hears it, and can object. */
function RewardDelivered(props: Props): ReactElement {
  const words = wordsFor(props)
  const { language, deliveredOn, withdrawableUntil } = props
  return (
    <PledgeLetter props={props} subject={subject(props)} preheader={preheader(props)} words={words}>
      <Paragraph>{words.text(props.rewardTitle ?? '', dayLong(deliveredOn, language))}</Paragraph>
      <Paragraph>{words.until(lastDay(withdrawableUntil, language))}</Paragraph>
      <Paragraph>{words.notReceived}</Paragraph>
      <PledgeTable props={props} />
    </PledgeLetter>
  )
}

export const rewardDelivered: LetterDesign<'reward-delivered'> = {
  subject,
  preheader,
  Letter: RewardDelivered,
}
