import type { ReactElement } from 'react'
import { euros, moment } from '#app/i18n/format.ts'
import { nearMissBeganMessages } from '#app/i18n/messages/near-miss-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { Go, Paragraph } from './parts/prose.tsx'
import { Sheet } from './parts/sheet.tsx'

type Props = LetterProps<'near-miss-began'>

const wordsFor = ({ language }: Props) => messagesFor(nearMissBeganMessages, language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader(moment(props.explainBy, props.language))

function NearMissBegan(props: Props): ReactElement {
  const words = wordsFor(props)
  const { language, campaignId, campaignTitle } = props
  const counted = euros(props.countedCents, language)
  const minimum = euros(props.minimumCents, language)
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
      <Paragraph>{words.text(campaignTitle, counted, minimum)}</Paragraph>
      <Paragraph>{words.ask}</Paragraph>
      <Paragraph>{words.until(moment(props.explainBy, language))}</Paragraph>
      <Go href={props.links.explainNearMiss(campaignId)}>{words.button}</Go>
    </Sheet>
  )
}

export const nearMissBegan: LetterDesign<'near-miss-began'> = { subject, preheader, Letter: NearMissBegan }
