import type { ReactElement } from 'react'
import { euros } from '#app/i18n/format.ts'
import { fraudWarningLetterMessages } from '#app/i18n/messages/money-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { ShortLetter } from './parts/short-letter.tsx'

type Props = LetterProps<'fraud-warning'>

const wordsFor = ({ language }: Props) => messagesFor(fraudWarningLetterMessages, language)

const amountText = (props: Props) => euros(props.amountCents, props.language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader(amountText(props))

function FraudWarning(props: Props): ReactElement {
  const words = wordsFor(props)
  return (
    <ShortLetter
      frame={props}
      subject={subject(props)}
      preheader={preheader(props)}
      words={words}
      heading={words.heading}
      paragraphs={[words.text(amountText(props), props.campaignTitle), words.outcome[props.outcome]]}
      href={props.links.deskCampaign(props.campaignId)}
    />
  )
}

export const fraudWarning: LetterDesign<'fraud-warning'> = { subject, preheader, Letter: FraudWarning }
