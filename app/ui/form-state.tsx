import { createContext, useContext, type ReactNode } from 'react'

/** What a person typed, by field name: as text, exactly as it was. */
export type FormValues = Readonly<Record<string, string | undefined>>

/** What is wrong, by field name: one sentence each, in the reader's language. */
export type FormErrors = Readonly<Record<string, string | undefined>>

interface FormState {
  values: FormValues
  errors: FormErrors
}

const FormStateContext = createContext<FormState>({ values: {}, errors: {} })

export function FormStateProvider({ values, errors, children }: FormState & { children: ReactNode }) {
  return <FormStateContext.Provider value={{ values, errors }}>{children}</FormStateContext.Provider>
}

/** What the form around a field knows about all fields. */
export function useFormState(): FormState {
  return useContext(FormStateContext)
}

/** What every field of a form takes. */
export interface FieldProps {
  name: string
  label: string
  hint?: string
  /** Overrules what the form around it knows. */
  error?: string
  /** Overrules what the form around it knows. */
  value?: string
  isRequired?: boolean
  /** Says beside the label that it may stay empty. */
  isOptional?: boolean
  /** Where two forms of a page have a field of this name: tells their controls apart. */
  idSuffix?: string
}

/** The id of a field's control (of the first one, for a choice): where an error summary links to. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll(/[^\w-]+/g, '-')}`
}

interface WiredField {
  id: string
  hintId: string
  errorId: string
  value: string | undefined
  error: string | undefined
  /** Attributes that tell a screen reader about hint and error. */
  aria: { 'aria-describedby'?: string; 'aria-invalid'?: true }
}

/** Value, error and ids of one field, from its own props first and from the form around it next. */
export function useField({
  name,
  idSuffix,
  hint,
  error,
  value,
}: Pick<FieldProps, 'name' | 'hint' | 'error' | 'value' | 'idSuffix'>): WiredField {
  const form = useFormState()
  const id = fieldId(idSuffix ? `${name}-${idSuffix}` : name)
  const wrong = error ?? form.errors[name]
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const described = [hint && hintId, wrong && errorId].filter(Boolean).join(' ')
  return {
    id,
    hintId,
    errorId,
    value: value ?? form.values[name],
    error: wrong,
    aria: {
      'aria-describedby': described || undefined,
      'aria-invalid': wrong ? true : undefined,
    },
  }
}
