import type { CardStop } from '#app/domain/brakes/brake-queries.server.ts'
import { moment, number } from '#app/i18n/format.ts'
import { cardStopMessages } from '#app/i18n/messages/card-stops.ts'
import { Actions, Button } from '#app/ui/button.tsx'
import { DeskHead } from '#app/ui/desk-head.tsx'
import { DeskTabs } from '#app/ui/desk/desk-tabs.tsx'
import type { DeskPage } from '#app/ui/desk/desk-tabs.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/section.tsx'
import { TextArea } from '#app/ui/text-area.tsx'
import { reasonField } from './lift-input.ts'
import type { LIFT_PROBLEMS } from './lift-input.ts'

/** Why a stop was not lifted, and what was typed. */
export interface LiftAnswer {
  stopId: string
  reason?: string
  problem?: (typeof LIFT_PROBLEMS)[number]
  isOver?: boolean
}

interface CardStopsPageProps {
  title: string
  pages: readonly DeskPage[]
  stops: readonly CardStop[]
  past: readonly CardStop[]
  mayLift: boolean
  answer: LiftAnswer | undefined
}

export function CardStopsPage({ title, pages, stops, past, mayLift, answer }: CardStopsPageProps) {
  const language = useLanguage()
  const t = useMessages(cardStopMessages)
  return (
    <>
      <DeskHead title={title} />
      <DeskTabs pages={pages} current="cardStops" />
      <div className="page after">
        {answer?.isOver && (
          <Notice kind="alarm" title={t.refused} isAnswer>
            {t.over}
          </Notice>
        )}
        <p>{t.text}</p>
      </div>
      <Section id="now" title={t.now}>
        {stops.length === 0 && <p>{t.none}</p>}
        {stops.map(stop => (
          <div key={stop.id} className="after">
            <What stop={stop} />
            {mayLift ? (
              <Lift stop={stop} answer={answer?.stopId === stop.id ? answer : undefined} />
            ) : (
              <p>{t.noRole}</p>
            )}
          </div>
        ))}
      </Section>
      <Section id="past" title={t.past}>
        {past.length === 0 && <p>{t.pastNone}</p>}
        {past.map(stop => (
          <div key={stop.id} className="after">
            <What stop={stop} />
            <p>
              {stop.lifted
                ? t.lifted(stop.lifted.by, moment(stop.lifted.at, language), stop.lifted.reason)
                : t.endedByItself}
            </p>
          </div>
        ))}
      </Section>
    </>
  )
}

function What({ stop }: { stop: CardStop }) {
  const language = useLanguage()
  const t = useMessages(cardStopMessages)
  return (
    <>
      <h3>{stop.campaign ? t.campaign(stop.campaign.title) : t.network(stop.network ?? '')}</h3>
      <p>
        {t.what(
          number(stop.failures, language),
          moment(stop.startedAt, language),
          moment(stop.endsAt, language),
        )}
      </p>
    </>
  )
}

function Lift({ stop, answer }: { stop: CardStop; answer: LiftAnswer | undefined }) {
  const t = useMessages(cardStopMessages)
  const name = reasonField(stop.id)
  const errors = { [name]: answer?.problem && t.problems[answer.problem] }
  return (
    <Form hidden={{ stopId: stop.id }} values={{ [name]: answer?.reason }} errors={errors}>
      <ErrorSummary errors={errors} />
      <TextArea name={name} label={t.reason} rows={2} isRequired />
      <Actions>
        <Button>{t.lift}</Button>
      </Actions>
    </Form>
  )
}
