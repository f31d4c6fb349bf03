import { moment } from '#app/i18n/format.ts'
import { deskMessages } from '#app/i18n/messages/desk.ts'
import { Empty } from '#app/ui/empty.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Queue } from '#app/ui/queue.tsx'
import { Section } from '#app/ui/section.tsx'
import { DiscrepancyJob } from './discrepancy-job.tsx'
import type { DeskRead } from './read-desk.server.ts'

interface WrongProps {
  discrepancies: NonNullable<DeskRead['books']>['discrepancies']
  openCount: number
  check: DeskRead['check']
  now: string
}

/** What does not add up; and when it all does, since when that is known. */
export function Wrong({ discrepancies, openCount, check, now }: WrongProps) {
  const language = useLanguage()
  const t = useMessages(deskMessages)
  const all = <a href="/admin/discrepancies">{t.seeAll(openCount)}</a>
  return (
    <Section id="wrong" title={t.wrong} aside={openCount > 0 ? all : undefined}>
      {openCount === 0 && (
        <Empty title={check && !check.holds ? t.broken : t.allRight}>
          {check === null
            ? t.neverChecked
            : check.holds
              ? t.allRightText(moment(check.at, language))
              : t.notHolding}
        </Empty>
      )}
      {openCount > 0 && discrepancies.length === 0 && <p>{t.onlyLate}</p>}
      {discrepancies.length > 0 && (
        <Queue>
          {discrepancies.map(discrepancy => (
            <DiscrepancyJob key={discrepancy.id} discrepancy={discrepancy} now={now} />
          ))}
        </Queue>
      )}
    </Section>
  )
}
