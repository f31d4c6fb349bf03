import type { Dispute } from '#app/domain/disputes/dispute-queries.server.ts'
import { day, euros, moment } from '#app/i18n/format.ts'
import { disputeMessages } from '#app/i18n/messages/disputes.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Job, Queue } from '#app/ui/queue.tsx'
import { Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'

interface DisputesPageProps {
  pages: readonly DeskPage[]
  mayAnswer: boolean
  open: readonly (Dispute & { isLate: boolean })[]
  decided: readonly Dispute[]
}

/** Disputes as a queue: first what must be answered soonest; and how the last ones ended. */
export function DisputesPage({ pages, mayAnswer, open, decided }: DisputesPageProps) {
  const language = useLanguage()
  const t = useMessages(disputeMessages)
  const named = ({ amount, campaign }: Dispute) => t.row(euros(amount, language), campaign.title)
  const until = ({ answer, evidenceDueAt }: Dispute) => {
    if (answer) return t.answered
    return evidenceDueAt ? t.answerUntil(moment(evidenceDueAt, language)) : t.noLastDay
  }
  return (
    <>
      <DeskHead title={t.title} />
      <DeskTabs pages={pages} current="disputes" />
      <div className="page after">
        <p className="lead">{t.lead}</p>
      </div>
      <Section id="open" title={t.open}>
        {open.length === 0 ? (
          <Empty title={t.none}>{t.noneText}</Empty>
        ) : (
          <Queue>
            {open.map(dispute => (
              <Job
                key={dispute.id}
                title={named(dispute)}
                age={t.states[dispute.state]}
                ageNote={until(dispute)}
                isLate={dispute.isLate}
                deed={
                  <ButtonLink href={`/admin/disputes/${dispute.id}`}>
                    {mayAnswer && !dispute.answer ? t.look : t.see}
                  </ButtonLink>
                }
              >
                {t.stateText[dispute.state]}
              </Job>
            ))}
          </Queue>
        )}
      </Section>
      {decided.length > 0 && (
        <Section id="decided" title={t.decided}>
          <Table
            caption={t.decidedCaption}
            columns={[{ label: t.columns.what }, { label: t.columns.outcome }, { label: t.columns.when }]}
            rows={decided.map(dispute => ({
              key: dispute.id,
              cells: [
                <a key="what" href={`/admin/disputes/${dispute.id}`}>
                  {named(dispute)}
                </a>,
                t.states[dispute.state],
                day(dispute.closedAt ?? dispute.openedAt, language),
              ],
            }))}
          />
        </Section>
      )}
    </>
  )
}
