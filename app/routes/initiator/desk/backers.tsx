import type { BackerOfCampaign } from '#app/domain/pledges/pledge-queries.server.ts'
import { dayShort, wholeEuros } from '#app/i18n/format.ts'
import { initiatorMessages } from '#app/i18n/messages/initiator.ts'
import { Empty } from '#app/ui/empty.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'

interface BackersProps {
  backers: readonly BackerOfCampaign[]
  next: string | null
  base: string
}

/** Who gave, newest first. Who gave without a name has none here either. */
export function Backers({ backers, next, base }: BackersProps) {
  const language = useLanguage()
  const t = useMessages(initiatorMessages).desk
  const states: Partial<Record<BackerOfCampaign['state'], string>> = t.pledgeStates
  return (
    <Section id="backers" title={t.backers} aside={t.backersAside}>
      <Table
        caption={t.backersTable}
        columns={[
          { label: t.name },
          { label: t.amount, isNumber: true },
          { label: t.reward },
          { label: t.message },
          { label: t.day },
          { label: t.how },
        ]}
        rows={backers.map(backer => ({
          key: backer.pledgeId,
          cells: [
            backer.name ?? <span className="soft">{t.nameless}</span>,
            wholeEuros(backer.amount, language),
            backer.rewardTitle ?? t.noReward,
            backer.message,
            dayShort(backer.day, language),
            states[backer.state] ?? backer.state,
          ],
        }))}
        empty={<Empty title={t.backersNone}>{t.backersNoneText}</Empty>}
      />
      <Pager
        olderHref={next === null ? undefined : `${base}?after=${encodeURIComponent(next)}#backers`}
        olderLabel={t.olderBackers}
      />
    </Section>
  )
}
