import type { NearMissPlan } from '#app/domain/campaigns/public-campaign.ts'
import { sum } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { nearMissMessages } from '#app/i18n/messages/near-miss.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Table } from '#app/ui/table.tsx'

/** How a campaign is done with less: the initiator's words, and each must-have line as it was and as it becomes. */
export function NearMissPlanShown({ plan }: { plan: NearMissPlan }) {
  const language = useLanguage()
  const t = useMessages(nearMissMessages)
  return (
    <>
      <blockquote className="as-typed">{plan.explanation}</blockquote>
      <Table
        caption={t.plan}
        columns={[{ label: t.line }, { label: t.before, isNumber: true }, { label: t.after, isNumber: true }]}
        rows={plan.lines.map(({ label, before, after }, index) => ({
          key: String(index),
          cells: [label, euros(before, language), euros(after, language)],
        }))}
        total={[
          t.all,
          euros(sum(plan.lines.map(({ before }) => before)), language),
          euros(plan.minimum, language),
        ]}
      />
    </>
  )
}
