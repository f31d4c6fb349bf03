import type { ReactElement } from 'react'
import { day } from '#app/i18n/format.ts'
import { pledgeLetterMessages, receiptLetterMessages } from '#app/i18n/messages/pledge-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { PledgeLetter, PledgeTable, totalText } from './parts/pledge-letter.tsx'
import { Paragraph, Subheading } from './parts/prose.tsx'

type Props = LetterProps<'pledge-receipt'>

const wordsFor = ({ language }: Props) => messagesFor(receiptLetterMessages, language)

/** A card that waited for the deadline is charged after the campaign succeeded: nothing is uncertain any more. */
const isCollected = (props: Props) => props.collection === 'at_deadline'

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) =>
  isCollected(props)
    ? wordsFor(props).collected.preheader(totalText(props))
    : wordsFor(props).preheader(totalText(props), day(props.deadline, props.language))

function PledgeReceipt(props: Props): ReactElement {
  const words = wordsFor(props)
  const total = totalText(props)
  return (
    <PledgeLetter props={props} subject={subject(props)} preheader={preheader(props)} words={words}>
      <Paragraph>
        {isCollected(props)
          ? words.collected.taken(total, props.campaignTitle)
          : words.taken[props.method](total, props.campaignTitle)}
      </Paragraph>
      <PledgeTable props={props} totalLabel={words.total} />
      <Subheading>{words.whatHappens}</Subheading>
      {isCollected(props) ? <Paragraph>{words.collected.whatHappens}</Paragraph> : <WhileItRuns {...props} />}
    </PledgeLetter>
  )
}

function WhileItRuns(props: Props): ReactElement {
  const words = wordsFor(props)
  const { changeOfMind, withdraw } = messagesFor(pledgeLetterMessages, props.language)
  const total = totalText(props)
  const deadline = day(props.deadline, props.language)
  return (
    <>
      {props.allOrNothing ? (
        <>
          <Paragraph>{words.kept(deadline)}</Paragraph>
          <Paragraph>{words.whenItSucceeds}</Paragraph>
          <Paragraph>{words.whenItFails(total)}</Paragraph>
        </>
      ) : (
        <Paragraph>{words.keepsAll(deadline)}</Paragraph>
      )}
      <Subheading>{changeOfMind}</Subheading>
      <Paragraph>
        {withdraw(deadline)} {words.allBack(total)}
      </Paragraph>
    </>
  )
}

export const pledgeReceipt: LetterDesign<'pledge-receipt'> = { subject, preheader, Letter: PledgeReceipt }
