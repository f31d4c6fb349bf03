import { discrepancyKindMessages } from '#app/i18n/messages/discrepancy-kinds.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { discrepancyWords } from '#app/ui/desk/discrepancy-words.ts'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Select } from '#app/ui/select.tsx'

interface DiscrepancyFilterProps {
  filter: { kind: string | null; only: string | null; overdue: boolean }
  /** Of what is open now. */
  kinds: readonly string[]
}

/** Shows one kind, or only what is open for too long. */
export function DiscrepancyFilter({ filter, kinds }: DiscrepancyFilterProps) {
  const language = useLanguage()
  const t = useMessages(discrepancyKindMessages).filter
  const offered = filter.kind === null || kinds.includes(filter.kind) ? kinds : [filter.kind, ...kinds]
  return (
    <Form
      method="get"
      action="/admin/discrepancies"
      values={{ kind: filter.kind ?? '', age: filter.overdue ? 'overdue' : '' }}
    >
      <Select
        name="kind"
        label={t.kind}
        emptyLabel={t.all}
        options={offered.map(kind => ({
          value: kind,
          label: discrepancyWords({ kind, amount: null }, language).title,
        }))}
      />
      <Select
        name="age"
        label={t.age}
        emptyLabel={t.any}
        options={[{ value: 'overdue', label: t.overdue }]}
      />
      <Actions>
        <Button>{t.show}</Button>
        {(filter.kind !== null || filter.only !== null || filter.overdue) && (
          <a href="/admin/discrepancies">{t.clear}</a>
        )}
      </Actions>
    </Form>
  )
}
