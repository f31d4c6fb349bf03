import type { CampaignState, Collection, FundingModel, PledgeState } from '#db/schema.ts'
import type { PledgeStep } from '#app/domain/pledges/pledge-queries.server.ts'
import { dayLong, moment } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/language.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { manageMessages } from '#app/i18n/messages/manage.ts'
import type { TimelineStep } from '#app/ui/timeline.tsx'

type Step = Omit<TimelineStep, 'note'>

/** What the way of a pledge is told from. */
export interface PledgeOnItsWay {
  state: PledgeState
  collection: Collection
  begunAt: string
  steps: readonly PledgeStep[]
  campaign: { state: CampaignState; deadline: string; fundingModel: FundingModel }
}

/** The way of a pledge: what happened and when, what happens now, and what may still come. */
export function pledgeTimeline(pledge: PledgeOnItsWay, language: Language): Step[] {
  const t = messagesFor(manageMessages, language).steps
  const happened = pledge.steps.map(({ fact, to, at }): Step => ({
    label: fact === 'payment-succeeded' && to === 'refunding' ? t.latePayment : t.facts[fact],
    state: 'done',
    when: moment(at, language),
  }))
  const begun: Step = { label: t.begun, state: 'done', when: moment(pledge.begunAt, language) }
  return [begun, ...happened, ...stillToCome(pledge, language)]
}

function stillToCome({ state, collection, campaign }: PledgeOnItsWay, language: Language): Step[] {
  const t = messagesFor(manageMessages, language).steps
  switch (state) {
    case 'draft':
    case 'checkout_open':
      return [{ label: t.waitsForPayment, state: 'now' }]
    case 'refunding':
      return [{ label: t.moneyUnderWay, state: 'now' }]
    case 'held':
    case 'committed': {
      if (campaign.state === 'succeeded')
        return [{ label: state === 'held' ? t.thenPaidOut : t.thenCharged, state: 'to-come' }]
      const end: Step = {
        label: t.campaignEnds,
        state: 'to-come',
        when: dayLong(campaign.deadline, language),
      }
      const outcome =
        campaign.fundingModel === 'keep_it_all'
          ? t.thenPaidOut
          : collection === 'at_deadline'
            ? t.thenCharged
            : t.thenDecided
      return [end, { label: outcome, state: 'to-come' }]
    }
    default:
      return []
  }
}
