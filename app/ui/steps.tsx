import { formMessages } from '#app/i18n/messages/form.ts'
import { useMessages } from '#app/ui/language-context.tsx'

export interface Step {
  label: string
  state: 'done' | 'here' | 'to-do'
  /** A step that may be opened. */
  href?: string
}

/** The steps of a launch, each with its state in words. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const t = useMessages(formMessages)
  return (
    <ol className="steps" aria-label={t.steps}>
      {steps.map((step, index) => (
        <li
          key={step.label}
          className={step.state === 'done' ? 'done' : undefined}
          aria-current={step.state === 'here' ? 'step' : undefined}
        >
          <span className="label">
            {step.href && step.state !== 'here' ? <a href={step.href}>{step.label}</a> : step.label}{' '}
            <small>
              {step.state === 'here' && t.stepHere(index + 1, steps.length)}
              {step.state === 'done' && t.stepDone}
              {step.state === 'to-do' && t.stepToDo}
            </small>
          </span>
        </li>
      ))}
    </ol>
  )
}
