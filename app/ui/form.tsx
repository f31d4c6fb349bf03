import type { ReactNode } from 'react'
import { classNames } from '#app/ui/class-names.ts'
import { FormStateProvider, type FormErrors, type FormValues } from '#app/ui/form-state.tsx'
import { Hidden } from '#app/ui/hidden.tsx'

interface FormProps {
  /** Where it posts to; without it, to the page it stands on. */
  action?: string
  method?: 'post' | 'get'
  /** What was typed before, so that a failed post shows the form as it was. */
  values?: FormValues
  errors?: FormErrors
  /** Fields nobody sees. */
  hidden?: Readonly<Record<string, string>>
  /** Set when the form has a file field. */
  hasFiles?: boolean
  /** Asks before leaving with text that is not saved (with the small script only). */
  asksBeforeLeaving?: boolean
  id?: string
  className?: string
  children: ReactNode
}

/**
 * A form of fields. The browser's own validation is off: the server answers in the reader's language, beside
 * the field, with everything kept.
 */
export function Form(props: FormProps) {
  const { method = 'post', values = {}, errors = {}, hidden = {} } = props
  return (
    <FormStateProvider values={values} errors={errors}>
      <form
        id={props.id}
        className={classNames('form', props.className)}
        action={props.action}
        method={method}
        encType={props.hasFiles ? 'multipart/form-data' : undefined}
        noValidate
        data-ask={props.asksBeforeLeaving ? '' : undefined}
      >
        {Object.entries(hidden).map(([name, value]) => (
          <Hidden key={name} name={name} value={value} />
        ))}
        {props.children}
      </form>
    </FormStateProvider>
  )
}
