import type { Cents } from '#app/domain/money.ts'
import { wholeEuros } from '#app/i18n/format.ts'
import { formMessages } from '#app/i18n/messages/form.ts'
import { EuroField } from '#app/ui/euro-field.tsx'
import { FieldError } from '#app/ui/field-frame.tsx'
import { fieldId, useField, useFormState } from '#app/ui/form-state.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'

/** The value posted when a person gives another amount than the suggested ones. */
const OWN_AMOUNT = 'own'

interface AmountChoiceProps {
  /** Posts cents as text (`1710`), or `own`. */
  name: string
  /** Posts what was typed as another amount. */
  ownName: string
  /** At most six. */
  suggestions: readonly Cents[]
  legend?: string
  value?: string
  error?: string
}

/**
 * Amounts as coins, and a free one. The ids are fixed (`amount-0`…, `amount-own`), because the pay button
 * names the chosen amount with a style rule: one such choice on a page.
 */
export function AmountChoice({ name, ownName, suggestions, legend, value, error }: AmountChoiceProps) {
  const language = useLanguage()
  const t = useMessages(formMessages)
  const field = useField({ name, value, error })
  const typed = useFormState().values[ownName]
  const chosen = field.value ?? (typed ? OWN_AMOUNT : undefined)
  return (
    <fieldset className="field amount-choice" role="radiogroup" id={field.id} {...field.aria}>
      <legend className={legend ? undefined : 'hidden'}>{legend ?? t.amount}</legend>
      <div className="pick coins">
        {suggestions.map((suggestion, index) => (
          <label key={suggestion}>
            <input
              type="radio"
              name={name}
              id={`amount-${index}`}
              value={suggestion}
              defaultChecked={chosen === String(suggestion)}
              data-cents={suggestion}
            />
            {wholeEuros(suggestion, language)}
          </label>
        ))}
        <label className="own">
          <input
            type="radio"
            name={name}
            id="amount-own"
            value={OWN_AMOUNT}
            defaultChecked={chosen === OWN_AMOUNT}
            data-cents-of={fieldId(ownName)}
          />
          {t.ownAmount}
        </label>
      </div>
      <div className="own-amount">
        <EuroField name={ownName} label={t.yourAmount} />
      </div>
      {field.error && <FieldError id={field.errorId}>{field.error}</FieldError>}
    </fieldset>
  )
}
