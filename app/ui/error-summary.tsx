import { formMessages } from '#app/i18n/messages/form.ts'
import { fieldId, type FormErrors } from '#app/ui/form-state.tsx'
import { useMessages } from '#app/ui/language-context.tsx'

interface ErrorSummaryProps {
  /** By field name, in the order of the form. */
  errors: FormErrors
  /** What was kept; by default that everything typed is. */
  kept?: string
}

/** Above a form that came back: how many things are wrong, what was kept, and a link to each field. */
export function ErrorSummary({ errors, kept }: ErrorSummaryProps) {
  const t = useMessages(formMessages)
  const wrong = Object.entries(errors).filter((each): each is [string, string] => Boolean(each[1]))
  if (wrong.length === 0) return null
  return (
    <div className="notice alarm" role="alert" tabIndex={-1} id="errors">
      <h2 className="kind">{t.problems(wrong.length)}</h2>
      <p>{kept ?? t.kept}</p>
      <ul>
        {wrong.map(([name, sentence]) => (
          <li key={name}>
            <a href={`#${fieldId(name)}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
