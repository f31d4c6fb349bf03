import { FieldFrame } from '#app/ui/field-frame.tsx'
import { useField, type FieldProps } from '#app/ui/form-state.tsx'

interface SelectProps extends FieldProps {
  options: readonly { value: string; label: string }[]
  /** The words of the first, empty option, when nothing is chosen yet. */
  emptyLabel?: string
}

/** One of many, as a list that opens. Up to five options are better as a Choice. */
export function Select(props: SelectProps) {
  const field = useField(props)
  return (
    <FieldFrame {...props} {...field}>
      <select
        className="input"
        id={field.id}
        name={props.name}
        defaultValue={field.value}
        required={props.isRequired}
        {...field.aria}
      >
        {props.emptyLabel !== undefined && <option value="">{props.emptyLabel}</option>}
        {props.options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}
