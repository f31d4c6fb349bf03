import { day, euros } from '#app/i18n/format.ts'
import { campaignFiguresMessages } from '#app/i18n/messages/campaign-figures.ts'
import { payoutMessages } from '#app/i18n/messages/payouts.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { PayoutAmounts } from '#app/ui/desk/payout-amounts.tsx'
import { SignInAgain } from '#app/ui/desk/sign-in-again.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Field } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'
import type { CampaignAnswer } from './campaign-figures-page.tsx'
import type { CampaignRead } from './read-campaign.server.ts'

interface CampaignPayoutsProps {
  found: CampaignRead
  isFresh: boolean
  answer: CampaignAnswer | undefined
}

/** The payouts of the campaign, and the form that proposes the next. */
export function CampaignPayouts({ found, isFresh, answer }: CampaignPayoutsProps) {
  const language = useLanguage()
  const { list, states } = useMessages(payoutMessages)
  const t = useMessages(campaignFiguresMessages)
  return (
    <Section id="payouts" title={t.payouts}>
      <Table
        caption={list.caption}
        columns={[{ label: list.proposed }, { label: list.payout, isNumber: true }, { label: list.state }]}
        rows={found.payouts.map(payout => ({
          key: payout.id,
          cells: [
            <a key="payout" href={`/admin/payouts/${payout.id}`}>
              {day(payout.proposedAt, language)}
            </a>,
            euros(payout.amounts.payout, language),
            states[payout.state],
          ],
        }))}
        empty={<p>{t.payoutsNone}</p>}
      />
      <Proposal found={found} isFresh={isFresh} answer={answer} />
    </Section>
  )
}

function Proposal({ found, isFresh, answer }: CampaignPayoutsProps) {
  const language = useLanguage()
  const t = useMessages(payoutMessages).propose
  const { payable, mayPropose, payouts } = found
  const isUnderWay = payouts.some(({ state }) => state === 'proposed' || state === 'approved')
  return (
    <div className="after">
      <h3>{t.title}</h3>
      {answer?.proposalRefusal && (
        <Notice kind="alarm" title={t.refused} isAnswer>
          {t.refusals[answer.proposalRefusal]}
        </Notice>
      )}
      {isUnderWay ? (
        <p>{t.refusals['settlement-under-way']}</p>
      ) : !payable.ok ? (
        <p>{t.refusals[payable.reason]}</p>
      ) : (
        <>
          <p>{t.text}</p>
          <PayoutAmounts amounts={payable.amounts} />
          {!mayPropose ? (
            <p className="after">{t.noRole}</p>
          ) : isFresh ? (
            <ProposalForm found={found} amount={euros(payable.amounts.payout, language)} answer={answer} />
          ) : (
            <SignInAgain email={found.email} returnTo={`/admin/campaigns/${found.campaign.id}`} />
          )}
        </>
      )}
    </div>
  )
}

interface ProposalFormProps {
  found: CampaignRead
  /** What would go to the initiator when all of it is proposed. */
  amount: string
  answer: CampaignAnswer | undefined
}

/** All of it at once, or a tranche: an amount or a per cent of what is held. */
function ProposalForm({ found, amount, answer }: ProposalFormProps) {
  const t = useMessages(payoutMessages).propose
  const errors = { wanted: answer?.isTrancheWrong ? t.trancheWrong : undefined }
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form
        className="after"
        hidden={{ deed: 'propose' }}
        values={{ wanted: answer?.wanted }}
        errors={errors}
        action={`/admin/campaigns/${found.campaign.id}`}
      >
        <Field name="wanted" label={t.tranche} hint={t.trancheHint} isOptional />
        <Actions>
          <Button look="pay">{t.button(amount)}</Button>
        </Actions>
      </Form>
    </>
  )
}
