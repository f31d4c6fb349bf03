import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { withdraw, withdrawalOf } from '#app/domain/payments/payments.server.ts'
import { instant } from '#app/domain/clock.ts'
import { totalOf } from '#app/domain/pledges/pledge.ts'
import { pledgeAtHand } from '#app/http/pledge-at-hand.server.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { euros, moment } from '#app/i18n/format.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { manageMessages } from '#app/i18n/messages/manage.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { ConfirmForm } from '#app/ui/confirm-form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'

/** Withdrawing, in two steps and without signing in (trust.md 5, withdrawal button): this page asks, its post does. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const pledge = await pledgeAtHand(request, context, params.pledgeId)
  const language = languageOf(request)
  return {
    title: messagesFor(manageMessages, language).withdrawal.title,
    campaign: { title: pledge.campaign_title, slug: pledge.campaign_slug },
    withdrawal: withdrawalOf(pledge, context.world.clock.now()),
    amount: euros(totalOf(pledge), language),
    hasReward: pledge.reward_reserved === 1,
    backHref: `/pledges/${pledge.id}?k=${context.world.links.token('manage-pledge', pledge.id)}`,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }]

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { id } = await pledgeAtHand(request, context, params.pledgeId)
  const { world } = context
  const now = world.clock.now()
  const withdrawal = await world.db.inTransaction(trx => withdraw(trx, now, id))
  return withdrawal.ok
    ? data({ ...withdrawal, at: instant(now) })
    : data({ ...withdrawal, at: null }, { status: 409 })
}

export default function WithdrawalPage() {
  const { campaign, withdrawal, amount, hasReward, backHref } = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()
  const language = useLanguage()
  const t = useMessages(manageMessages)
  const refusal = done ? (done.ok ? null : done.reason) : withdrawal.ok ? null : withdrawal.reason
  return (
    <PledgePage title={campaign.title}>
      <h1>{done?.ok ? t.withdrawal.done : t.withdrawal.title}</h1>
      {done?.ok && (
        <Notice title={t.withdrawal.doneAt(moment(done.at ?? '', language))} isAnswer>
          <p>{done.moneyComesBack ? t.withdrawal.money(amount) : t.withdrawal.card}</p>
        </Notice>
      )}
      {refusal && (
        <Notice kind="alarm" title={t.withdrawal.reasons[refusal]} isAnswer>
          <ButtonLink href={backHref}>{t.howItStands}</ButtonLink>
        </Notice>
      )}
      {!done && withdrawal.ok && (
        <ConfirmForm
          confirmLabel={t.withdrawal.confirm}
          look="alarm"
          cancelHref={backHref}
          cancelLabel={t.withdrawal.keep}
        >
          <p>{withdrawal.moneyComesBack ? t.withdrawal.money(amount) : t.withdrawal.card}</p>
          {hasReward && <p>{t.withdrawal.reward}</p>}
        </ConfirmForm>
      )}
      <p>
        <a href={`/campaigns/${campaign.slug}`}>{t.toCampaign}</a>
      </p>
    </PledgePage>
  )
}
