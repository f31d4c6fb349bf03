import { sum, type Cents } from '#app/domain/money.ts'
import { wholeEuros } from '#app/i18n/format.ts'
import { fundingMessages } from '#app/i18n/messages/funding.ts'
import { Bar } from '#app/ui/bar.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'

export interface BudgetLineShown {
  description: string
  /** A second, smaller line. */
  note?: string
  amount: Cents
  isMustHave: boolean
}

/** The budget as a table that is its own chart: what must be (solid) and what would be nice (outlined). */
export function BudgetTable({ lines }: { lines: readonly BudgetLineShown[] }) {
  const t = useMessages(fundingMessages)
  const mustHave = lines.filter(line => line.isMustHave)
  const niceToHave = lines.filter(line => !line.isMustHave)
  const largest = Math.max(0, ...lines.map(line => line.amount))
  return (
    <table className="budget">
      <caption className="hidden">{t.budgetCaption}</caption>
      <thead className="hidden">
        <tr>
          <th scope="col">{t.budgetLine}</th>
          <th scope="col">{t.budgetShare}</th>
          <th scope="col">{t.budgetAmount}</th>
        </tr>
      </thead>
      <BudgetPart
        title={t.mustHave}
        lines={mustHave}
        largest={largest}
        sumLabel={t.minimum}
        total={sum(mustHave.map(line => line.amount))}
      />
      {niceToHave.length > 0 && (
        <BudgetPart
          title={t.niceToHave}
          lines={niceToHave}
          largest={largest}
          sumLabel={t.optimum}
          total={sum(lines.map(line => line.amount))}
        />
      )}
    </table>
  )
}

interface BudgetPartProps {
  title: string
  lines: readonly BudgetLineShown[]
  largest: number
  sumLabel: string
  total: Cents
}

function BudgetPart({ title, lines, largest, sumLabel, total }: BudgetPartProps) {
  const language = useLanguage()
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3}>
          {title}
        </th>
      </tr>
      {lines.map((line, index) => (
        <tr key={index}>
          <th scope="row">
            {line.description}
            {line.note && <span className="why">{line.note}</span>}
          </th>
          <td className="draw">
            <Bar part={line.amount} whole={largest} kind={line.isMustHave ? 'money' : 'nice'} />
          </td>
          <td className="num">{wholeEuros(line.amount, language)}</td>
        </tr>
      ))}
      <tr className="sum">
        <th scope="row">{sumLabel}</th>
        <td className="draw" />
        <td className="num">{wholeEuros(total, language)}</td>
      </tr>
    </tbody>
  )
}
