import type { EntryInFull, StripeTransaction } from '#app/domain/ledger/entry-queries.server.ts'
import { day, euros, moment, number } from '#app/i18n/format.ts'
import { booksDeskMessages } from '#app/i18n/messages/books-desk.ts'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { EntryList } from '#app/ui/desk/entry-list.tsx'
import { Facts } from '#app/ui/facts.tsx'
import type { Fact } from '#app/ui/facts.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Columns, Section } from '#app/ui/section.tsx'

interface EntryPageProps {
  title: string
  pages: readonly DeskPage[]
  found: EntryInFull
}

/** One entry: its postings, its seal, where it comes from, and the other entries of the same money. */
export function EntryPage({ title, pages, found }: EntryPageProps) {
  const t = useMessages(booksDeskMessages).entry
  const { entry, transaction, related } = found
  return (
    <>
      <DeskHead kicker={<a href="/admin/journal">{t.back}</a>} title={title} />
      <DeskTabs pages={pages} current="journal" />
      <Section id="postings" title={t.postings}>
        <EntryList caption={title} entries={[entry]} isWithoutLinks />
      </Section>
      <Section id="about" title={t.about}>
        <Columns aside={transaction && <Transaction transaction={transaction} />}>
          <Facts facts={useFacts(found)} />
        </Columns>
      </Section>
      <Section id="related" title={t.related}>
        <EntryList caption={t.relatedCaption} entries={related} empty={<p>{t.relatedNone}</p>} />
      </Section>
    </>
  )
}

function useFacts({ entry, recordedAt, seal, campaign, settlementId }: EntryInFull): Fact[] {
  const language = useLanguage()
  const t = useMessages(booksDeskMessages).entry
  const sources: Partial<Record<string, string>> = t.sources
  return [
    { label: t.occurred, value: moment(entry.occurredAt, language) },
    { label: t.recorded, value: moment(recordedAt, language) },
    {
      label: t.source,
      value: (
        <>
          {sources[entry.source.type] ?? entry.source.type} <code>{entry.source.id}</code>
        </>
      ),
    },
    ...(campaign
      ? [{ label: t.campaign, value: <a href={`/admin/campaigns/${campaign.id}`}>{campaign.title}</a> }]
      : []),
    ...(settlementId
      ? [{ label: t.payout, value: <a href={`/admin/payouts/${settlementId}`}>{t.seePayout}</a> }]
      : []),
    ...(entry.reversesId
      ? [
          {
            label: t.reverses,
            value: <a href={`/admin/journal/${entry.reversesId}`}>{entry.reversesId}</a>,
          },
        ]
      : []),
    { label: t.id, value: <code>{entry.id}</code> },
    ...(seal
      ? [
          { label: t.number, value: number(seal.seq, language) },
          { label: t.hash, value: <code>{seal.hash}</code> },
          { label: t.previousHash, value: <code>{seal.previousHash}</code> },
        ]
      : [{ label: t.hash, value: t.unsealed }]),
  ]
}

function Transaction({ transaction }: { transaction: StripeTransaction }) {
  const language = useLanguage()
  const t = useMessages(booksDeskMessages).entry
  return (
    <>
      <h3>{t.transaction}</h3>
      <Facts
        facts={[
          { label: t.category, value: transaction.category },
          ...(transaction.sourceId
            ? [{ label: t.stripeSource, value: <code>{transaction.sourceId}</code> }]
            : []),
          { label: t.amount, value: euros(transaction.amount, language) },
          { label: t.fee, value: euros(transaction.fee, language) },
          { label: t.net, value: euros(transaction.net, language) },
          { label: t.available, value: day(transaction.availableOn, language) },
        ]}
      />
    </>
  )
}
