import type { ReactNode } from 'react'
import type { Cents } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { Bar, type BarKind } from '#app/ui/bar.tsx'
import { useLanguage } from '#app/ui/language-context.tsx'

export interface FlowStep {
  label: string
  /** Negative for what went out: the bar shows its size. */
  amount: Cents
  kind?: BarKind
  /** The reason, above all when it is empty. */
  why?: ReactNode
}

/**
 * Money from step to step: promised, received, paid out.
 *
 * @param whole the amount a full bar stands for; by default the largest of the steps
 */
export function Flow({ steps, whole }: { steps: readonly FlowStep[]; whole?: Cents }) {
  const language = useLanguage()
  const full = whole ?? Math.max(0, ...steps.map(step => Math.abs(step.amount)))
  return (
    <ol className="flow">
      {steps.map(step => (
        <li key={step.label}>
          <span>{step.label}</span>
          <b className="num">{euros(step.amount, language)}</b>
          <Bar part={Math.abs(step.amount)} whole={full} kind={step.kind} />
          {step.why && <span className="why">{step.why}</span>}
        </li>
      ))}
    </ol>
  )
}
