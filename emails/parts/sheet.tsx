import { Fragment } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { Body, Container, Head, Html, Section, Text } from 'react-email'
import { letterFrameMessages } from '#app/i18n/messages/letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterFrame } from '../letter.ts'
import { Foot } from './foot.tsx'
import { headingSize, LONG_HEADING, look, styleSheet } from './look.ts'

interface SheetProps {
  frame: LetterFrame
  subject: string
  preheader: string
  /** What kind of letter it is, under the name of the paper. */
  kicker: string
  /** The headline; a second line is indented, as in a poem. */
  heading: readonly string[]
  /** Why the reader gets this letter. */
  reason: string
  /** Whether a link in the letter lets whoever holds it act for the reader. */
  hasPrivateLink: boolean
  children: ReactNode
}

/** The paper that every letter is printed on. */
export function Sheet(props: SheetProps): ReactElement {
  const { frame } = props
  const { name } = messagesFor(letterFrameMessages, frame.language)
  return (
    <Html lang={frame.language} dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{props.subject}</title>
        <style>{styleSheet}</style>
      </Head>
      <Body className="page" lang={frame.language} style={look.page}>
        <Preheader text={props.preheader} />
        <main>
          <Container className="sheet" style={look.sheet}>
            <Section className="rule" tdClassName="pad" style={look.masthead}>
              <Text className="ink" style={look.name}>
                <a href={frame.links.home()} style={look.nameLink}>
                  {name}
                </a>
              </Text>
              <Text className="soft" style={look.kicker}>
                {props.kicker}
              </Text>
            </Section>
            <Section className="wall" tdClassName="pad" style={look.wall}>
              <Headline lines={props.heading} />
            </Section>
            <Section tdClassName="pad" style={look.body}>
              {props.children}
            </Section>
            <Foot frame={frame} reason={props.reason} hasPrivateLink={props.hasPrivateLink} />
          </Container>
        </main>
      </Body>
    </Html>
  )
}

/** Read by the list of a mail program and by nobody else: hidden in the letter, absent from its text version. */
function Preheader({ text }: { text: string }): ReactElement {
  return (
    <div data-skip-in-text="true" style={look.preheader}>
      {text}
    </div>
  )
}

function Headline({ lines }: { lines: readonly string[] }): ReactElement {
  const letters = lines.join('').length
  return (
    <h1
      className={letters >= LONG_HEADING ? 'heading heading-long' : 'heading'}
      style={{ ...look.heading, ...headingSize(letters) }}
    >
      {lines.map((line, index) => (
        <Fragment key={line}>
          {index > 0 && <br />}
          {'\u00a0\u00a0'.repeat(index) + line}
        </Fragment>
      ))}
    </h1>
  )
}
