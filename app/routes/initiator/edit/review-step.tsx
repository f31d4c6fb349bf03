import type { CampaignInHand } from '#app/domain/campaigns/campaign-queries.server.ts'
import { launchMessages } from '#app/i18n/messages/launch.ts'
import { Actions, Button, ButtonLink } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'

/** The last step: what is still missing, whether the initiator can be paid, and the button to send it in. */
export function ReviewStep({ hand, base }: { hand: CampaignInHand; base: string }) {
  const { review: t, seePreview: preview } = useMessages(launchMessages)
  const { missing, payoutAccount, campaign } = hand
  const [lastReview] = hand.reviews
  const maySubmit = campaign.state === 'draft' || campaign.state === 'needs_work'
  return (
    <>
      <p className="lead">{t.lead}</p>
      <div className="after">
        {lastReview && lastReview.reason !== '' && (
          <Notice kind="concern" title={t.lastReview}>
            {lastReview.reason}
          </Notice>
        )}
        {maySubmit && missing.length > 0 && (
          <Notice kind="alarm" title={t.missing}>
            <ul>
              {missing.map(each => (
                <li key={each.thing}>
                  <a href={`${base}/edit/${each.step}`}>{t.sentences[each.thing]}</a>
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
      <div className="after">
        <Notice kind={payoutAccount === 'active' ? 'money' : 'plain'} title={t.account}>
          {payoutAccount === 'active' ? (
            <p>{t.accountActive}</p>
          ) : (
            <p>
              {t.accountMissing} <a href="/my/payout-account">{t.accountGo}</a>
            </p>
          )}
        </Notice>
      </div>
      {maySubmit && missing.length === 0 && (
        <div className="after">
          <Notice kind="money" title={t.complete}>
            {t.completeText}
          </Notice>
          <Form action={`${base}/submission`} className="after">
            <p>{t.submitWhy}</p>
            <Actions>
              <Button look="pay" isBig>
                {t.submit}
              </Button>
              <a href={`${base}/preview`}>{preview}</a>
            </Actions>
          </Form>
        </div>
      )}
      {(!maySubmit || missing.length > 0) && (
        <div className="after">
          <ButtonLink href={`${base}/preview`}>{preview}</ButtonLink>
        </div>
      )}
    </>
  )
}
