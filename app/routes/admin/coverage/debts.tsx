import type { Debt } from '#app/domain/debts/debt-queries.server.ts'
import { euros } from '#app/i18n/format.ts'
import { coverageMessages } from '#app/i18n/messages/coverage.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Choice } from '#app/ui/choice.tsx'
import { ConfirmForm } from '#app/ui/confirm-form.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Job, Queue } from '#app/ui/queue.tsx'
import { Section } from '#app/ui/section.tsx'
import { TextArea } from '#app/ui/text-area.tsx'

/** Why nothing was done, and what was typed. */
export interface DebtAnswer {
  problem?: 'reason-missing'
  refusal?: 'no-such-debt' | 'no-debt' | 'not-transferred' | 'under-way' | 'no-role'
  deed?: 'take-back' | 'write-off'
  reason?: string
}

/** What initiators owe, the largest first. */
export function Debts({ debts, mayDecide }: { debts: readonly Debt[]; mayDecide: boolean }) {
  const language = useLanguage()
  const t = useMessages(coverageMessages)
  if (debts.length === 0) return <Empty title={t.debtsNone}>{t.debtsText}</Empty>
  return (
    <>
      <p>{t.debtsText}</p>
      <Queue>
        {debts.map(({ campaign, initiator, owed }) => (
          <Job
            key={campaign.id}
            title={t.owes(initiator, euros(owed, language))}
            deed={
              mayDecide && (
                <ButtonLink href={`/admin/coverage?debt=${campaign.id}#debt`}>{t.decide}</ButtonLink>
              )
            }
          >
            <a href={`/admin/campaigns/${campaign.id}`}>{t.ofCampaign(campaign.title)}</a>
          </Job>
        ))}
      </Queue>
    </>
  )
}

/** The second step of deciding on a debt: take it back, or give it up, and why. */
export function DebtForm({ debt, answer }: { debt: Debt; answer: DebtAnswer | undefined }) {
  const language = useLanguage()
  const t = useMessages(coverageMessages)
  const errors = { reason: answer?.problem && t.problems[answer.problem] }
  const { campaign, initiator, owed, settlementId } = debt
  return (
    <Section id="debt" title={t.decideTitle(campaign.title)}>
      <ErrorSummary errors={errors} />
      <ConfirmForm
        hidden={{ campaignId: campaign.id }}
        values={{ deed: answer?.deed ?? (settlementId ? 'take-back' : 'write-off'), reason: answer?.reason }}
        errors={errors}
        confirmLabel={t.confirm}
        look="alarm"
        cancelHref="/admin/coverage"
        cancelLabel={t.cancel}
      >
        <p>{t.owes(initiator, euros(owed, language))}</p>
        <Choice
          name="deed"
          label={t.what}
          options={[
            ...(settlementId ? [{ value: 'take-back', label: t.takeBack, note: t.takeBackHint }] : []),
            { value: 'write-off', label: t.writeOff, note: t.writeOffHint },
          ]}
          isRequired
        />
        <TextArea name="reason" label={t.reason} hint={t.reasonHint} rows={4} isRequired />
      </ConfirmForm>
    </Section>
  )
}
