import type { ProposalRefusal } from '#app/domain/payouts/payouts.server.ts'
import { day, euros } from '#app/i18n/format.ts'
import { campaignFiguresMessages } from '#app/i18n/messages/campaign-figures.ts'
import { payoutMessages } from '#app/i18n/messages/payouts.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { PayoutAmounts } from '#app/ui/desk/payout-amounts.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'
import type { CampaignRead } from './read-campaign.server.ts'

interface CampaignPayoutsProps {
  found: CampaignRead
  refusal: ProposalRefusal | undefined
}

/** The payouts of the campaign, and the form that proposes the next. */
export function CampaignPayouts({ found, refusal }: CampaignPayoutsProps) {
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
      <Proposal found={found} refusal={refusal} />
    </Section>
  )
}

function Proposal({ found, refusal }: CampaignPayoutsProps) {
  const language = useLanguage()
  const t = useMessages(payoutMessages).propose
  const { payable, mayPropose, payouts } = found
  const isUnderWay = payouts.some(({ state }) => state === 'proposed' || state === 'approved')
  return (
    <div className="after">
      <h3>{t.title}</h3>
      {refusal && (
        <Notice kind="alarm" title={t.refused} isAnswer>
          {t.refusals[refusal]}
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
          {mayPropose ? (
            <Form
              className="after"
              hidden={{ deed: 'propose' }}
              action={`/admin/campaigns/${found.campaign.id}`}
            >
              <Actions>
                <Button look="pay">{t.button(euros(payable.amounts.payout, language))}</Button>
              </Actions>
            </Form>
          ) : (
            <p className="after">{t.noRole}</p>
          )}
        </>
      )}
    </div>
  )
}
