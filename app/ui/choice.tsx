import type { ReactNode } from 'react'
import { GroupFrame } from '#app/ui/field-frame.tsx'
import { fieldId, useField, type FieldProps } from '#app/ui/form-state.tsx'

interface ChoiceOption {
  value: string
  label: ReactNode
  /** A second, smaller line. */
  note?: string
}

interface ChoiceProps extends FieldProps {
  options: readonly ChoiceOption[]
  /** list: under each other; line: short ones beside each other; coins: amounts, large. */
  shape?: 'list' | 'line' | 'coins'
  /** For a group whose question is the heading above it. */
  isLabelHidden?: boolean
  children?: ReactNode
}

/** One of a few, as large radios. What cannot be chosen is left out, and a sentence (the hint) says why. */
export function Choice({ options, shape = 'list', isLabelHidden, children, ...props }: ChoiceProps) {
  const field = useField(props)
  return (
    <GroupFrame {...props} {...field} isLabelHidden={isLabelHidden}>
      <div className={shape === 'list' ? 'pick' : `pick ${shape}`}>
        {options.map((option, index) => (
          <label key={option.value}>
            <input
              type="radio"
              name={props.name}
              id={index === 0 ? field.id : `${fieldId(props.name)}-${index}`}
              value={option.value}
              defaultChecked={field.value === option.value}
              required={props.isRequired}
            />
            <span>
              {option.label}
              {option.note && <span className="note">{option.note}</span>}
            </span>
          </label>
        ))}
      </div>
      {children}
    </GroupFrame>
  )
}
