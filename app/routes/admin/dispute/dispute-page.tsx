import type { DisputeInFull } from '#app/domain/disputes/dispute-queries.server.ts'
import { euros, moment } from '#app/i18n/format.ts'
import { disputeMessages } from '#app/i18n/messages/disputes.ts'
import { Button } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { Stamp } from '#app/ui/stamp.tsx'
import { TextArea } from '#app/ui/text-area.tsx'

/** Why nothing was sent. */
interface DisputeAnswer {
  problem?: 'evidence-missing'
  refusal?: 'decided' | 'answered'
}

interface DisputePageProps {
  title: string
  pages: readonly DeskPage[]
  mayAnswer: boolean
  dispute: DisputeInFull
  /** What we know, as a first draft of evidence. */
  draft: string
  answer?: DisputeAnswer
}

/** One dispute: what it is about, what is known of the pledge, and the answer. */
export function DisputePage({ title, pages, mayAnswer, dispute, draft, answer }: DisputePageProps) {
  const t = useMessages(disputeMessages)
  const isOpen = dispute.state === 'open' || dispute.state === 'inquiry'
  return (
    <>
      <DeskHead
        kicker={<Stamp kind={isOpen ? 'concern' : 'plain'}>{t.states[dispute.state]}</Stamp>}
        title={title}
      />
      <DeskTabs pages={pages} current="disputes" />
      <div className="page after">
        {answer?.refusal && (
          <Notice kind="alarm" title={t.refused} isAnswer>
            {t.refusals[answer.refusal]}
          </Notice>
        )}
        <p className="lead">{t.stateText[dispute.state]}</p>
      </div>
      <Section id="what" title={t.page.what}>
        <What dispute={dispute} />
      </Section>
      <Section id="answer" title={t.page.answer}>
        {dispute.answer ? (
          <Given dispute={dispute} />
        ) : isOpen && mayAnswer ? (
          <AnswerForms dispute={dispute} draft={draft} problem={answer?.problem} />
        ) : (
          <p>{isOpen ? t.page.onlyTreasurer : t.stateText[dispute.state]}</p>
        )}
        <p>
          <a href="/admin/disputes">{t.page.back}</a>
        </p>
      </Section>
    </>
  )
}

function What({ dispute }: { dispute: DisputeInFull }) {
  const language = useLanguage()
  const t = useMessages(disputeMessages).page
  const { pledge, campaign } = dispute
  const amount = euros(pledge.amount, language)
  return (
    <Facts
      facts={[
        {
          label: t.campaign,
          value: <a href={`/admin/campaigns/${campaign.id}`}>{campaign.title}</a>,
        },
        { label: t.reason, value: dispute.reason },
        { label: t.opened, value: moment(dispute.openedAt, language) },
        {
          label: t.until,
          value: dispute.evidenceDueAt ? moment(dispute.evidenceDueAt, language) : t.noLastDay,
        },
        { label: t.backer, value: pledge.name === '' ? t.noName : pledge.name },
        { label: t.email, value: pledge.email },
        {
          label: t.pledge,
          value: pledge.tip > 0 ? t.withTip(amount, euros(pledge.tip, language)) : amount,
        },
        { label: t.number, value: <code>{pledge.id}</code> },
      ]}
    />
  )
}

function Given({ dispute }: { dispute: DisputeInFull }) {
  const language = useLanguage()
  const t = useMessages(disputeMessages).page
  const by = dispute.answeredBy ?? ''
  const at = moment(dispute.answeredAt ?? dispute.openedAt, language)
  return (
    <>
      <p>{dispute.answer === 'accepted' ? t.acceptedBy(by, at) : t.sentBy(by, at)}</p>
      {dispute.toldAt === null && <p>{t.notToldYet}</p>}
      <div lang="en">
        {(dispute.evidence ?? '').split('\n').map((line, index) => (
          <p key={index}>{line}</p>
        ))}
      </div>
    </>
  )
}

function AnswerForms({
  dispute,
  draft,
  problem,
}: Pick<DisputePageProps, 'dispute' | 'draft'> & { problem: DisputeAnswer['problem'] }) {
  const t = useMessages(disputeMessages)
  const errors = { evidence: problem && t.problems[problem] }
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form hidden={{ deed: 'contest' }} values={{ evidence: problem ? '' : draft }} errors={errors}>
        <TextArea name="evidence" label={t.page.evidence} hint={t.page.evidenceHint} rows={16} isRequired />
        <Button>{t.page.send}</Button>
      </Form>
      {dispute.state === 'open' && (
        <div className="after">
          <h3>{t.page.acceptTitle}</h3>
          <p>{t.page.acceptText}</p>
          <Form hidden={{ deed: 'accept' }}>
            <Button look="alarm">{t.page.accept}</Button>
          </Form>
        </div>
      )}
    </>
  )
}
