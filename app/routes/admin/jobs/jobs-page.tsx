import type { DeadJob, WaitingKind } from '#app/domain/outbox/outbox-queries.server.ts'
import { moment, number } from '#app/i18n/format.ts'
import { jobMessages } from '#app/i18n/messages/jobs.ts'
import { Button } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Job, Queue } from '#app/ui/queue.tsx'
import { Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'

interface JobsPageProps {
  pages: readonly DeskPage[]
  waiting: readonly WaitingKind[]
  dead: readonly DeadJob[]
  newer: string | null
  isOldest: boolean
  /** What became of the job that somebody just let be tried again. */
  answer: 'revived' | 'gone' | null
}

/** What waits to be done by itself, and what was given up. */
export function JobsPage({ pages, waiting, dead, newer, isOldest, answer }: JobsPageProps) {
  const t = useMessages(jobMessages)
  return (
    <>
      <DeskHead title={t.title} />
      <DeskTabs pages={pages} current="jobs" />
      <div className="page after">
        <p className="lead">{t.lead}</p>
        {answer && (
          <Notice
            kind={answer === 'revived' ? 'money' : 'plain'}
            title={answer === 'revived' ? t.revived : t.gone}
            isAnswer
          >
            {answer === 'revived' ? t.revivedText : t.goneText}
          </Notice>
        )}
      </div>
      <Section id="given-up" title={t.givenUp}>
        {dead.length === 0 ? (
          <Empty title={t.givenUpNone}>{t.givenUpNoneText}</Empty>
        ) : (
          <Queue>
            {dead.map(job => (
              <GivenUp key={job.id} job={job} />
            ))}
          </Queue>
        )}
        <Pager
          newerHref={newer === null ? undefined : `/admin/jobs?after=${newer}#given-up`}
          newerLabel={t.more}
          olderHref={isOldest ? undefined : '/admin/jobs#given-up'}
          olderLabel={t.oldest}
        />
      </Section>
      <Waiting kinds={waiting} />
    </>
  )
}

function useKindName(): (kind: string) => string {
  const names: Partial<Record<string, string>> = useMessages(jobMessages).kinds
  return kind => names[kind] ?? kind
}

function GivenUp({ job }: { job: DeadJob }) {
  const language = useLanguage()
  const t = useMessages(jobMessages)
  const nameOf = useKindName()
  return (
    <Job
      title={nameOf(job.kind)}
      age={moment(job.deadAt, language)}
      isLate
      deed={
        <Form action="/admin/jobs" hidden={{ jobId: job.id }}>
          <Button>{t.revive}</Button>
        </Form>
      }
    >
      {t.attempts(job.attempts)}
      {job.problem && (
        <>
          {' '}
          {t.problem}: <code>{job.problem}</code>
        </>
      )}
    </Job>
  )
}

function Waiting({ kinds }: { kinds: readonly WaitingKind[] }) {
  const language = useLanguage()
  const t = useMessages(jobMessages)
  const nameOf = useKindName()
  return (
    <Section id="waiting" title={t.waiting}>
      <Table
        caption={t.waitingCaption}
        columns={[
          { label: t.kind },
          { label: t.count, isNumber: true },
          { label: t.failedBefore, isNumber: true },
          { label: t.first },
        ]}
        rows={kinds.map(({ kind, count, failedBefore, firstRunAt }) => ({
          key: kind,
          cells: [
            nameOf(kind),
            number(count, language),
            number(failedBefore, language),
            moment(firstRunAt, language),
          ],
        }))}
        empty={<Empty title={t.waitingNone}>{t.waitingNoneText}</Empty>}
      />
    </Section>
  )
}
