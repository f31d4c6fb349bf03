import { FieldFrame } from '#app/ui/field-frame.tsx'
import { useField, type FieldProps } from '#app/ui/form-state.tsx'

interface TextAreaProps extends FieldProps {
  rows?: number
  maxLength?: number
}

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  const field = useField(props)
  return (
    <FieldFrame {...props} {...field}>
      <textarea
        className="input"
        id={field.id}
        name={props.name}
        rows={props.rows ?? 3}
        defaultValue={field.value}
        required={props.isRequired}
        maxLength={props.maxLength}
        {...field.aria}
      />
    </FieldFrame>
  )
}
