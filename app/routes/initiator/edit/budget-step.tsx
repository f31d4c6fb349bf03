import { LONGEST } from '#app/domain/campaigns/campaign-input.ts'
import type { PublicCampaign } from '#app/domain/campaigns/public-campaign.ts'
import { subtract } from '#app/domain/money.ts'
import { launchStepMessages } from '#app/i18n/messages/launch-steps.ts'
import { EuroField } from '#app/ui/euro-field.tsx'
import { Field } from '#app/ui/field.tsx'
import { Flow } from '#app/ui/flow.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { LineFields } from '#app/ui/launch-page.tsx'
import { Select } from '#app/ui/select.tsx'

/** The lines of the budget, some of them still empty. */
export function BudgetFields({ rows }: { rows: number }) {
  const t = useMessages(launchStepMessages).budget
  const kinds = (['must_have', 'nice_to_have'] as const).map(value => ({ value, label: t.kinds[value] }))
  return (
    <>
      <p className="lead">{t.lead}</p>
      <div>
        {Array.from({ length: rows }, (_, index) => index + 1).map(n => (
          <LineFields key={n} legend={t.line(n)}>
            <Field name={`label-${n}`} label={t.label} maxLength={LONGEST.label} />
            <EuroField name={`amount-${n}`} label={t.amount} />
            <Select name={`kind-${n}`} label={t.kind} options={kinds} />
          </LineFields>
        ))}
      </div>
      <p className="small soft">{t.emptyRows}</p>
    </>
  )
}

/** How the budget adds up as it was saved. */
export function BudgetSums({ campaign }: { campaign: PublicCampaign }) {
  const t = useMessages(launchStepMessages).budget
  const { minimum, optimum } = campaign
  return (
    <>
      <Flow
        steps={[
          { label: t.mustHave, amount: minimum },
          { label: t.niceToHave, amount: subtract(optimum, minimum), kind: 'nice' },
          { label: t.all, amount: optimum, kind: 'ink' },
        ]}
      />
      <p className="small soft after">{t.asSaved}</p>
    </>
  )
}
