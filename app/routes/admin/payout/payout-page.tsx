import type { JournalEntry } from '#app/domain/ledger/journal-queries.server.ts'
import type { DeskPayout } from '#app/domain/payouts/payout-queries.server.ts'
import type { Approved } from '#app/domain/payouts/payouts.server.ts'
import { euros } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/language.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { payoutMessages } from '#app/i18n/messages/payouts.ts'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { EntryList } from '#app/ui/desk/entry-list.tsx'
import { PayoutAmounts } from '#app/ui/desk/payout-amounts.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Columns, Section } from '#app/ui/section.tsx'
import { Stamp } from '#app/ui/stamp.tsx'
import { Course } from './course.tsx'
import type { Signing, VOID_PROBLEMS } from './payout-deeds.ts'
import { Signature } from './signature.tsx'

/** Why nothing was done, and what was typed. */
export interface PayoutAnswer {
  refusal?: Extract<Approved, { ok: false }>['reason'] | 'sign-in-again'
  problem?: (typeof VOID_PROBLEMS)[number]
  reason?: string
}

interface PayoutPageProps {
  pages: readonly DeskPage[]
  payout: DeskPayout
  entries: readonly JournalEntry[]
  signing: Signing
  mayVoid: boolean
  isFresh: boolean
  email: string
  answer?: PayoutAnswer
}

/** One payout: what it is made of, the second signature, and its way to the bank with every entry. */
export function PayoutPage({ pages, payout, entries, answer, ...signature }: PayoutPageProps) {
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
      <Answers payout={payout} refusal={answer?.refusal} />
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
      {state === 'proposed' && <Signature payout={payout} {...signature} answer={answer} />}
      <Section id="course" title={t.page.course}>
        <Course payout={payout} entries={entries} />
      </Section>
      <Section id="entries" title={t.page.entries}>
        <EntryList caption={t.page.entriesCaption} entries={entries} empty={<p>{t.page.entriesNone}</p>} />
      </Section>
    </>
  )
}

/** What the machine voids says why in a sentence of its own; a person wrote theirs. */
function whyVoided(reason: string | null, language: Language): string {
  const t = messagesFor(payoutMessages, language)
  if (reason === 'changed-meanwhile') return t.voidedChanged
  if (reason === 'bank-changed' || reason === 'proposer-lost-role') return t.refusals[reason]
  return t.voidedBecause(reason ?? '')
}

function stampOf(state: DeskPayout['state']): 'plain' | 'money' | 'alarm' | 'concern' {
  if (state === 'payout_failed') return 'alarm'
  if (state === 'voided') return 'plain'
  return state === 'proposed' ? 'concern' : 'money'
}

function Answers({ payout, refusal }: { payout: DeskPayout; refusal: PayoutAnswer['refusal'] }) {
  const language = useLanguage()
  const t = useMessages(payoutMessages)
  return (
    <div className="page after">
      {refusal && (
        <Notice kind="alarm" title={t.refused} isAnswer>
          {t.refusals[refusal]}
        </Notice>
      )}
      {payout.state === 'voided' && (
        <Notice title={t.states.voided}>{whyVoided(payout.voidReason, language)}</Notice>
      )}
      {payout.state === 'payout_failed' && (
        <Notice kind="alarm" title={t.states.payout_failed}>
          {t.failedText}
        </Notice>
      )}
    </div>
  )
}
