import type { RewardToDeliver } from '#app/domain/pledges/delivery-queries.server.ts'
import { deliveryMessages } from '#app/i18n/messages/deliveries.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PlainBody, PlainHead } from '#app/ui/plain-page.tsx'
import { Select } from '#app/ui/select.tsx'

interface DeliveriesPageProps {
  campaign: { id: string; title: string }
  rewards: readonly RewardToDeliver[]
  /** `yyyy-mm-dd` */
  today: string
  wasNoted: boolean
  refusal?: {
    reward: string
    problem: 'not-a-day' | 'day-to-come' | 'before-live' | 'before-pledge' | 'nobody-left'
    /** How many pledges were made after the day. */
    later: number
    values: { who: string; day: string }
  }
}

/** Each reward with who still waits for it, and a form to note on which day it was delivered. */
export function DeliveriesPage({ campaign, rewards, today, wasNoted, refusal }: DeliveriesPageProps) {
  const t = useMessages(deliveryMessages)
  return (
    <>
      <PlainHead title={t.title} kicker={campaign.title} lead={t.lead} />
      <PlainBody>
        {wasNoted && !refusal && <Notice kind="money" title={t.done} isAnswer />}
        {refusal && <Notice kind="alarm" title={sentence(t, refusal)} isAnswer />}
        {rewards.length === 0 && <p>{t.none}</p>}
        {rewards.map(reward => (
          <section key={reward.id} className="after" aria-labelledby={`reward-${reward.id}`}>
            <h2 className="h3" id={`reward-${reward.id}`}>
              {reward.title}
            </h2>
            <p>{t.count(reward.all - reward.waiting.length, reward.all)}</p>
            {reward.waiting.length === 0 ? (
              <p>{t.allDone}</p>
            ) : (
              <Delivery
                reward={reward}
                today={today}
                refusal={refusal?.reward === reward.id ? refusal : undefined}
              />
            )}
          </section>
        ))}
        <p className="after">
          <a href={`/my/campaigns/${campaign.id}`}>{t.back}</a>
        </p>
      </PlainBody>
    </>
  )
}

type Refusal = NonNullable<DeliveriesPageProps['refusal']>

function sentence(t: (typeof deliveryMessages)['nl'], { problem, later }: Refusal): string {
  return problem === 'before-pledge' ? t.beforePledge(later) : t.problems[problem]
}

type DeliveryProps = Pick<DeliveriesPageProps, 'today' | 'refusal'> & { reward: RewardToDeliver }

function Delivery({ reward, today, refusal }: DeliveryProps) {
  const t = useMessages(deliveryMessages)
  const values = refusal?.values ?? { who: 'all', day: today }
  const errors = { day: refusal && sentence(t, refusal) }
  return (
    <Form hidden={{ reward: reward.id }} values={values} errors={errors} id={`form-${reward.id}`}>
      <Select
        name="who"
        label={t.who}
        options={[
          { value: 'all', label: t.everybody(reward.waiting.length) },
          ...reward.waiting.map(({ pledgeId, name }) => ({
            value: pledgeId,
            label: `${name ?? t.nameless} (${pledgeId.slice(-6)})`,
          })),
        ]}
        idSuffix={reward.id}
      />
      <Field name="day" type="date" label={t.day} max={today} idSuffix={reward.id} isRequired />
      <Actions>
        <Button>{t.button}</Button>
      </Actions>
    </Form>
  )
}
