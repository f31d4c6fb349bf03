import { LONGEST_CAMPAIGN_DAYS } from '#app/domain/campaigns/campaign.ts'
import { launchStepMessages } from '#app/i18n/messages/launch-steps.ts'
import { Choice } from '#app/ui/choice.tsx'
import { Field } from '#app/ui/field.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Select } from '#app/ui/select.tsx'

/** Where, until when, and what happens when the minimum is missed. */
export function PlaceFields({ districts }: { districts: readonly { code: string; name: string }[] }) {
  const t = useMessages(launchStepMessages).place
  const models = (['all_or_nothing', 'keep_it_all'] as const).map(value => ({ value, ...t.models[value] }))
  return (
    <>
      <Select
        name="district"
        label={t.district}
        hint={t.districtHint}
        emptyLabel={t.districtEmpty}
        options={districts.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Field name="deadline" type="date" label={t.deadline} hint={t.deadlineHint(LONGEST_CAMPAIGN_DAYS)} />
      <Choice name="fundingModel" label={t.model} options={models} />
    </>
  )
}
