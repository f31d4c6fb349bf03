import { euros, moment, number } from '#app/i18n/format.ts'
import { campaignFiguresMessages } from '#app/i18n/messages/campaign-figures.ts'
import { Facts } from '#app/ui/facts.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Section } from '#app/ui/section.tsx'
import type { CampaignRead } from './read-campaign.server.ts'

/** The outcome, and how far its pledges are wound up: cards charged, money given back. */
export function Closing({ found }: { found: CampaignRead }) {
  const language = useLanguage()
  const t = useMessages(campaignFiguresMessages)
  const { closure, windingUp } = found
  const decided = closure?.decided
  const { told } = found.campaign
  const isBelowMinimum = decided?.outcome === 'succeeded' && (told === 'with_less' || told === 'kept')
  return (
    <Section id="closing" title={t.closing}>
      {closure === null && <p>{t.notClosed}</p>}
      {closure && <p>{t.started(moment(closure.startedAt, language))}</p>}
      {closure && !decided && <p>{t.undecided}</p>}
      {decided && (
        <p>
          <strong>
            {t.outcomes[isBelowMinimum ? told : decided.outcome](
              euros(decided.counted, language),
              decided.pledges,
            )}
          </strong>
        </p>
      )}
      <Facts
        facts={[
          ...(decided ? [{ label: t.decidedAt, value: moment(decided.at, language) }] : []),
          { label: t.cardsOpen, value: number(windingUp.cardsOpen, language) },
          { label: t.refundsOpen, value: number(windingUp.refundsOpen, language) },
          { label: t.owed, value: euros(windingUp.owedCents, language) },
          { label: t.refundsDone, value: number(windingUp.refundsDone, language) },
        ]}
      />
    </Section>
  )
}
