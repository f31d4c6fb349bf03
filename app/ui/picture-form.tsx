import type { Picture } from '#app/domain/campaigns/picture.ts'
import { LONGEST } from '#app/domain/campaigns/campaign-input.ts'
import { launchStepMessages } from '#app/i18n/messages/launch-steps.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { CampaignArt } from '#app/ui/campaign-art.tsx'
import { Field } from '#app/ui/field.tsx'
import { FileField } from '#app/ui/file-field.tsx'
import { Form } from '#app/ui/form.tsx'
import type { FormErrors, FormValues } from '#app/ui/form-state.tsx'
import { useMessages } from '#app/ui/language-context.tsx'

interface PictureFormProps {
  /** Where it posts to. */
  action: string
  picture: Picture | null
  values?: FormValues
  errors?: FormErrors
}

/** The one picture of a campaign: what it is now, and another in its place or other words beside it. */
export function PictureForm({ action, picture, values, errors }: PictureFormProps) {
  const t = useMessages(launchStepMessages).picture
  return (
    <>
      <p>{picture ? t.now : t.none}</p>
      {picture && <CampaignArt picture={picture} drawing="houses" sizes="(min-width: 60rem) 40rem, 100vw" />}
      <Form
        className="after"
        action={action}
        values={values ?? { alt: picture?.alt }}
        errors={errors}
        hasFiles
      >
        <FileField
          name="picture"
          label={picture ? t.titleNew : t.file}
          hint={t.fileHint}
          accept="image/jpeg,image/png,image/webp,image/avif"
          isOptional={picture !== null}
        />
        <Field name="alt" label={t.alt} hint={t.altHint} maxLength={LONGEST.alt} isRequired />
        <Actions>
          <Button>{t.save}</Button>
        </Actions>
      </Form>
    </>
  )
}
