import type { ReactElement } from 'react'
import { euros } from '#app/i18n/format.ts'
import { succeededLetterMessages } from '#app/i18n/messages/outcome-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { PledgeLetter, PledgeTable, totalText } from './parts/pledge-letter.tsx'
import { Paragraph } from './parts/prose.tsx'

type Props = LetterProps<'campaign-succeeded'>

/** Only of a campaign that reached its minimum may a letter say that it succeeded. */
function wordsFor({ language, below }: Props) {
  const words = messagesFor(succeededLetterMessages, language)
  return below ? { ...words, ...words.below[below] } : words
}

const countedText = (props: Props) => euros(props.countedCents, props.language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader(countedText(props), props.countedPledges)

function CampaignSucceeded(props: Props): ReactElement {
  const words = wordsFor(props)
  return (
    <PledgeLetter props={props} subject={subject(props)} preheader={preheader(props)} words={words}>
      <Paragraph>{words.text(props.campaignTitle, countedText(props), props.countedPledges)}</Paragraph>
      <Paragraph>{props.collection === 'now' ? words.paid : words.toCharge(totalText(props))}</Paragraph>
      {props.rewardTitle && <Paragraph>{words.reward(props.rewardTitle)}</Paragraph>}
      <PledgeTable props={props} />
    </PledgeLetter>
  )
}

export const campaignSucceeded: LetterDesign<'campaign-succeeded'> = {
  subject,
  preheader,
  Letter: CampaignSucceeded,
}
