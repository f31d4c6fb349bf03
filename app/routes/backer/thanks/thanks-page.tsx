import type { FundingModel } from '#db/schema.ts'
import type { Cents } from '#app/domain/money.ts'
import { dayLong, euros, wholeEuros } from '#app/i18n/format.ts'
import { manageMessages } from '#app/i18n/messages/manage.ts'
import { thanksMessages } from '#app/i18n/messages/thanks.ts'
import { Actions, ButtonLink } from '#app/ui/button.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'
import type { Standing } from './standing.ts'

interface ThanksPageProps {
  standing: Standing
  total: Cents
  email: string
  /** Where the platform reads its mail. */
  contact: string
  /** Whether a saved card is charged only if the campaign succeeds. */
  waitsForDeadline: boolean
  campaign: ThanksCampaign
  lookAgain: string
  /** The form as it was, for a pledge that ended unpaid. */
  tryAgain: string
}

interface ThanksCampaign {
  title: string
  slug: string
  hasSucceeded: boolean
  fundingModel: FundingModel
  deadline: string
  minimum: Cents
  /** Where others find it. */
  address: string
}

/** What the books say of the pledge, in words; what happens next; what to do now. */
export function ThanksPage(props: ThanksPageProps) {
  const { standing, total, email, campaign } = props
  const language = useLanguage()
  const t = useMessages(thanksMessages)
  const { toCampaign } = useMessages(manageMessages)
  const isIn = standing === 'held' || standing === 'committed'
  return (
    <PledgePage title={campaign.title}>
      <div role="status">
        <h1>{t.standings[standing].title}</h1>
        <p className="lead">{t.standings[standing].text(euros(total, language))}</p>
      </div>
      {isIn && (
        <>
          <p>
            {t.letterTo(email)} <a href={`mailto:${props.contact}`}>{props.contact}</a>
          </p>
          <h2 className="h3">{t.next}</h2>
          <Next campaign={campaign} waitsForDeadline={props.waitsForDeadline} />
          <h2 className="h3">{t.share}</h2>
          <p>
            <q>{t.shareText(campaign.title, campaign.address)}</q>
          </p>
        </>
      )}
      <Actions>
        {standing === 'ended' && (
          <ButtonLink href={props.tryAgain} look="pay">
            {t.tryAgain}
          </ButtonLink>
        )}
        {(standing === 'waiting' || standing === 'waitingLong') && <a href={props.lookAgain}>{t.lookNow}</a>}
        <ButtonLink href={`/campaigns/${campaign.slug}`}>{toCampaign}</ButtonLink>
      </Actions>
    </PledgePage>
  )
}

function Next({ campaign, waitsForDeadline }: Pick<ThanksPageProps, 'campaign' | 'waitsForDeadline'>) {
  const language = useLanguage()
  const t = useMessages(thanksMessages)
  const deadline = dayLong(campaign.deadline, language)
  const minimum = wholeEuros(campaign.minimum, language)
  if (campaign.hasSucceeded) return <p>{t.nextSucceeded}</p>
  if (campaign.fundingModel === 'keep_it_all') return <p>{t.nextKeepItAll(deadline)}</p>
  return <p>{(waitsForDeadline ? t.nextOnCard : t.nextAllOrNothing)(deadline, minimum)}</p>
}
