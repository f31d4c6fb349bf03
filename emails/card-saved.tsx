import type { ReactElement } from 'react'
import { day } from '#app/i18n/format.ts'
import { cardSavedLetterMessages, pledgeLetterMessages } from '#app/i18n/messages/pledge-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { PledgeLetter, PledgeTable, totalText } from './parts/pledge-letter.tsx'
import { Paragraph, Subheading } from './parts/prose.tsx'

type Props = LetterProps<'card-saved'>

const wordsFor = ({ language }: Props) => messagesFor(cardSavedLetterMessages, language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader

function CardSaved(props: Props): ReactElement {
  const words = wordsFor(props)
  const { changeOfMind, withdraw } = messagesFor(pledgeLetterMessages, props.language)
  const total = totalText(props)
  const deadline = day(props.deadline, props.language)
  return (
    <PledgeLetter props={props} subject={subject(props)} preheader={preheader(props)} words={words}>
      <Paragraph>{words.saved(total, props.campaignTitle)}</Paragraph>
      <PledgeTable props={props} totalLabel={words.total} />
      <Subheading>{words.whatHappens}</Subheading>
      <Paragraph>{words.whenItSucceeds(total, deadline)}</Paragraph>
      <Paragraph>{words.whenItFails}</Paragraph>
      <Subheading>{changeOfMind}</Subheading>
      <Paragraph>
        {withdraw(deadline)} {words.nothingCharged}
      </Paragraph>
    </PledgeLetter>
  )
}

export const cardSaved: LetterDesign<'card-saved'> = { subject, preheader, Letter: CardSaved }
