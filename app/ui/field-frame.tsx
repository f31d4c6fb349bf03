import type { ReactNode } from 'react'
import { formMessages } from '#app/i18n/messages/form.ts'
import { useMessages } from '#app/ui/language-context.tsx'

interface FrameParts {
  label: string
  hint?: string
  hintId: string
  error?: string
  errorId: string
  isOptional?: boolean
  children: ReactNode
}

/** Label, hint, control, error: in that order, around one control. */
export function FieldFrame({
  id,
  label,
  hint,
  hintId,
  error,
  errorId,
  isOptional,
  children,
}: FrameParts & { id: string }) {
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {isOptional && <OptionalMark />}
      </label>
      {hint && <Hint id={hintId}>{hint}</Hint>}
      {children}
      {error && <FieldError id={errorId}>{error}</FieldError>}
    </div>
  )
}

/** The same around a group of radios, whose label is a legend. */
export function GroupFrame(props: FrameParts & { isLabelHidden?: boolean }) {
  const described = [props.hint && props.hintId, props.error && props.errorId].filter(Boolean).join(' ')
  return (
    <fieldset
      className="field"
      role="radiogroup"
      aria-describedby={described || undefined}
      aria-invalid={props.error ? true : undefined}
    >
      <legend className={props.isLabelHidden ? 'hidden' : undefined}>
        {props.label}
        {props.isOptional && <OptionalMark />}
      </legend>
      {props.hint && <Hint id={props.hintId}>{props.hint}</Hint>}
      {props.children}
      {props.error && <FieldError id={props.errorId}>{props.error}</FieldError>}
    </fieldset>
  )
}

export function Hint({ id, children }: { id: string; children: string }) {
  return (
    <p className="hint" id={id}>
      {children}
    </p>
  )
}

export function FieldError({ id, children }: { id: string; children: string }) {
  return (
    <p className="error" id={id}>
      {children}
    </p>
  )
}

function OptionalMark() {
  const t = useMessages(formMessages)
  return <span className="optional"> {t.optional}</span>
}
