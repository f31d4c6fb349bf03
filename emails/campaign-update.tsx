import type { ReactElement } from 'react'
import { updateLetterMessages } from '#app/i18n/messages/letters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { LetterDesign, LetterProps } from './letter.ts'
import { Also, Go, Paragraph } from './parts/prose.tsx'
import { Sheet } from './parts/sheet.tsx'
import { Written } from './parts/written.tsx'

type Props = LetterProps<'campaign-update'>

const wordsFor = ({ language }: Props) => messagesFor(updateLetterMessages, language)

const subject = (props: Props) => wordsFor(props).subject(props.campaignTitle, props.updateTitle)

const preheader = (props: Props) => props.opening

function CampaignUpdate(props: Props): ReactElement {
  const words = wordsFor(props)
  const { links } = props
  return (
    <Sheet
      frame={props}
      subject={subject(props)}
      preheader={preheader(props)}
      kicker={words.kicker(props.campaignTitle)}
      heading={[props.updateTitle]}
      reason={words.reason(props.campaignTitle)}
      hasPrivateLink
    >
      <Written html={props.bodyHtml} />
      {props.shortened && <Paragraph>{words.shortened}</Paragraph>}
      <Go href={links.update(props.campaignSlug, props.updateId)}>
        {props.shortened ? words.buttonShortened : words.buttonWhole}
      </Go>
      <Also href={links.managePledge(props.pledgeId)}>{words.manage}</Also>
    </Sheet>
  )
}

export const campaignUpdate: LetterDesign<'campaign-update'> = { subject, preheader, Letter: CampaignUpdate }
