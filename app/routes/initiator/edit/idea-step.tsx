import { CAMPAIGN_DRAWINGS } from '#app/domain/campaigns/campaign.ts'
import { LONGEST } from '#app/domain/campaigns/campaign-input.ts'
import type { Picture } from '#app/domain/campaigns/picture.ts'
import { launchStepMessages } from '#app/i18n/messages/launch-steps.ts'
import { Choice } from '#app/ui/choice.tsx'
import { Field } from '#app/ui/field.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { PictureForm } from '#app/ui/picture-form.tsx'
import { TextArea } from '#app/ui/text-area.tsx'

/** The words of the first step. */
export function IdeaFields() {
  const t = useMessages(launchStepMessages).idea
  const drawings = CAMPAIGN_DRAWINGS.map(value => ({ value, label: t.drawings[value] }))
  return (
    <>
      <Field name="title" label={t.title} hint={t.titleHint} maxLength={LONGEST.title} isRequired />
      <TextArea name="intro" label={t.intro} hint={t.introHint} rows={2} maxLength={LONGEST.intro} />
      <TextArea name="story" label={t.story} hint={t.storyHint} rows={14} maxLength={LONGEST.story} />
      <Choice name="drawing" label={t.drawing} hint={t.drawingHint} options={drawings} shape="line" />
    </>
  )
}

/** The picture is a form of its own: it is kept at once, apart from the words. */
export function IdeaPicture({ picture, action }: { picture: Picture | null; action: string }) {
  const t = useMessages(launchStepMessages).picture
  return (
    <section id="picture" className="section" aria-labelledby="picture-title">
      <h2 id="picture-title">{t.title}</h2>
      <PictureForm action={action} picture={picture} />
    </section>
  )
}
