import type { ReactElement } from 'react'
import { moment, number } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { cardsStoppedLetterMessages } from '#app/i18n/messages/receipt-letters.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { Go, Paragraph } from './parts/prose.tsx'
import { Sheet } from './parts/sheet.tsx'

type Props = LetterProps<'cards-stopped'>

const wordsFor = ({ language }: Props) => messagesFor(cardsStoppedLetterMessages, language)

const countText = (props: Props) => number(props.failures, props.language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader(countText(props))

function CardsStopped(props: Props): ReactElement {
  const words = wordsFor(props)
  const { campaignTitle, endsAt, language } = props
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
      <Paragraph>
        {campaignTitle === null
          ? words.network(countText(props))
          : words.campaign(countText(props), campaignTitle)}
      </Paragraph>
      <Paragraph>{words.until(moment(endsAt, language))}</Paragraph>
      <Go href={props.links.cardStops()}>{words.button}</Go>
    </Sheet>
  )
}

export const cardsStopped: LetterDesign<'cards-stopped'> = { subject, preheader, Letter: CardsStopped }
