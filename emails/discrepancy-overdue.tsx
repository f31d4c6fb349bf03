import type { ReactElement } from 'react'
import { euros, moment } from '#app/i18n/format.ts'
import { discrepancyMessages } from '#app/i18n/messages/discrepancies.ts'
import { discrepancyKindMessages } from '#app/i18n/messages/discrepancy-kinds.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { Go, Paragraph } from './parts/prose.tsx'
import { Sheet } from './parts/sheet.tsx'

type Props = LetterProps<'discrepancy-overdue'>

const wordsFor = ({ language }: Props) => messagesFor(discrepancyKindMessages, language).letter

interface KindWords {
  title: string
  cause: string
  proposal: string
}

function kindOf({ kind, language }: Props): KindWords {
  const { kinds, unknownKind } = messagesFor(discrepancyMessages, language)
  const all: Partial<Record<string, KindWords>> = {
    ...kinds,
    ...messagesFor(discrepancyKindMessages, language).kinds,
  }
  return all[kind] ?? { ...unknownKind, title: unknownKind.title(kind) }
}

const subject = (props: Props) => wordsFor(props).subject(kindOf(props).title)

const preheader = (props: Props) => wordsFor(props).since(moment(props.foundAt, props.language))

function DiscrepancyOverdue(props: Props): ReactElement {
  const words = wordsFor(props)
  const { title, cause, proposal } = kindOf(props)
  return (
    <Sheet
      frame={props}
      subject={subject(props)}
      preheader={preheader(props)}
      kicker={words.kicker}
      heading={[title]}
      reason={words.reason}
      hasPrivateLink={false}
    >
      <Paragraph>{cause}</Paragraph>
      {props.differenceCents !== null && (
        <Paragraph>{words.amount(euros(props.differenceCents, props.language))}</Paragraph>
      )}
      <Paragraph>{words.since(moment(props.foundAt, props.language))}</Paragraph>
      <Paragraph>
        {words.proposal} {proposal}
      </Paragraph>
      <Go href={props.links.discrepancy(props.discrepancyId)}>{words.button}</Go>
    </Sheet>
  )
}

export const discrepancyOverdue: LetterDesign<'discrepancy-overdue'> = {
  subject,
  preheader,
  Letter: DiscrepancyOverdue,
}
