import type { Counted, RefundRun } from '#app/domain/payments/refund-run-queries.server.ts'
import type { StartedRun } from '#app/domain/payments/refund-run.server.ts'
import { euros, moment, number } from '#app/i18n/format.ts'
import { refundEveryoneMessages } from '#app/i18n/messages/refund-everyone.ts'
import { Bar } from '#app/ui/bar.tsx'
import { ConfirmForm } from '#app/ui/confirm-form.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Field } from '#app/ui/field.tsx'
import type { FormValues } from '#app/ui/form-state.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { Table } from '#app/ui/table.tsx'
import { TextArea } from '#app/ui/text-area.tsx'

interface RefundEveryonePageProps {
  title: string
  pages: readonly DeskPage[]
  campaignId: string
  held: Counted
  run: RefundRun | null
  mayStart: boolean
  answer: { problem: Extract<StartedRun, { ok: false }>['reason']; values: FormValues } | undefined
}

export function RefundEveryonePage(props: RefundEveryonePageProps) {
  const t = useMessages(refundEveryoneMessages)
  const { title, pages, run, answer } = props
  const isOfForm = answer && (answer.problem === 'reason-missing' || answer.problem === 'title-differs')
  return (
    <>
      <DeskHead title={title} />
      <DeskTabs pages={pages} />
      {answer && !isOfForm && (
        <div className="page after">
          <Notice kind="alarm" title={t.refused} isAnswer>
            {t.problems[answer.problem]}
          </Notice>
        </div>
      )}
      <Section id="progress" title={t.progress}>
        {/* What is marked live is asked for again by the small script, until the page is closed. */}
        <div id="run" data-live="">
          {run ? <Progress run={run} campaignId={props.campaignId} /> : <p>{t.never}</p>}
        </div>
      </Section>
      {(!run || run.finishedAt !== null) && <Start {...props} />}
    </>
  )
}

const STEPS = [
  'toDo', 'awaited', 'decided', 'sent', 'succeeded', 'failed', 'byBank', 'paidByBank', 'overtaken',
] as const // prettier-ignore

/** True figures, counted from the refunds; a step at which nothing is says so. */
function Progress({ run, campaignId }: { run: RefundRun; campaignId: string }) {
  const language = useLanguage()
  const t = useMessages(refundEveryoneMessages)
  return (
    <>
      <p>{t.started(run.startedBy, moment(run.startedAt, language), run.reason)}</p>
      {run.finishedAt && <p>{t.finished(moment(run.finishedAt, language))}</p>}
      <Bar
        part={run.succeeded.amount + run.paidByBank.amount + run.overtaken.amount}
        whole={run.decided.amount + run.toDo.amount}
      />
      <Table
        caption={t.caption}
        columns={[
          { label: t.columns.step },
          { label: t.columns.pledges, isNumber: true },
          { label: t.columns.amount, isNumber: true },
        ]}
        rows={STEPS.map(step => ({
          key: step,
          cells: [t.steps[step], number(run[step].pledges, language), euros(run[step].amount, language)],
        }))}
      />
      <p>
        <a href={`/admin/campaigns/${campaignId}/refund-everyone`}>{t.refresh}</a>
      </p>
    </>
  )
}

function Start({ held, mayStart, campaignId, answer }: RefundEveryonePageProps) {
  const language = useLanguage()
  const t = useMessages(refundEveryoneMessages)
  const errors = {
    reason: answer?.problem === 'reason-missing' ? t.problems['reason-missing'] : undefined,
    typedTitle: answer?.problem === 'title-differs' ? t.problems['title-differs'] : undefined,
  }
  return (
    <Section id="start" title={t.link}>
      <p>{t.text}</p>
      <p>{t.held(number(held.pledges, language), euros(held.amount, language))}</p>
      {mayStart ? (
        <>
          <ErrorSummary errors={errors} />
          <ConfirmForm
            values={answer?.values}
            errors={errors}
            confirmLabel={t.button}
            look="alarm"
            cancelHref={`/admin/campaigns/${campaignId}`}
            cancelLabel={t.cancel}
          >
            <TextArea name="reason" label={t.reason} hint={t.reasonHint} maxLength={1_000} isRequired />
            <Field name="typedTitle" label={t.typedTitle} isRequired />
          </ConfirmForm>
        </>
      ) : (
        <p>{t.noRole}</p>
      )}
    </Section>
  )
}
