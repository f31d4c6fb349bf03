import type { Checklist, Month } from '#app/domain/months/month.ts'
import { CHECKS, daysOf, redChecks } from '#app/domain/months/month.ts'
import type { NotClosed, NotExplained } from '#app/domain/months/months.server.ts'
import type { ClosedMonth, MonthProposal } from '#app/domain/months/month-queries.server.ts'
import { moment } from '#app/i18n/format.ts'
import { monthMessages } from '#app/i18n/messages/months.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { checkWords } from '#app/ui/desk/check-words.ts'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { Stamp } from '#app/ui/stamp.tsx'
import { ClosedMonthSection } from './closed-month.tsx'
import { CloseMonth } from './close-month.tsx'
import type { TEXT_PROBLEMS } from './month-deeds.ts'

/** What was refused, or what was wrong with the form, and what was typed. */
export interface MonthAnswer {
  refusal?: NotClosed['reason'] | NotExplained
  textProblem?: (typeof TEXT_PROBLEMS)[number]
  text?: string
  account?: string
}

export interface MonthPageProps {
  title: string
  pages: readonly DeskPage[]
  month: Month
  closed: ClosedMonth | null
  proposal: MonthProposal | null
  /** Of what is confirmed here; null without a proposal. */
  hash: string | null
  checklist: Checklist
  mayClose: boolean
  mayConfirm: boolean
  answer?: MonthAnswer
}

/** One month: what must be right before it closes, who closes it, and, once closed, what was made of it. */
export function MonthPage(page: MonthPageProps) {
  const t = useMessages(monthMessages)
  const { month, checklist, closed, answer } = page
  const isGreen = redChecks(checklist, month).length === 0
  const { first, last } = daysOf(month)
  return (
    <>
      <DeskHead kicker={<a href="/admin/months">{t.title}</a>} title={page.title} />
      <DeskTabs pages={page.pages} current="months" />
      <div className="page after">
        {answer?.refusal && <Notice kind="alarm" title={t.problems[answer.refusal]} isAnswer />}
        {!closed && !isGreen && (
          <Notice kind="concern" title={t.notGreen}>
            {t.notGreenText}
          </Notice>
        )}
      </div>
      {closed && <ClosedMonthSection month={month} closed={closed} />}
      <Section id="checklist" title={t.checklist}>
        <Checks checklist={checklist} month={month} />
        <p className="after">
          <ButtonLink href={`/admin/exports?from=${first}&to=${last}`} look="text">
            {t.export}
          </ButtonLink>
        </p>
      </Section>
      {!closed && <CloseMonth {...page} isGreen={isGreen} />}
    </>
  )
}

function Checks({ checklist, month }: Pick<MonthPageProps, 'checklist' | 'month'>) {
  const language = useLanguage()
  const t = useMessages(monthMessages)
  const red = redChecks(checklist, month)
  return (
    <>
      <ul className="checks">
        {CHECKS.map(check => (
          <li key={check} id={`check-${check}`}>
            {red.includes(check) ? (
              <Stamp kind="alarm">{t.isWrong}</Stamp>
            ) : (
              <Stamp kind="money">{t.isRight}</Stamp>
            )}{' '}
            {checkWords(check, checklist, month, language)}
            {check === 'nothing-open' && checklist.discrepancies.length > 0 && (
              <OpenLines discrepancies={checklist.discrepancies} />
            )}
          </li>
        ))}
      </ul>
      {checklist.proof && <p className="small soft">{moment(checklist.proof.at, language)}</p>}
    </>
  )
}

/** Which open lines keep the month open, each leading to where it is looked into. */
function OpenLines({ discrepancies }: Pick<Checklist, 'discrepancies'>) {
  return (
    <ul>
      {discrepancies.map(({ id, subject }) => (
        <li key={id}>
          <a href={`/admin/discrepancies?only=${id}`}>
            <code>{subject}</code>
          </a>
        </li>
      ))}
    </ul>
  )
}
