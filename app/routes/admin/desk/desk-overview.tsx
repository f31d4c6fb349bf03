import { moment } from '#app/i18n/format.ts'
import { deskMessages } from '#app/i18n/messages/desk.ts'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { isLateKind } from '#app/ui/desk/discrepancy-words.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Campaigns, Float } from './campaigns.tsx'
import { Late } from './late.tsx'
import type { DeskRead } from './read-desk.server.ts'
import { Waiting } from './waiting.tsx'
import { Wrong } from './wrong.tsx'

interface DeskOverviewProps {
  pages: readonly DeskPage[]
  desk: DeskRead
}

/** The desk: what waits, what is late, what does not add up, and the way to everything else. */
export function DeskOverview({ pages, desk }: DeskOverviewProps) {
  const language = useLanguage()
  const t = useMessages(deskMessages)
  const { now, check, reviews, books, work } = desk
  const discrepancies = books?.discrepancies ?? []
  return (
    <>
      <DeskHead kicker={t.kicker(moment(now, language))} title={useTitle(desk)} />
      <DeskTabs pages={pages} current="desk" />
      {check && !check.holds && <Broken check={check} />}
      <Waiting reviews={reviews} books={books} now={now} />
      <Late
        discrepancies={discrepancies.filter(({ kind }) => isLateKind(kind))}
        check={check}
        work={work}
        now={now}
      />
      {books && (
        <>
          <Wrong
            discrepancies={discrepancies.filter(({ kind }) => !isLateKind(kind))}
            openCount={books.openCount}
            check={check}
            now={now}
          />
          <Float left={books.float} waits={books.waits} />
          <Campaigns live={books.live} undecided={books.undecided} ended={books.ended} />
        </>
      )}
    </>
  )
}

/** The state of things in one sentence. */
function useTitle({ check, reviews, books }: DeskRead): string {
  const t = useMessages(deskMessages).titles
  const waits = (reviews?.length ?? 0) + (books ? books.proposals.length + books.toPay.length : 0)
  const wrong = books?.openCount ?? 0
  if (check && !check.holds) return t.broken
  if (wrong > 0) return waits > 0 ? t.both(wrong, waits) : t.wrong(wrong)
  return waits > 0 ? t.waits(waits) : t.calm
}

function Broken({ check }: { check: NonNullable<DeskRead['check']> }) {
  const language = useLanguage()
  const t = useMessages(deskMessages)
  const sentences: Partial<Record<string, string>> = t.invariants
  return (
    <div className="page after">
      <Notice kind="alarm" title={t.broken} isAnswer>
        <p>{t.brokenText(moment(check.at, language))}</p>
        <ul>
          {check.broken.map(({ id, says, figure }) => (
            <li key={id}>
              {id}: {sentences[id] ?? says} {figure && <span className="small">({figure})</span>}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}
