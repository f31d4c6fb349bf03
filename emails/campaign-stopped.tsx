import type { ReactElement } from 'react'
import { euros } from '#app/i18n/format.ts'
import { stoppedLetterMessages } from '#app/i18n/messages/near-miss-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { Go, Paragraph, Quote } from './parts/prose.tsx'
import { Sheet } from './parts/sheet.tsx'

type Props = LetterProps<'campaign-stopped'>

const wordsFor = ({ language }: Props) => messagesFor(stoppedLetterMessages, language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader

function CampaignStopped(props: Props): ReactElement {
  const words = wordsFor(props)
  return (
    <Sheet
      frame={props}
      subject={subject(props)}
      preheader={preheader(props)}
      kicker={words.kicker}
      heading={words.heading}
      reason={words.reason}
      hasPrivateLink={false}
    >
      <Paragraph>{words.text(props.campaignTitle)}</Paragraph>
      <Quote>{props.reason}</Quote>
      <Paragraph>{words.back}</Paragraph>
      {props.owedCents > 0 && <Paragraph>{words.owed(euros(props.owedCents, props.language))}</Paragraph>}
      <Go href={props.links.campaignDesk(props.campaignId)}>{words.button}</Go>
    </Sheet>
  )
}

export const campaignStopped: LetterDesign<'campaign-stopped'> = {
  subject,
  preheader,
  Letter: CampaignStopped,
}
