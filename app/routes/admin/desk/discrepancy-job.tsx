import { lasting } from '#app/i18n/format.ts'
import { deskMessages } from '#app/i18n/messages/desk.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { discrepancyWords } from '#app/ui/desk/discrepancy-words.ts'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Job } from '#app/ui/queue.tsx'
import type { DeskRead } from './read-desk.server.ts'

interface DiscrepancyJobProps {
  discrepancy: NonNullable<DeskRead['books']>['discrepancies'][number]
  now: string
  isLate?: boolean
}

/** One thing that does not add up, with the way to where it is looked into. */
export function DiscrepancyJob({ discrepancy, now, isLate }: DiscrepancyJobProps) {
  const language = useLanguage()
  const t = useMessages(deskMessages)
  const { title, cause } = discrepancyWords(discrepancy, language)
  return (
    <Job
      title={title}
      age={t.old(lasting(Date.parse(now) - Date.parse(discrepancy.foundAt), language))}
      isLate={isLate}
      deed={<ButtonLink href={`/admin/discrepancies#discrepancy-${discrepancy.id}`}>{t.resolve}</ButtonLink>}
    >
      {cause}
    </Job>
  )
}
