import { TIPS } from '#app/domain/pledges/pledge-input.ts'
import type { Cents } from '#app/domain/money.ts'
import { dayLong, wholeEuros } from '#app/i18n/format.ts'
import { pledgeMessages } from '#app/i18n/messages/pledge.ts'
import { AmountChoice } from '#app/ui/amount-choice.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { Choice } from '#app/ui/choice.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import type { FormErrors } from '#app/ui/form-state.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { PayButton } from '#app/ui/pay-button.tsx'
import { TextArea } from '#app/ui/text-area.tsx'
import { TipChoice } from '#app/ui/tip-choice.tsx'
import type { CampaignForPledge, FormAtHand, OfferedReward } from './pledge-view.ts'

interface PledgeFormProps {
  campaign: CampaignForPledge
  rewards: readonly OfferedReward[]
  suggestions: readonly Cents[]
  form: FormAtHand
  errors: FormErrors
}

/** Everything that a pledge asks, in the order in which a thumb comes by it. */
export function PledgeForm({ campaign, rewards, suggestions, form, errors }: PledgeFormProps) {
  const t = useMessages(pledgeMessages)
  return (
    <Form
      action={`/campaigns/${campaign.slug}/pledge`}
      values={form.values}
      errors={errors}
      hidden={{ ...form.identity, ...(form.beside && { beside: form.beside.pledgeId }) }}
    >
      <AmountChoice name="amount" ownName="own" suggestions={suggestions} legend={t.amount} />
      {rewards.length > 0 && <RewardChoice rewards={rewards} />}
      <Field
        name="email"
        label={t.email}
        hint={t.emailHint}
        type="email"
        autoComplete="email"
        inputMode="email"
        isRequired
      />
      <Field name="name" label={t.name} hint={t.nameHint} autoComplete="name" isOptional />
      <Checkbox name="anonymous" label={t.anonymous} hint={t.anonymousHint} />
      <TextArea name="message" label={t.message} rows={2} isOptional />
      <Trap />
      <TipChoice name="tip" label={t.tip} hint={t.tipHint} suggestions={TIPS} nothingLabel={t.noTip} />
      <MethodChoice campaign={campaign} />
      <WhatHappens campaign={campaign} />
      <PayButton amounts={suggestions} tips={TIPS} />
    </Form>
  )
}

/** What can still be chosen; what is sold out stands under it in words. */
function RewardChoice({ rewards }: { rewards: readonly OfferedReward[] }) {
  const language = useLanguage()
  const t = useMessages(pledgeMessages)
  const options = rewards
    .filter(({ left }) => left !== 0)
    .map(reward => ({
      value: reward.id,
      label: t.rewardOption(reward.title, wholeEuros(reward.price, language)),
      note: [
        asSentence(reward.description),
        reward.left !== null && reward.quantity !== null && t.left(reward.left, reward.quantity),
      ]
        .filter(Boolean)
        .join(' '),
    }))
  const soldOut = rewards.filter(({ left }) => left === 0)
  return (
    <Choice
      name="reward"
      label={t.reward}
      hint={t.rewardHint}
      options={[...options, { value: '', label: t.noReward }]}
    >
      {soldOut.length > 0 && (
        <ul className="small soft">
          {soldOut.map(({ id, title }) => (
            <li key={id}>{t.soldOut(title)}</li>
          ))}
        </ul>
      )}
    </Choice>
  )
}

/** What an initiator wrote often ends without a full stop, and another sentence follows it. */
function asSentence(text: string): string {
  return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`
}

function MethodChoice({ campaign }: { campaign: CampaignForPledge }) {
  const t = useMessages(pledgeMessages)
  const waits = campaign.fundingModel === 'all_or_nothing'
  return (
    <Choice
      name="method"
      label={t.method}
      options={[
        { value: 'bank', label: t.bank, note: waits ? t.bankNote : t.payNowNote },
        { value: 'card', label: t.card, note: waits ? t.cardNote : t.payNowNote },
      ]}
      isRequired
    />
  )
}

/** Both ways to pay in one breath: which one is chosen is known only when the form is sent. */
function WhatHappens({ campaign }: { campaign: CampaignForPledge }) {
  const language = useLanguage()
  const t = useMessages(pledgeMessages)
  const deadline = dayLong(campaign.deadline, language)
  const waits = campaign.fundingModel === 'all_or_nothing'
  return (
    <>
      <p>
        <strong>{t.now}.</strong> {waits ? t.nowAllOrNothing : t.nowKeepItAll}
      </p>
      <p>
        <strong>{t.later}.</strong>{' '}
        {waits
          ? t.laterAllOrNothing(wholeEuros(campaign.minimum, language), deadline)
          : t.laterKeepItAll(deadline)}{' '}
        {t.canWithdraw(deadline)} <a href={`/campaigns/${campaign.slug}`}>{t.backToCampaign}</a>
      </p>
    </>
  )
}

/** A field that people do not see or reach: what is filled in there was filled in by a program. */
function Trap() {
  const t = useMessages(pledgeMessages)
  return (
    <div className="hidden" aria-hidden="true">
      <label htmlFor="website">{t.trap}</label>
      <input type="text" id="website" name="website" tabIndex={-1} autoComplete="off" />
    </div>
  )
}
