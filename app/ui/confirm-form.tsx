import type { ReactNode } from 'react'
import { siteMessages } from '#app/i18n/messages/site.ts'
import { Actions, Button, type ButtonLook } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import type { FormErrors, FormValues } from '#app/ui/form-state.tsx'
import { useMessages } from '#app/ui/language-context.tsx'

interface ConfirmFormProps {
  action?: string
  /** What happens, to what, and what follows from it. */
  children: ReactNode
  /** The deed in words: `Trek mijn toezegging in`. */
  confirmLabel: string
  look?: ButtonLook
  /** The way back without doing it. */
  cancelHref: string
  cancelLabel?: string
  hidden?: Readonly<Record<string, string>>
  values?: FormValues
  errors?: FormErrors
}

/** The second step of a deed that cannot be undone: says what will happen, then asks. */
export function ConfirmForm(props: ConfirmFormProps) {
  const t = useMessages(siteMessages)
  return (
    <Form action={props.action} hidden={props.hidden} values={props.values} errors={props.errors}>
      <div>{props.children}</div>
      <Actions>
        <Button look={props.look ?? 'ink'}>{props.confirmLabel}</Button>
        <a href={props.cancelHref}>{props.cancelLabel ?? t.cancel}</a>
      </Actions>
    </Form>
  )
}
