import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { after, DAY_MS } from '#app/domain/clock.ts'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import { openCheckout, prepareRecovery } from '#app/domain/payments/payments.server.ts'
import { RECOVERY_DAYS } from '#app/domain/pledges/pledges.server.ts'
import { totalOf } from '#app/domain/pledges/pledge.ts'
import { pledgeAtHand } from '#app/http/pledge-at-hand.server.ts'
import { seeOther } from '#app/http/responses.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { euros, moment } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { manageMessages } from '#app/i18n/messages/manage.ts'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'

/** After a refused card: a new Checkout, with every way to pay. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId)
  const language = languageOf(request)
  const waits = pledge.state === 'action_required' && pledge.recovery_started_at !== null
  return {
    title: messagesFor(manageMessages, language).recovery.title,
    campaign: { title: pledge.campaign_title, slug: pledge.campaign_slug },
    amount: euros(totalOf(pledge), language),
    until: waits ? moment(after(pledge.recovery_started_at ?? '', RECOVERY_DAYS * DAY_MS), language) : null,
    state: pledge.state,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { id } = await pledgeAtHand(request, context, params.pledgeId)
  const { world } = context
  try {
    if (!(await prepareRecovery(world, id))) return data({ problem: 'not-needed' as const }, { status: 409 })
    const opened = await openCheckout(world, id)
    if (opened.ok) return seeOther(opened.url)
    return data(
      { problem: opened.reason === 'already-decided' ? ('not-needed' as const) : ('unavailable' as const) },
      { status: 409 },
    )
  } catch (error) {
    if (!(error instanceof GatewayUnavailable)) throw error
    return data({ problem: 'unavailable' as const }, { status: 503, headers: { 'Retry-After': '60' } })
  }
}

export default function Recovery() {
  const { campaign, amount, until, state } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useMessages(manageMessages)
  return (
    <PledgePage title={campaign.title}>
      <h1>{t.recovery.title}</h1>
      {answer?.problem === 'unavailable' && <Notice kind="alarm" title={t.recovery.unavailable} isAnswer />}
      {until ? (
        <>
          <p className="lead">{t.recovery.text(amount)}</p>
          <p>{t.recovery.until(until)}</p>
          <Form>
            <Button look="pay" isBig isWide>
              {t.recovery.pay(amount)}
            </Button>
          </Form>
        </>
      ) : (
        <Notice title={t.recovery.notNeeded} isAnswer>
          <p>{t.states[state]}</p>
        </Notice>
      )}
      <p>
        <a href={`/campaigns/${campaign.slug}`}>{t.toCampaign}</a>
      </p>
    </PledgePage>
  )
}
