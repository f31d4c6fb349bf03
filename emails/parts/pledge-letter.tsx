import type { ReactElement, ReactNode } from 'react'
import { add } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { pledgeLetterMessages } from '#app/i18n/messages/pledge-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { PledgeFacts } from '../catalog.ts'
import type { LetterFrame } from '../letter.ts'
import { MoneyTable } from './money-table.tsx'
import type { MoneyRow } from './money-table.tsx'
import { Go } from './prose.tsx'
import type { Also } from './prose.tsx'
import { Sheet } from './sheet.tsx'

/** The facts of a pledge and the frame of the letter, as every letter about a pledge gets them. */
type PledgeProps = PledgeFacts & LetterFrame

interface PledgeLetterProps {
  props: PledgeProps
  subject: string
  preheader: string
  words: { kicker: string; heading: readonly string[] }
  /** How the way to the pledge is drawn: as the button, or smaller where another button matters more. */
  Way?: typeof Go | typeof Also
  children: ReactNode
}

/** A letter to a backer: it always ends with the way to the pledge, and says why it came. */
export function PledgeLetter({
  props,
  subject,
  preheader,
  words,
  Way = Go,
  children,
}: PledgeLetterProps): ReactElement {
  const { manage, reason } = messagesFor(pledgeLetterMessages, props.language)
  return (
    <Sheet
      frame={props}
      subject={subject}
      preheader={preheader}
      kicker={words.kicker}
      heading={words.heading}
      reason={reason(props.campaignTitle)}
      hasPrivateLink
    >
      {children}
      <Way href={props.links.managePledge(props.pledgeId)}>{manage}</Way>
    </Sheet>
  )
}

/** What the backer pays or paid in all: the pledge and what was given extra to the platform. */
export function totalText(props: PledgeProps): string {
  return euros(add(props.amountCents, props.tipCents), props.language)
}

interface PledgeTableProps {
  props: PledgeProps
  /** What the total is called here; the plain word when left out. */
  totalLabel?: string
  /** A last line: what was sent back, when it is another amount than the total. */
  refundedCents?: Cents
}

/** The amounts of a pledge, and the reward if one was chosen. */
export function PledgeTable({ props, totalLabel, refundedCents }: PledgeTableProps): ReactElement {
  const { language, amountCents, tipCents, rewardTitle } = props
  const words = messagesFor(pledgeLetterMessages, language)
  const total = refundedCents === undefined ? 'total' : 'amount'
  const rows: MoneyRow[] = [
    { label: words.pledge, value: euros(amountCents, language), kind: 'amount' },
    ...(tipCents > 0
      ? [{ label: words.tip, value: euros(tipCents, language), kind: 'amount' as const }]
      : []),
    ...(rewardTitle ? [{ label: words.reward, value: rewardTitle, kind: 'words' as const }] : []),
    { label: totalLabel ?? words.total, value: totalText(props), kind: total },
    ...(refundedCents === undefined
      ? []
      : [{ label: words.refunded, value: euros(refundedCents, language), kind: 'total' as const }]),
  ]
  return <MoneyTable caption={words.table(props.campaignTitle)} rows={rows} />
}
