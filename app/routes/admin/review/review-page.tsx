import type { CampaignForTeam, PastReview } from '#app/domain/campaigns/campaign-queries.server.ts'
import { toldStateOf } from '#app/domain/campaigns/public-campaign.ts'
import { moment } from '#app/i18n/format.ts'
import { reviewMessages } from '#app/i18n/messages/review.ts'
import { CampaignPage } from '#app/ui/campaign-page.tsx'
import type { CampaignPageProps } from '#app/ui/campaign-page.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Columns, Section } from '#app/ui/section.tsx'
import { Checklist } from './checklist.tsx'
import { DecisionForm } from './decision-form.tsx'
import type { DecisionAnswer } from './decision-form.tsx'

interface ReviewPageProps {
  pages: readonly DeskPage[]
  found: CampaignForTeam
  page: CampaignPageProps
  isFloatEnough: boolean
  answer?: DecisionAnswer
}

/** The campaign as everybody will see it, and under it what was checked and the decision. */
export function ReviewPage({ pages, found, page, isFloatEnough, answer }: ReviewPageProps) {
  const t = useMessages(reviewMessages)
  const { campaign } = found
  return (
    <>
      <CampaignPage {...page}>
        <DeskTabs pages={pages} />
        <div className="page section">
          <Notice title={t.notice}>
            <p>
              {t.noticeText} <a href="#decide">{t.jump}</a>
            </p>
          </Notice>
        </div>
      </CampaignPage>
      <Section id="decide" title={campaign.state === 'in_review' ? t.decide : t.decided}>
        <Columns aside={<Checklist found={found} now={page.now} isFloatEnough={isFloatEnough} />}>
          {campaign.state === 'in_review' ? (
            <DecisionForm answer={answer} />
          ) : (
            <>
              {answer?.refusal && (
                <Notice kind="alarm" title={t.refused} isAnswer>
                  {t.refusals[answer.refusal]}
                </Notice>
              )}
              <Notice kind={campaign.slug ? 'money' : 'plain'} title={t.decidedText[toldStateOf(campaign)]}>
                {campaign.slug && (
                  <p>
                    <a href={`/campaigns/${campaign.slug}`}>{t.seeLive}</a>
                  </p>
                )}
              </Notice>
            </>
          )}
        </Columns>
      </Section>
      {found.reviews.length > 0 && <Past reviews={found.reviews} />}
    </>
  )
}

function Past({ reviews }: { reviews: readonly PastReview[] }) {
  const language = useLanguage()
  const t = useMessages(reviewMessages)
  return (
    <Section id="past" title={t.past}>
      {reviews.map(review => (
        <article key={review.id} className="after">
          <h3>{t.pastDecisions[review.decision]}</h3>
          <p className="small soft">
            <time dateTime={review.decidedAt}>{moment(review.decidedAt, language)}</time>
          </p>
          {review.reason !== '' && <p>{review.reason}</p>}
        </article>
      ))}
    </Section>
  )
}
