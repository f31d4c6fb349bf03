import type { ReactElement, ReactNode } from 'react'
import { Section, Text } from 'react-email'
import { letterFrameMessages } from '#app/i18n/messages/letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterFrame } from '../letter.ts'
import { look } from './look.ts'

interface FootProps {
  frame: LetterFrame
  reason: string
  hasPrivateLink: boolean
}

/** Why this letter came and who sent it: name, postal address and registration, as the law asks of every letter. */
export function Foot({ frame, reason, hasPrivateLink }: FootProps): ReactElement {
  const { demonstration, privateLink, noMeasuring } = messagesFor(letterFrameMessages, frame.language)
  const { name, address, registration } = frame.sender
  return (
    <Section className="rule" tdClassName="pad" style={look.foot}>
      {frame.demonstration && <Small>{demonstration}</Small>}
      <Small>{hasPrivateLink ? `${reason} ${privateLink}` : reason}</Small>
      <Small>{noMeasuring}</Small>
      <Small>
        {name}
        <br />
        {address}
        <br />
        {registration}
      </Small>
    </Section>
  )
}

function Small({ children }: { children: ReactNode }): ReactElement {
  return (
    <Text className="soft" style={look.small}>
      {children}
    </Text>
  )
}
