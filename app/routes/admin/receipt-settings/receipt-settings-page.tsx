import type { ReceiptSettings } from '#app/domain/receipts/receipt-queries.server.ts'
import { amount, basisPoints, day, euros } from '#app/i18n/format.ts'
import { receiptMessages } from '#app/i18n/messages/receipts.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { EuroField } from '#app/ui/euro-field.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import type { FormValues } from '#app/ui/form-state.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { rewardField } from './receipt-deeds.ts'
import type { SETTING_PROBLEMS } from './receipt-deeds.ts'

/** Which form was not taken, what was typed in it, and why. */
export interface SettingsAnswer {
  /** `anbi`, or the id of a reward. */
  form: string
  values: FormValues
  problems: Partial<Record<string, (typeof SETTING_PROBLEMS)[number]>>
}

interface ReceiptSettingsPageProps {
  title: string
  pages: readonly DeskPage[]
  campaignId: string
  settings: ReceiptSettings
  /** The rate that is proposed where none was stated. */
  rateBp: number
  wasSaved: boolean
  answer: SettingsAnswer | undefined
}

export function ReceiptSettingsPage(props: ReceiptSettingsPageProps) {
  const { title, pages, settings, wasSaved, answer } = props
  const t = useMessages(receiptMessages).settings
  return (
    <>
      <DeskHead title={title} />
      <DeskTabs pages={pages} />
      <div className="page after">
        {wasSaved && <Notice title={t.saved} isAnswer />}
        <p>{t.text}</p>
      </div>
      <Section id="anbi" title={t.anbi}>
        <Anbi anbi={settings.anbi} answer={answer?.form === 'anbi' ? answer : undefined} />
      </Section>
      <Section id="rewards" title={t.rewards}>
        {settings.rewards.length === 0 && <p>{t.rewardsNone}</p>}
        {settings.rewards.map(reward => (
          <Reward
            key={reward.id}
            reward={reward}
            rateBp={props.rateBp}
            answer={answer?.form === reward.id ? answer : undefined}
          />
        ))}
      </Section>
    </>
  )
}

function useErrors(answer: SettingsAnswer | undefined): Record<string, string | undefined> {
  const t = useMessages(receiptMessages).settings
  return Object.fromEntries(
    Object.entries(answer?.problems ?? {}).map(([field, problem]) => [field, problem && t.problems[problem]]),
  )
}

function Anbi({ anbi, answer }: { anbi: ReceiptSettings['anbi']; answer: SettingsAnswer | undefined }) {
  const language = useLanguage()
  const t = useMessages(receiptMessages).settings
  const errors = useErrors(answer)
  const values = answer?.values ?? { anbiName: anbi?.name, rsin: anbi?.rsin }
  return (
    <>
      <ErrorSummary errors={errors} />
      <p>{t.anbiText}</p>
      {anbi && <p>{t.checked(anbi.checkedBy, day(anbi.checkedAt, language))}</p>}
      <Form hidden={{ deed: 'anbi' }} values={values} errors={errors}>
        <Field name="anbiName" label={t.anbiName} isOptional />
        <Field name="rsin" label={t.rsin} inputMode="numeric" isOptional />
        <Actions>
          <Button>{t.save}</Button>
        </Actions>
      </Form>
    </>
  )
}

interface RewardProps {
  reward: ReceiptSettings['rewards'][number]
  rateBp: number
  answer: SettingsAnswer | undefined
}

function Reward({ reward, rateBp, answer }: RewardProps) {
  const language = useLanguage()
  const t = useMessages(receiptMessages).settings
  const problems = useErrors(answer)
  const [valueField, vatField] = [rewardField('value', reward.id), rewardField('vat', reward.id)]
  const errors = { [valueField]: problems.value, [vatField]: problems.vat }
  const { stated } = reward
  const values = answer?.values ?? {
    value: amount(stated?.value ?? reward.price, language),
    vat: String((stated?.vatBp ?? rateBp) / 100).replace('.', language === 'nl' ? ',' : '.'),
  }
  return (
    <div className="after">
      <h3>{reward.title}</h3>
      <p>
        {t.price(euros(reward.price, language))}.{' '}
        {stated ? t.stated(euros(stated.value, language), basisPoints(stated.vatBp, language)) : t.notStated}
      </p>
      <ErrorSummary errors={errors} />
      <Form
        hidden={{ deed: 'reward', rewardId: reward.id }}
        values={{ [valueField]: values.value, [vatField]: values.vat }}
        errors={errors}
      >
        <EuroField name={valueField} label={t.value} hint={t.valueHint} isRequired />
        <Field name={vatField} label={t.vat} inputMode="decimal" isRequired />
        <Actions>
          <Button>{t.save}</Button>
        </Actions>
      </Form>
    </div>
  )
}
