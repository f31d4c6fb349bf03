import { lasting, moment } from '#app/i18n/format.ts'
import { deskMessages } from '#app/i18n/messages/desk.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Job, Queue } from '#app/ui/queue.tsx'
import { Section } from '#app/ui/section.tsx'
import { DiscrepancyJob } from './discrepancy-job.tsx'
import type { DeskRead } from './read-desk.server.ts'

interface LateProps {
  discrepancies: NonNullable<DeskRead['books']>['discrepancies']
  check: DeskRead['check']
  work: DeskRead['work']
  now: string
}

/** What takes too long: money under way, work in the background, the check of the books. */
export function Late({ discrepancies, check, work, now }: LateProps) {
  const language = useLanguage()
  const t = useMessages(deskMessages)
  const isCheckLate = check === null || check.isOld
  const behind = work?.behind ?? null
  const dead = work?.dead ?? 0
  const isEmpty = discrepancies.length === 0 && !isCheckLate && !behind && dead === 0
  return (
    <Section id="late" title={t.late}>
      {isEmpty && <Empty title={t.lateNone}>{t.lateNoneText}</Empty>}
      {!isEmpty && (
        <Queue>
          {isCheckLate && (
            <Job title={t.checkOld} isLate>
              {check ? t.checkOldText(moment(check.at, language)) : t.checkNever}
            </Job>
          )}
          {behind && (
            <Job
              title={t.workBehind(behind.count)}
              age={t.old(lasting(Date.parse(now) - Date.parse(behind.since), language))}
              isLate
              deed={<ButtonLink href="/admin/jobs">{t.look}</ButtonLink>}
            >
              {t.workBehindText}
            </Job>
          )}
          {dead > 0 && (
            <Job
              title={t.givenUp(dead)}
              isLate
              deed={<ButtonLink href="/admin/jobs#given-up">{t.look}</ButtonLink>}
            >
              {t.givenUpText}
            </Job>
          )}
          {discrepancies.map(discrepancy => (
            <DiscrepancyJob key={discrepancy.id} discrepancy={discrepancy} now={now} isLate />
          ))}
        </Queue>
      )}
    </Section>
  )
}
