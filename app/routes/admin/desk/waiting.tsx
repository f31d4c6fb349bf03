import { DAY_MS } from '#app/domain/clock.ts'
import { euros, lasting } from '#app/i18n/format.ts'
import { deskMessages } from '#app/i18n/messages/desk.ts'
import { payoutMessages } from '#app/i18n/messages/payouts.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Job, Queue } from '#app/ui/queue.tsx'
import { Section } from '#app/ui/section.tsx'
import type { DeskRead } from './read-desk.server.ts'

interface WaitingProps {
  reviews: DeskRead['reviews']
  books: DeskRead['books']
  now: string
}

/** A person is told that a reviewer answers within three days. */
const LATE_AFTER_MS = 3 * DAY_MS

/** What waits for a person: campaigns to review, payouts to propose and to sign. */
export function Waiting({ reviews, books, now }: WaitingProps) {
  const t = useMessages(deskMessages)
  const isEmpty = !reviews?.length && !books?.proposals.length && !books?.toPay.length
  return (
    <Section id="waits" title={t.waits} aside={isEmpty ? undefined : t.waitsAside}>
      {isEmpty ? (
        <Empty title={t.waitsNone}>{t.waitsNoneText}</Empty>
      ) : (
        <Queue>
          {reviews?.map(review => (
            <ReviewJob key={review.id} review={review} now={now} />
          ))}
          {books?.proposals.map(proposal => (
            <ProposalJob key={proposal.id} proposal={proposal} now={now} />
          ))}
          {books?.toPay.map(campaign => (
            <ToPayJob key={campaign.id} campaign={campaign} now={now} />
          ))}
        </Queue>
      )}
    </Section>
  )
}

function useAge(since: string | null, now: string): { age?: string; isLate: boolean } {
  const language = useLanguage()
  const t = useMessages(deskMessages)
  if (since === null) return { isLate: false }
  const ms = Date.parse(now) - Date.parse(since)
  return { age: t.old(lasting(ms, language)), isLate: ms > LATE_AFTER_MS }
}

function ReviewJob({ review, now }: { review: NonNullable<DeskRead['reviews']>[number]; now: string }) {
  const t = useMessages(deskMessages)
  const sentences = [
    t.reviewBy(review.initiatorName),
    ...(review.isOwn ? [t.reviewOwn] : []),
    ...(review.payoutAccount === 'active' ? [] : [t.reviewAccount]),
  ]
  return (
    <Job
      title={t.review(review.title)}
      {...useAge(review.submittedAt, now)}
      deed={!review.isOwn && <ButtonLink href={`/admin/reviews/${review.id}`}>{t.reviewGo}</ButtonLink>}
    >
      {sentences.join(' ')}
    </Job>
  )
}

type Books = NonNullable<DeskRead['books']>

function ProposalJob({ proposal, now }: { proposal: Books['proposals'][number]; now: string }) {
  const language = useLanguage()
  const t = useMessages(deskMessages)
  return (
    <Job
      title={t.sign(euros(proposal.payout, language), proposal.title)}
      {...useAge(proposal.proposedAt, now)}
      deed={
        <ButtonLink href={`/admin/payouts/${proposal.id}`}>{proposal.maySign ? t.signGo : t.look}</ButtonLink>
      }
    >
      {proposal.isOwn ? t.signOwn : t.signBy(proposal.proposedBy)}
    </Job>
  )
}

function ToPayJob({ campaign, now }: { campaign: Books['toPay'][number]; now: string }) {
  const language = useLanguage()
  const t = useMessages(deskMessages)
  const { list } = useMessages(payoutMessages)
  const cards = campaign.cardsOpen > 0 ? ` ${list.cardsOpen(campaign.cardsOpen)}` : ''
  return (
    <Job
      title={t.propose(campaign.title)}
      {...useAge(campaign.payableSince, now)}
      deed={<ButtonLink href={`/admin/campaigns/${campaign.id}#payouts`}>{t.proposeGo}</ButtonLink>}
    >
      {list.toPayText(euros(campaign.held, language)) + cards}
    </Job>
  )
}
