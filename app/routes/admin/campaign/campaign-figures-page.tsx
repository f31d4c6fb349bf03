import type { DecidedRefund } from '#app/domain/payments/decided-refund.server.ts'
import type { ProposalRefusal } from '#app/domain/payouts/payouts.server.ts'
import { campaignFiguresMessages } from '#app/i18n/messages/campaign-figures.ts'
import { deskMessages } from '#app/i18n/messages/desk.ts'
import { stoppingMessages } from '#app/i18n/messages/stopping.ts'
import { refundEveryoneMessages } from '#app/i18n/messages/refund-everyone.ts'
import { receiptMessages } from '#app/i18n/messages/receipts.ts'
import { Actions } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Stamp } from '#app/ui/stamp.tsx'
import type { REFUND_PROBLEMS } from './campaign-deeds.ts'
import { Closing } from './closing.tsx'
import { Money } from './money.tsx'
import { CampaignPayouts } from './payouts.tsx'
import { Pledges } from './pledges.tsx'
import type { CampaignRead } from './read-campaign.server.ts'
import { RefundForm } from './refund-form.tsx'

/** Why nothing was done, and what was typed. */
export interface CampaignAnswer {
  refundProblems?: Partial<Record<string, (typeof REFUND_PROBLEMS)[number]>>
  proposalRefusal?: ProposalRefusal | 'sign-in-again'
  isTrancheWrong?: boolean
  /** What was typed of a tranche. */
  wanted?: string
  refundRefusal?: Exclude<
    Extract<DecidedRefund, { ok: false }>['reason'],
    'no-such-pledge' | 'reason-missing'
  >
  reason?: string
  amount?: string
}

interface CampaignFiguresPageProps {
  pages: readonly DeskPage[]
  found: CampaignRead
  isFresh: boolean
  answer?: CampaignAnswer
}

/** A campaign in figures: its money, how it ends, its payouts and its pledges. */
export function CampaignFiguresPage({ pages, found, isFresh, answer }: CampaignFiguresPageProps) {
  const t = useMessages(campaignFiguresMessages)
  const everyone = useMessages(refundEveryoneMessages)
  const { settings: receiptWords } = useMessages(receiptMessages)
  const { campaignStates } = useMessages(deskMessages)
  const { link: stopLink } = useMessages(stoppingMessages)
  const { campaign, mayReview } = found
  return (
    <>
      <DeskHead
        kicker={
          <>
            {t.kicker} · <Stamp kind="plain">{campaignStates[campaign.told]}</Stamp>
          </>
        }
        title={campaign.title}
      />
      <DeskTabs pages={pages} />
      <div className="page after">
        <Actions>
          {campaign.slug && <a href={`/campaigns/${campaign.slug}`}>{t.page}</a>}
          {campaign.slug && <a href={`/campaigns/${campaign.slug}/ledger`}>{t.ledger}</a>}
          {found.mayStop && <a href={`/admin/campaigns/${campaign.id}/stop`}>{stopLink}</a>}
          {mayReview && <a href={`/admin/reviews/${campaign.id}`}>{t.reviewPage}</a>}
          <a href={`/admin/campaigns/${campaign.id}/refund-everyone`}>{everyone.link}</a>
          {mayReview && <a href={`/admin/campaigns/${campaign.id}/receipts`}>{receiptWords.link}</a>}
        </Actions>
      </div>
      <RefundForm found={found} answer={answer} />
      <Money found={found} />
      <Closing found={found} />
      <CampaignPayouts found={found} isFresh={isFresh} answer={answer} />
      <Pledges found={found} />
    </>
  )
}
