import { LONGEST } from '#app/domain/campaigns/campaign-input.ts'
import type { Cents } from '#app/domain/money.ts'
import { wholeEuros } from '#app/i18n/format.ts'
import { launchStepMessages } from '#app/i18n/messages/launch-steps.ts'
import { EuroField } from '#app/ui/euro-field.tsx'
import { Field } from '#app/ui/field.tsx'
import { Hidden } from '#app/ui/hidden.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { LineFields } from '#app/ui/launch-page.tsx'
import { TextArea } from '#app/ui/text-area.tsx'

interface RewardFieldsProps {
  rows: number
  leastPrice: Cents
  values: Readonly<Record<string, string>>
}

/** The gift to the city, and the rewards, some of them still empty. */
export function RewardFields({ rows, leastPrice, values }: RewardFieldsProps) {
  const language = useLanguage()
  const t = useMessages(launchStepMessages).rewards
  const numbers = Array.from({ length: rows }, (_, index) => index + 1)
  return (
    <>
      <p className="lead">{t.lead}</p>
      <Field name="gift" label={t.gift} hint={t.giftHint} maxLength={LONGEST.gift} />
      <Field
        name="giftPlanned"
        label={t.giftPlanned}
        hint={t.giftPlannedHint}
        inputMode="numeric"
        isOptional
      />
      <h2>{t.shares}</h2>
      <p>{t.sharesLead(wholeEuros(leastPrice, language))}</p>
      <div>
        {numbers.map(n => (
          <LineFields key={n} legend={t.reward(n)}>
            <Hidden name={`id-${n}`} value={values[`id-${n}`] ?? ''} />
            <Field name={`title-${n}`} label={t.title} maxLength={LONGEST.label} />
            <EuroField name={`price-${n}`} label={t.price} />
            <Field name={`quantity-${n}`} label={t.quantity} inputMode="numeric" isOptional />
            <TextArea name={`description-${n}`} label={t.description} rows={2} maxLength={LONGEST.reward} />
          </LineFields>
        ))}
      </div>
      <p className="small soft">{t.emptyRows}</p>
    </>
  )
}
