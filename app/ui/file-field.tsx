import { FieldFrame } from '#app/ui/field-frame.tsx'
import { useField, type FieldProps } from '#app/ui/form-state.tsx'

interface FileFieldProps extends Omit<FieldProps, 'value'> {
  /** Kinds of file, as in the attribute `accept`: `image/jpeg,image/png`. */
  accept: string
}

/** A file from the reader's device. The form around it has `hasFiles`. A browser never fills it in again. */
export function FileField(props: FileFieldProps) {
  const field = useField(props)
  return (
    <FieldFrame {...props} {...field}>
      <input
        className="input"
        type="file"
        id={field.id}
        name={props.name}
        accept={props.accept}
        required={props.isRequired}
        {...field.aria}
      />
    </FieldFrame>
  )
}
