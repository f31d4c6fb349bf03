import type { Cents } from '#app/domain/money.ts'
import { pledgeMessages } from '#app/i18n/messages/pledge.ts'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'
import { Singel } from '#app/ui/singel.tsx'
import { Tally } from '#app/ui/tally.tsx'
import { PledgeForm } from './pledge-form.tsx'
import type { CampaignForPledge, OfferedReward, ReturnedForm } from './pledge-view.ts'

interface PledgeFormPageProps {
  campaign: CampaignForPledge
  rewards: readonly OfferedReward[]
  suggestions: readonly Cents[]
  form: ReturnedForm
}

/** The one page on which a pledge is made: the campaign on the wall beside it, what was wrong above it. */
export function PledgeFormPage({ campaign, rewards, suggestions, form }: PledgeFormPageProps) {
  const t = useMessages(pledgeMessages)
  const { title, raised, minimum, backers, deadline, daysLeft, initiatorName } = campaign
  const figures = (
    <>
      <Singel title={title} raised={raised} minimum={minimum} />
      <Tally raised={raised} minimum={minimum} backers={backers} deadline={{ day: deadline, daysLeft }} />
    </>
  )
  const notice = form.notice && t.notices[form.notice]
  return (
    <PledgePage title={title} figures={figures}>
      <h1>{t.heading}</h1>
      {initiatorName && <p className="soft">{t.by(initiatorName)}</p>}
      {notice && (
        <Notice kind="alarm" title={notice.title} isAnswer>
          <p>{notice.text}</p>
        </Notice>
      )}
      {form.isTakenUp && (
        <Notice title={t.again.title}>
          <p>
            {t.again.text} <a href={`/campaigns/${campaign.slug}/pledge?beside=${form.identity.pledge}`}>{t.again.another}</a>
          </p>
        </Notice>
      )}
      {form.beside && !form.notice && (
        <Notice title={t.beside.title}>
          <p>{form.beside.isPaid ? t.beside.paid : t.beside.unpaid}</p>
        </Notice>
      )}
      <ErrorSummary errors={form.errors} />
      <PledgeForm
        campaign={campaign}
        rewards={rewards}
        suggestions={suggestions}
        form={form}
        errors={form.errors}
      />
    </PledgePage>
  )
}
