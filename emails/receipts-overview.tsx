import type { ReactElement } from 'react'
import { messagesFor } from '#app/i18n/messages.ts'
import { receiptsLetterMessages } from '#app/i18n/messages/receipt-letters.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { Go, Paragraph } from './parts/prose.tsx'
import { Sheet } from './parts/sheet.tsx'

type Props = LetterProps<'receipts-overview'>

const wordsFor = ({ language }: Props) => messagesFor(receiptsLetterMessages, language)

const subject = (props: Props) => wordsFor(props).subject

const preheader = (props: Props) => wordsFor(props).preheader

function ReceiptsOverview(props: Props): ReactElement {
  const words = wordsFor(props)
  return (
    <Sheet
      frame={props}
      subject={subject(props)}
      preheader={preheader(props)}
      kicker={words.kicker}
      heading={words.heading}
      reason={words.reason}
      hasPrivateLink
    >
      <Paragraph>{words.text}</Paragraph>
      <Paragraph>{words.valid(props.validDays)}</Paragraph>
      <Go href={props.links.receipts(props.linkId)}>{words.button}</Go>
    </Sheet>
  )
}

export const receiptsOverview: LetterDesign<'receipts-overview'> = {
  subject,
  preheader,
  Letter: ReceiptsOverview,
}
