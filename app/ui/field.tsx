import type { HTMLInputAutoCompleteAttribute } from 'react'
import { FieldFrame } from '#app/ui/field-frame.tsx'
import { useField, type FieldProps } from '#app/ui/form-state.tsx'

interface TextFieldProps extends FieldProps {
  type?: 'text' | 'email' | 'date' | 'url' | 'tel' | 'search' | 'number'
  autoComplete?: HTMLInputAutoCompleteAttribute
  inputMode?: 'text' | 'decimal' | 'numeric' | 'email'
  maxLength?: number
  /** For a date: the first and last that may be chosen (`2026-12-12`). */
  min?: string
  max?: string
}

/** One line of text, an e-mail address or a date. */
export function Field(props: TextFieldProps) {
  const field = useField(props)
  return (
    <FieldFrame {...props} {...field}>
      <input
        className="input"
        type={props.type ?? 'text'}
        id={field.id}
        name={props.name}
        defaultValue={field.value}
        required={props.isRequired}
        autoComplete={props.autoComplete}
        inputMode={props.inputMode}
        maxLength={props.maxLength}
        min={props.min}
        max={props.max}
        {...field.aria}
      />
    </FieldFrame>
  )
}
