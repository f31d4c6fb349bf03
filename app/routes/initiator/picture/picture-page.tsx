import type { PublicCampaign } from '#app/domain/campaigns/public-campaign.ts'
import { launchMessages } from '#app/i18n/messages/launch.ts'
import { launchStepMessages } from '#app/i18n/messages/launch-steps.ts'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PictureForm } from '#app/ui/picture-form.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'
import type { PictureAnswer } from './picture-answer.ts'

interface PicturePageProps {
  campaign: PublicCampaign
  isEditable: boolean
  answer?: PictureAnswer & { alt: string }
}

/** The picture of a campaign on a page of its own: where an upload that was refused comes back. */
export function PicturePage({ campaign, isEditable, answer }: PicturePageProps) {
  const t = useMessages(launchStepMessages).picture
  const { problems, refusals, refused } = useMessages(launchMessages)
  const back = `/my/campaigns/${campaign.id}/edit/idea#picture`
  const altProblem = answer?.problems.alt
  const errors = {
    picture: answer?.fileProblem ? t.problems[answer.fileProblem] : undefined,
    alt: altProblem && problems[altProblem],
  }
  const isRefused = answer?.refusal || answer?.problems.form
  return (
    <>
      <PlainHead kicker={<a href={back}>{t.back}</a>} title={t.title} />
      <PlainBody>
        <ErrorSummary errors={errors} kept={t.kept} />
        {isRefused && (
          <Notice kind="alarm" title={refused} isAnswer>
            {answer.problems.form ? problems[answer.problems.form] : refusals['not-editable']}
          </Notice>
        )}
        {isEditable && (
          <PictureForm
            action={`/my/campaigns/${campaign.id}/picture`}
            picture={campaign.picture}
            values={answer && { alt: answer.alt }}
            errors={errors}
          />
        )}
      </PlainBody>
    </>
  )
}
