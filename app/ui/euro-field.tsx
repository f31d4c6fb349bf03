import { FieldFrame } from '#app/ui/field-frame.tsx'
import { useField, type FieldProps } from '#app/ui/form-state.tsx'

/** An amount in euros, as text: what was typed comes back as it was typed, right or wrong. */
export function EuroField(props: FieldProps) {
  const field = useField(props)
  return (
    <FieldFrame {...props} {...field}>
      <div className="euro">
        <span aria-hidden="true">€</span>
        <input
          className="input"
          type="text"
          id={field.id}
          name={props.name}
          defaultValue={field.value}
          inputMode="decimal"
          autoComplete="off"
          required={props.isRequired}
          {...field.aria}
        />
      </div>
    </FieldFrame>
  )
}
