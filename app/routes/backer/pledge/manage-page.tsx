import type { PledgeRefund } from '#app/domain/pledges/pledge-queries.server.ts'
import type { Cents } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { anotherCardMessages } from '#app/i18n/messages/another-card.ts'
import { manageMessages } from '#app/i18n/messages/manage.ts'
import { nearMissMessages } from '#app/i18n/messages/near-miss.ts'
import { receiptMessages } from '#app/i18n/messages/receipts.ts'
import { Actions, Button, ButtonLink } from '#app/ui/button.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PledgePage } from '#app/ui/pledge-page.tsx'
import { ReceiptList } from '#app/ui/receipt-list.tsx'
import type { ShownReceipt } from '#app/ui/receipt-list.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import type { TimelineStep } from '#app/ui/timeline.tsx'
import type { PledgeState } from '#db/schema.ts'

interface ManagePageProps {
  pledge: {
    id: string
    state: PledgeState
    amount: Cents
    tip: Cents
    rewardTitle: string | null
    method: 'bank' | 'card'
    name: string
    isNameVisible: boolean
    /** Whether it counts, so that its backer has a place on the wall. */
    isOnWall: boolean
  }
  campaign: { title: string; slug: string }
  timeline: readonly Omit<TimelineStep, 'note'>[]
  refunds: readonly Pick<PledgeRefund, 'amount' | 'state'>[]
  receipts: readonly ShownReceipt[]
  /** Where a company asks for an invoice; null while nothing was paid, or the money is back. */
  invoiceHref: string | null
  withdrawalHref: string | null
  recoveryHref: string | null
  /** Where the backer gives another card; null when none is saved, or it is too late. */
  cardHref: string | null
  refundAccountHref: string | null
  /** Where the backer answers to a near miss; null when nobody is asked now. */
  answerHref: string | null
  /** Until when it may be withdrawn, in words; null when it may not. */
  withdrawUntil: string | null
  wasChanged: boolean
}

/** How a pledge stands, and everything its backer can still do with it. */
export function ManagePage({
  pledge,
  campaign,
  timeline,
  refunds,
  receipts,
  invoiceHref,
  withdrawalHref,
  recoveryHref,
  cardHref,
  refundAccountHref,
  answerHref,
  withdrawUntil,
  wasChanged,
}: ManagePageProps) {
  const language = useLanguage()
  const t = useMessages(manageMessages)
  const anotherCard = useMessages(anotherCardMessages)
  const { manage: nearMiss } = useMessages(nearMissMessages)
  return (
    <PledgePage title={campaign.title}>
      <h1>{t.yourPledge(campaign.title)}</h1>
      {wasChanged && <Notice title={t.changed} isAnswer />}
      <Notice kind={recoveryHref ? 'alarm' : 'money'} title={t.howItStands}>
        <p>{t.states[pledge.state]}</p>
        {recoveryHref && <ButtonLink href={recoveryHref}>{t.recovery.title}</ButtonLink>}
      </Notice>
      {answerHref && (
        <Notice title={nearMiss.title}>
          <ButtonLink href={answerHref}>{nearMiss.go}</ButtonLink>
        </Notice>
      )}
      <h2 className="h3">{t.steps.title}</h2>
      <Timeline steps={timeline} />
      <Facts
        facts={[
          { label: t.amount, value: euros(pledge.amount, language) },
          ...(pledge.tip > 0 ? [{ label: t.tip, value: euros(pledge.tip, language) }] : []),
          { label: t.reward, value: pledge.rewardTitle ?? t.none },
          { label: t.method, value: t[pledge.method] },
          { label: t.number, value: pledge.id },
        ]}
      />
      {refunds.length > 0 && (
        <>
          <h2 className="h3">{t.refunds}</h2>
          <ul>
            {refunds.map((refund, index) => (
              <li key={index}>{t.refund(euros(refund.amount, language), t.refundStates[refund.state])}</li>
            ))}
          </ul>
          {refundAccountHref && <ButtonLink href={refundAccountHref}>{t.giveAccount}</ButtonLink>}
        </>
      )}
      <Receipts receipts={receipts} invoiceHref={invoiceHref} />
      {pledge.isOnWall && <Visibility name={pledge.name} isVisible={pledge.isNameVisible} />}
      <Actions>
        {withdrawalHref && <ButtonLink href={withdrawalHref}>{t.withdraw}</ButtonLink>}
        {cardHref && <a href={cardHref}>{anotherCard.link}</a>}
        <a href={`/campaigns/${campaign.slug}`}>{t.toCampaign}</a>
      </Actions>
      {withdrawUntil && <p className="small soft">{withdrawUntil}</p>}
    </PledgePage>
  )
}

function Receipts({ receipts, invoiceHref }: Pick<ManagePageProps, 'receipts' | 'invoiceHref'>) {
  const t = useMessages(receiptMessages)
  if (receipts.length === 0 && !invoiceHref) return null
  return (
    <>
      <h2 className="h3">{t.documents}</h2>
      <ReceiptList receipts={receipts} />
      <Actions>
        {invoiceHref && <a href={invoiceHref}>{t.askInvoice}</a>}
        <a href="/receipts">{t.allReceipts}</a>
      </Actions>
    </>
  )
}

function Visibility({ name, isVisible }: { name: string; isVisible: boolean }) {
  const t = useMessages(manageMessages)
  if (name === '')
    return (
      <>
        <h2 className="h3">{t.visibility}</h2>
        <p>{t.noName}</p>
      </>
    )
  return (
    <>
      <h2 className="h3">{t.visibility}</h2>
      <p>{isVisible ? t.visibleNow(name) : t.hiddenNow}</p>
      <Form hidden={{ show: isVisible ? 'no' : 'yes' }}>
        <Button>{isVisible ? t.hide : t.show}</Button>
      </Form>
    </>
  )
}
