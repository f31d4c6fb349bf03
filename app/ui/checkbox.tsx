import { FieldError, Hint } from '#app/ui/field-frame.tsx'
import { useField, type FieldProps } from '#app/ui/form-state.tsx'

interface CheckboxProps extends Omit<FieldProps, 'value' | 'isOptional'> {
  /** What is posted when it is ticked. */
  posts?: string
  /** Whether it is ticked, when the form around it does not know. */
  isChecked?: boolean
}

/** A thing to tick. Never ticked beforehand where a person gives consent. */
export function Checkbox({ posts = 'yes', isChecked = false, ...props }: CheckboxProps) {
  const field = useField({ ...props, value: undefined })
  return (
    <div className="field">
      <label className="tick">
        <input
          type="checkbox"
          id={field.id}
          name={props.name}
          value={posts}
          defaultChecked={field.value === undefined ? isChecked : field.value === posts}
          required={props.isRequired}
          {...field.aria}
        />
        <span>{props.label}</span>
      </label>
      {props.hint && <Hint id={field.hintId}>{props.hint}</Hint>}
      {field.error && <FieldError id={field.errorId}>{field.error}</FieldError>}
    </div>
  )
}
