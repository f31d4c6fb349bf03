import type { ReactNode } from 'react'
import { formMessages } from '#app/i18n/messages/form.ts'
import { classNames } from '#app/ui/class-names.ts'
import { useMessages } from '#app/ui/language-context.tsx'

export interface TimelineStep {
  label: string
  state: 'done' | 'now' | 'to-come'
  /** When it was, or is expected, in words. */
  when?: string
  note?: ReactNode
}

/** What happened, what happens now, what comes: for instance on the way of a payout. */
export function Timeline({ steps }: { steps: readonly TimelineStep[] }) {
  const t = useMessages(formMessages)
  const states = { done: t.done, now: t.now, 'to-come': t.toCome }
  return (
    <ol className="timeline">
      {steps.map((step, index) => (
        <li
          key={index}
          className={classNames(step.state !== 'to-come' && step.state)}
          aria-current={step.state === 'now' ? 'step' : undefined}
        >
          <b>{step.label}</b>
          <small>{step.when ? `${states[step.state]}, ${step.when}` : states[step.state]}</small>
          {step.note && <p className="small">{step.note}</p>}
        </li>
      ))}
    </ol>
  )
}
