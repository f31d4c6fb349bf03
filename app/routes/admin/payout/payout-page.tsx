import type { JournalEntry } from '#app/domain/ledger/journal-queries.server.ts'
import type { PayoutReversal } from '#app/domain/payouts/payout-reversal.ts'
import type { DeskPayout } from '#app/domain/payouts/payout-queries.server.ts'
import { euros } from '#app/i18n/format.ts'
import { payoutMessages } from '#app/i18n/messages/payouts.ts'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { EntryList } from '#app/ui/desk/entry-list.tsx'
import { PayoutAmounts } from '#app/ui/desk/payout-amounts.tsx'
import { SecondSignature, SignatureNotices } from '#app/ui/desk/second-signature.tsx'
import type { SignatureAnswer, Signing } from '#app/ui/desk/second-signature.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Columns, Section } from '#app/ui/section.tsx'
import { Stamp } from '#app/ui/stamp.tsx'
import { Course } from './course.tsx'
import { Reversals } from './reversals.tsx'

interface PayoutPageProps {
  pages: readonly DeskPage[]
  payout: DeskPayout
  entries: readonly JournalEntry[]
  reversals: readonly PayoutReversal[]
  mayReverse: boolean
  signing: Signing
  mayVoid: boolean
  isFresh: boolean
  email: string
  answer?: SignatureAnswer
}

/** One payout: what it is made of, the second signature, and its way to the bank with every entry. */
export function PayoutPage(page: PayoutPageProps) {
  const { pages, payout, entries, reversals, mayReverse, answer, ...signature } = page
  const language = useLanguage()
  const t = useMessages(payoutMessages)
  const { state, amounts, campaign } = payout
  return (
    <>
      <DeskHead
        kicker={
          <>
            {t.page.kicker(payout.n)} · <Stamp kind={stampOf(state)}>{t.states[state]}</Stamp>
          </>
        }
        title={t.page.title(euros(amounts.payout, language), campaign.title)}
      />
      <DeskTabs pages={pages} current="payouts" />
      <div className="page after">
        <SignatureNotices answer={answer} voidReason={payout.voidReason} />
        {state === 'payout_failed' && (
          <Notice kind="alarm" title={t.states.payout_failed}>
            {t.failedText}
          </Notice>
        )}
      </div>
      <Section id="proposal" title={t.page.amounts}>
        <Columns
          aside={
            <Facts
              facts={[
                { label: t.page.to, value: payout.initiator.name },
                {
                  label: t.page.campaign,
                  value: <a href={`/admin/campaigns/${campaign.id}`}>{campaign.title}</a>,
                },
                { label: t.page.account, value: <code>{payout.stripeAccountId}</code> },
              ]}
            />
          }
        >
          <PayoutAmounts amounts={amounts} />
        </Columns>
      </Section>
      {state === 'proposed' && (
        <SecondSignature
          {...signature}
          hash={payout.approvalHash}
          amount={euros(amounts.payout, language)}
          answer={answer}
          returnTo={`/admin/payouts/${payout.id}`}
        >
          <p>{t.approveText(euros(amounts.payout, language), payout.initiator.name)}</p>
        </SecondSignature>
      )}
      <Section id="course" title={t.page.course}>
        <Course payout={payout} entries={entries} />
      </Section>
      <Reversals payout={payout} reversals={reversals} mayReverse={mayReverse} />
      <Section id="entries" title={t.page.entries}>
        <EntryList caption={t.page.entriesCaption} entries={entries} empty={<p>{t.page.entriesNone}</p>} />
      </Section>
    </>
  )
}

function stampOf(state: DeskPayout['state']): 'plain' | 'money' | 'alarm' | 'concern' {
  if (state === 'payout_failed') return 'alarm'
  if (state === 'voided') return 'plain'
  return state === 'proposed' ? 'concern' : 'money'
}
