import type { Withdrawal } from '#app/domain/payments/withdrawal.server.ts'
import { moment } from '#app/i18n/format.ts'
import { manageMessages } from '#app/i18n/messages/manage.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { ConfirmForm } from '#app/ui/confirm-form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'

interface WithdrawalPageProps {
  campaign: { title: string; slug: string }
  /** When it was withdrawn; null when it was not. */
  withdrawnAt: string | null
  /** Whether the money of a withdrawn pledge comes back; of a card nothing was charged. */
  moneyComesBack: boolean
  withdrawal: Withdrawal
  /** Why it cannot be withdrawn. */
  refusal: Extract<Withdrawal, { ok: false }>['reason'] | null
  /** The pledge and the tip, in words. */
  amount: string
  hasReward: boolean
  /** Until when it may be withdrawn after its reward was delivered, in words. */
  deliveredUntil: string | null
  backHref: string
}

/** Asks once more, says why not, or confirms with the time at which it was done. */
export function WithdrawalPage(props: WithdrawalPageProps) {
  const { campaign, withdrawnAt, withdrawal, refusal, amount, backHref } = props
  const language = useLanguage()
  const t = useMessages(manageMessages)
  return (
    <PledgePage title={campaign.title}>
      <h1>{withdrawnAt ? t.withdrawal.done : t.withdrawal.title}</h1>
      {withdrawnAt ? (
        <Notice title={t.withdrawal.doneAt(moment(withdrawnAt, language))} isAnswer>
          <p>{props.moneyComesBack ? t.withdrawal.money(amount) : t.withdrawal.card}</p>
          <a href={backHref}>{t.howItStands}</a>
        </Notice>
      ) : (
        refusal && (
          <Notice kind="alarm" title={t.withdrawal.reasons[refusal]} isAnswer>
            <ButtonLink href={backHref}>{t.howItStands}</ButtonLink>
          </Notice>
        )
      )}
      {!withdrawnAt && !refusal && withdrawal.ok && (
        <ConfirmForm
          confirmLabel={t.withdrawal.confirm}
          look="alarm"
          cancelHref={backHref}
          cancelLabel={t.withdrawal.keep}
        >
          <p>{withdrawal.moneyComesBack ? t.withdrawal.money(amount) : t.withdrawal.card}</p>
          {props.deliveredUntil && <p>{t.withdrawal.delivered(props.deliveredUntil)}</p>}
          {props.hasReward && !props.deliveredUntil && <p>{t.withdrawal.reward}</p>}
        </ConfirmForm>
      )}
      <p>
        <a href={`/campaigns/${campaign.slug}`}>{t.toCampaign}</a>
      </p>
    </PledgePage>
  )
}
