import type { ReactElement } from 'react'
import { cents, ZERO } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { payoutLetterMessages } from '#app/i18n/messages/letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { MoneyTable } from './parts/money-table.tsx'
import type { MoneyRow } from './parts/money-table.tsx'
import { Go, Paragraph } from './parts/prose.tsx'
import { Sheet } from './parts/sheet.tsx'

type Props = LetterProps<'payout-sent'>

const wordsFor = ({ language }: Props) => messagesFor(payoutLetterMessages, language)

const payoutText = (props: Props) => euros(props.payoutCents, props.language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader(payoutText(props))

function PayoutSent(props: Props): ReactElement {
  const words = wordsFor(props)
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
      <Paragraph>{words.text(payoutText(props), props.campaignTitle)}</Paragraph>
      <MoneyTable caption={words.table} rows={rowsOf(props)} />
      <Paragraph>{words.way}</Paragraph>
      <Go href={props.links.campaignDesk(props.campaignId)}>{words.button}</Go>
    </Sheet>
  )
}

/** What was raised, minus what was held back, is what is paid out. What was not held back has no line. */
function rowsOf(props: Props): MoneyRow[] {
  const words = wordsFor(props)
  const heldBack = [
    { label: words.fee, amount: props.feeCents },
    { label: words.vat, amount: props.vatCents },
    { label: words.costs, amount: props.costsCents },
    { label: words.debt, amount: props.debtCents ?? ZERO },
  ]
  return [
    { label: words.funds, value: euros(props.fundsCents, props.language), kind: 'amount' },
    ...(props.owedCents
      ? [{ label: words.owed, value: euros(props.owedCents, props.language), kind: 'amount' as const }]
      : []),
    ...heldBack
      .filter(({ amount }) => amount > 0)
      .map(({ label, amount }) => ({
        label,
        value: euros(cents(-amount), props.language),
        kind: 'amount' as const,
      })),
    { label: words.payout, value: payoutText(props), kind: 'total' },
  ]
}

export const payoutSent: LetterDesign<'payout-sent'> = { subject, preheader, Letter: PayoutSent }
