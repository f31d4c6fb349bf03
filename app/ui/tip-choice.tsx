import { ZERO, type Cents } from '#app/domain/money.ts'
import { wholeEuros } from '#app/i18n/format.ts'
import { GroupFrame } from '#app/ui/field-frame.tsx'
import { useField, type FieldProps } from '#app/ui/form-state.tsx'
import { useLanguage } from '#app/ui/language-context.tsx'

interface TipChoiceProps extends FieldProps {
  /** At most three; nothing stands before them and is chosen unless the reader chooses otherwise. */
  suggestions: readonly Cents[]
  nothingLabel: string
}

/** An honest tip: zero by default. Posts cents as text. Fixed ids (`tip-0`…) for the pay button. */
export function TipChoice({ suggestions, nothingLabel, ...props }: TipChoiceProps) {
  const language = useLanguage()
  const field = useField(props)
  const chosen = field.value ?? '0'
  return (
    <GroupFrame {...props} {...field}>
      <div className="pick line" id={field.id}>
        {[ZERO, ...suggestions].map((suggestion, index) => (
          <label key={suggestion}>
            <input
              type="radio"
              name={props.name}
              id={`tip-${index}`}
              value={suggestion}
              defaultChecked={chosen === String(suggestion)}
              data-cents={suggestion}
            />
            {index === 0 ? nothingLabel : wholeEuros(suggestion, language)}
          </label>
        ))}
      </div>
    </GroupFrame>
  )
}
