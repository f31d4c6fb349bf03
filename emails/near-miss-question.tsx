import type { ReactElement } from 'react'
import { euros, moment } from '#app/i18n/format.ts'
import { nearMissQuestionMessages } from '#app/i18n/messages/near-miss-letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { PledgeLetter, PledgeTable, totalText } from './parts/pledge-letter.tsx'
import { Also, Go, Paragraph, Quote } from './parts/prose.tsx'

type Props = LetterProps<'near-miss-question'>

const wordsFor = ({ language }: Props) => messagesFor(nearMissQuestionMessages, language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle)

const preheader = (props: Props) => wordsFor(props).preheader(moment(props.answersBy, props.language))

function NearMissQuestion(props: Props): ReactElement {
  const words = wordsFor(props)
  const { language } = props
  const counted = euros(props.countedCents, language)
  const minimum = euros(props.minimumCents, language)
  return (
    <PledgeLetter
      props={props}
      subject={subject(props)}
      preheader={preheader(props)}
      words={words}
      Way={Also}
    >
      <Paragraph>{words.text(props.campaignTitle, counted, minimum)}</Paragraph>
      <Quote>{props.explanation}</Quote>
      <Paragraph>{words.needed(euros(props.newMinimumCents, language))}</Paragraph>
      <Paragraph>{words.choice(moment(props.answersBy, language))}</Paragraph>
      <Paragraph>
        {props.collection === 'now' ? words.fairNow(totalText(props)) : words.fairLater} {words.failed}
      </Paragraph>
      <Go href={props.links.answerNearMiss(props.pledgeId)}>{words.button}</Go>
      <PledgeTable props={props} />
    </PledgeLetter>
  )
}

export const nearMissQuestion: LetterDesign<'near-miss-question'> = {
  subject,
  preheader,
  Letter: NearMissQuestion,
}
