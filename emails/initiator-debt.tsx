import type { ReactElement } from 'react'
import { euros } from '#app/i18n/format.ts'
import { debtLetterMessages } from '#app/i18n/messages/money-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { ShortLetter } from './parts/short-letter.tsx'

type Props = LetterProps<'initiator-debt'>

const wordsFor = ({ language }: Props) => messagesFor(debtLetterMessages, language)

const debtText = (props: Props) => euros(props.debtCents, props.language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader(debtText(props))

function InitiatorDebt(props: Props): ReactElement {
  const words = wordsFor(props)
  return (
    <ShortLetter
      frame={props}
      subject={subject(props)}
      preheader={preheader(props)}
      words={words}
      heading={words.heading}
      paragraphs={[
        words.text(debtText(props), props.campaignTitle),
        words.owed(euros(props.owedCents, props.language)),
      ]}
      href={props.links.campaignDesk(props.campaignId)}
    />
  )
}

export const initiatorDebt: LetterDesign<'initiator-debt'> = { subject, preheader, Letter: InitiatorDebt }
