import type { Cents } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { formMessages } from '#app/i18n/messages/form.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'

interface PayButtonProps {
  /** The suggestions of the AmountChoice and the TipChoice in the same form, in the same order. */
  amounts: readonly Cents[]
  tips?: readonly Cents[]
}

/**
 * The green button at the foot of the pledge form. It names the amount that is chosen: by style alone amount
 * and tip apart (`Verder met € 17,10 + € 1,00`), with the small script their sum. It does not say *pay*, for with a
 * card that is only kept nothing is paid yet; what happens now and later stands above it.
 */
export function PayButton({ amounts, tips = [] }: PayButtonProps) {
  const language = useLanguage()
  const t = useMessages(formMessages)
  return (
    <div className="form-end">
      <button className="button pay wide big" type="submit">
        {t.goOnWith}
        <span className="amount" data-total={language}>
          {amounts.map((amount, index) => (
            <span key={amount} className={`sum-of sum-${index}`}>
              {euros(amount, language)}
            </span>
          ))}
          <span className="sum-of sum-own">{t.payOwnAmount}</span>
          {tips.map((tip, index) => (
            <span key={tip} className={`sum-of tip-${index + 1}`}>
              {` + ${euros(tip, language)}`}
            </span>
          ))}
        </span>
      </button>
    </div>
  )
}
