import type { ReactElement, ReactNode } from 'react'
import { Button, Section, Text } from 'react-email'
import { look } from './look.ts'

/** Running text of a letter. */
export function Paragraph({ children }: { children: ReactNode }): ReactElement {
  return (
    <Text className="ink" style={look.paragraph}>
      {children}
    </Text>
  )
}

/** A heading within a letter. */
export function Subheading({ children }: { children: ReactNode }): ReactElement {
  return (
    <h2 className="ink" style={look.subheading}>
      {children}
    </h2>
  )
}

/** Words of somebody else, as typed: line breaks stay. */
export function Quote({ children }: { children: ReactNode }): ReactElement {
  return (
    <blockquote className="ink" style={look.quote}>
      {children}
    </blockquote>
  )
}

/** The one thing that can be done now. The words say what happens. */
export function Go({ href, children }: { href: string; children: ReactNode }): ReactElement {
  return (
    <Section style={look.buttonRow}>
      <Button className="go" href={href} style={look.button}>
        {children}
      </Button>
    </Section>
  )
}

/** A second, smaller way to go. */
export function Also({ href, children }: { href: string; children: ReactNode }): ReactElement {
  return (
    <Paragraph>
      <a href={href} style={look.link}>
        {children}
      </a>
    </Paragraph>
  )
}
