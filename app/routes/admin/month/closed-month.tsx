import type { Month } from '#app/domain/months/month.ts'
import type { ClosedMonth } from '#app/domain/months/month-queries.server.ts'
import { moment, number } from '#app/i18n/format.ts'
import { monthMessages } from '#app/i18n/messages/months.ts'
import { Facts } from '#app/ui/facts.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Section } from '#app/ui/section.tsx'

/** A month that two people closed: who, when, the seal that holds it, and the files that were made of it. */
export function ClosedMonthSection({ month, closed }: { month: Month; closed: ClosedMonth }) {
  const language = useLanguage()
  const t = useMessages(monthMessages)
  const names = { report: t.reportFile, archive: t.archive }
  return (
    <Section id="closed" title={t.closedTitle}>
      <p>{t.closedText(closed.proposedBy, closed.confirmedBy, moment(closed.confirmedAt, language))}</p>
      <Facts
        facts={[
          {
            label: t.headLabel,
            value: (
              <>
                {number(closed.headSeq, language)}: <code>{closed.headHash}</code>
              </>
            ),
          },
          ...closed.files.map(({ kind, sha256 }) => ({
            label: names[kind],
            value: (
              <>
                <a href={`/admin/months/${month}/${kind}`} download>
                  {names[kind]}
                </a>
                <br />
                <span className="small soft">
                  {t.hash} <code>{sha256}</code>
                </span>
              </>
            ),
          })),
        ]}
      />
      {closed.files.length === 0 && <p>{t.filesPending}</p>}
    </Section>
  )
}
