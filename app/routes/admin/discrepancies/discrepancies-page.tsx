import type {
  Discrepancy,
  ResolvedDiscrepancy,
} from '#app/domain/reconciliation/reconciliation-queries.server.ts'
import { day, moment } from '#app/i18n/format.ts'
import { deskMessages } from '#app/i18n/messages/desk.ts'
import { discrepancyMessages } from '#app/i18n/messages/discrepancies.ts'
import { discrepancyKindMessages } from '#app/i18n/messages/discrepancy-kinds.ts'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { discrepancyWords } from '#app/ui/desk/discrepancy-words.ts'
import { Empty } from '#app/ui/empty.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'
import { DiscrepancyFilter } from './discrepancy-filter.tsx'
import { OpenDiscrepancies } from './open-discrepancies.tsx'
import { ResolveForm } from './resolve-form.tsx'
import type { ResolveAnswer } from './resolve-form.tsx'

interface DiscrepanciesPageProps {
  pages: readonly DeskPage[]
  now: string
  check: { at: string; holds: boolean } | null
  discrepancies: readonly Discrepancy[]
  newer: string | null
  isOldest: boolean
  resolved: readonly ResolvedDiscrepancy[]
  mayResolve: boolean
  seesJobs: boolean
  /** The one that is being closed. */
  inHand: Discrepancy | null
  isGone: boolean
  isDone: boolean
  filter: { kind: string | null; only: string | null; overdue: boolean }
  kinds: readonly string[]
  answer?: ResolveAnswer
}

/** Everything that does not add up, why, and what to do; and how the last ones were closed. */
export function DiscrepanciesPage(page: DiscrepanciesPageProps) {
  const t = useMessages(discrepancyMessages)
  const more = useMessages(discrepancyKindMessages)
  const { discrepancies, newer, isOldest, inHand, filter } = page
  const isFiltered = filter.kind !== null || filter.only !== null || filter.overdue
  const hrefAfter = (after: string | null) => {
    const query = new URLSearchParams({
      ...(filter.kind !== null && { kind: filter.kind }),
      ...(filter.overdue && { age: 'overdue' }),
      ...(after !== null && { after }),
    })
    return query.size === 0 ? '/admin/discrepancies' : `/admin/discrepancies?${query.toString()}`
  }
  return (
    <>
      <DeskHead title={t.title} />
      <DeskTabs pages={page.pages} current="discrepancies" />
      <div className="page after">
        <p className="lead">{t.lead}</p>
        {page.isGone && (
          <Notice title={t.closedAlready} isAnswer>
            {t.closedAlreadyText}
          </Notice>
        )}
        {page.isDone && (
          <Notice kind="money" title={more.deedDone} isAnswer>
            {more.deedDoneText}
          </Notice>
        )}
      </div>
      {inHand && <ResolveForm discrepancy={inHand} answer={page.answer} />}
      <Section id="open" title={t.open} aside={discrepancies.length > 0 ? t.openAside : undefined}>
        {(isFiltered || page.kinds.length > 1) && <DiscrepancyFilter filter={filter} kinds={page.kinds} />}
        {discrepancies.length > 0 ? (
          <OpenDiscrepancies {...page} />
        ) : isFiltered ? (
          <Empty title={more.filter.nothing}>{more.filter.nothingText}</Empty>
        ) : (
          <NothingOpen check={page.check} />
        )}
        <Pager
          newerHref={newer === null ? undefined : hrefAfter(newer)}
          newerLabel={t.more}
          olderHref={isOldest ? undefined : hrefAfter(null)}
          olderLabel={t.first}
        />
      </Section>
      {page.resolved.length > 0 && <Resolved resolved={page.resolved} />}
    </>
  )
}

function NothingOpen({ check }: Pick<DiscrepanciesPageProps, 'check'>) {
  const language = useLanguage()
  const t = useMessages(discrepancyMessages)
  const { broken } = useMessages(deskMessages)
  if (check && !check.holds) return <Empty title={broken}>{t.noneBroken}</Empty>
  return <Empty title={t.none}>{check ? t.noneText(moment(check.at, language)) : t.noneUnchecked}</Empty>
}

function Resolved({ resolved }: { resolved: readonly ResolvedDiscrepancy[] }) {
  const language = useLanguage()
  const { closedByMachine } = useMessages(discrepancyKindMessages)
  const t = useMessages(discrepancyMessages)
  return (
    <Section id="resolved" title={t.resolved}>
      <Table
        caption={t.resolvedCaption}
        columns={[{ label: t.what }, { label: t.how }, { label: t.by }, { label: t.when }]}
        rows={resolved.map(each => ({
          key: each.id,
          cells: [
            discrepancyWords(each, language).title,
            each.resolvedBy === null ? t.byItself : each.resolution,
            each.resolvedBy ?? closedByMachine,
            day(each.resolvedAt, language),
          ],
        }))}
      />
    </Section>
  )
}
