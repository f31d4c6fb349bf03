import type { PledgeState } from '#db/schema.ts'
import { manageMessages } from '#app/i18n/messages/manage.ts'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'

/** Why no Checkout opened, although there is something to pay. */
export type RecoveryProblem = 'unavailable' | 'refused' | 'tooMany' | 'cardsStopped'

interface RecoveryPageProps {
  campaign: { title: string; slug: string }
  /** The pledge and the tip, in words. */
  amount: string
  /** Until when it can be paid, in words; null when there is nothing to pay. */
  until: string | null
  state: PledgeState
  problem: RecoveryProblem | null
}

/** A card was refused: what happened, until when it can be paid in another way, and the button that does. */
export function RecoveryPage({ campaign, amount, until, state, problem }: RecoveryPageProps) {
  const t = useMessages(manageMessages)
  return (
    <PledgePage title={campaign.title}>
      <h1>{t.recovery.title}</h1>
      {problem && <Notice kind="alarm" title={t.recovery[problem]} isAnswer />}
      {until ? (
        <>
          <p className="lead">{t.recovery.text(amount)}</p>
          <p>{t.recovery.until(until)}</p>
          <Form>
            {problem === 'cardsStopped' ? (
              <Button look="pay" isBig isWide name="method" value="bank">
                {t.recovery.payByBank(amount)}
              </Button>
            ) : (
              <Button look="pay" isBig isWide>
                {t.recovery.pay(amount)}
              </Button>
            )}
          </Form>
        </>
      ) : (
        <Notice title={state === 'collecting' ? t.recovery.soon : t.recovery.notNeeded} isAnswer>
          <p>{t.states[state]}</p>
        </Notice>
      )}
      <p>
        <a href={`/campaigns/${campaign.slug}`}>{t.toCampaign}</a>
      </p>
    </PledgePage>
  )
}
