import type { ReactElement } from 'react'
import { reviewLetterMessages } from '#app/i18n/messages/letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { Go, Paragraph, Quote } from './parts/prose.tsx'
import { Sheet } from './parts/sheet.tsx'

type Props = LetterProps<'review-result'>

const wordsFor = ({ language }: Props) => messagesFor(reviewLetterMessages, language)

const decisionWordsFor = (props: Props) => wordsFor(props)[props.decision]

const subject = (props: Props) => decisionWordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => decisionWordsFor(props).preheader

function ReviewResult(props: Props): ReactElement {
  const words = wordsFor(props)
  const decision = decisionWordsFor(props)
  return (
    <Sheet
      frame={props}
      subject={subject(props)}
      preheader={preheader(props)}
      kicker={words.kicker}
      heading={decision.heading}
      reason={words.reason}
      hasPrivateLink={false}
    >
      <Paragraph>{decision.text(props.campaignTitle)}</Paragraph>
      {props.reason !== '' && (
        <>
          <Paragraph>{words.reasonGiven}</Paragraph>
          <Quote>{props.reason}</Quote>
        </>
      )}
      <Paragraph>{decision.next}</Paragraph>
      <Go href={props.links.campaignDesk(props.campaignId)}>{words.button}</Go>
    </Sheet>
  )
}

export const reviewResult: LetterDesign<'review-result'> = { subject, preheader, Letter: ReviewResult }
