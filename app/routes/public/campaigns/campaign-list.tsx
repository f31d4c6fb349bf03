import type { CampaignShelf } from '#app/domain/campaigns/campaign-list-queries.server.ts'
import type { CampaignSummary } from '#app/domain/campaigns/public-campaign.ts'
import { frontMessages } from '#app/i18n/messages/front.ts'
import { Articles } from '#app/ui/articles.tsx'
import { Actions, Button, ButtonLink } from '#app/ui/button.tsx'
import { CampaignInList } from '#app/ui/campaign-in-list.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Form } from '#app/ui/form.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { PlainHead } from '#app/ui/plain-page.tsx'
import { Section } from '#app/ui/section.tsx'
import { Select } from '#app/ui/select.tsx'
import { Tabs } from '#app/ui/tabs.tsx'

interface CampaignListProps {
  title: string
  shelf: CampaignShelf
  /** The code of the chosen district; empty for all. */
  district: string
  districts: readonly { code: string; name: string }[]
  campaigns: readonly CampaignSummary[]
  next: string | null
  /** Shown under the live ones. */
  undecided: readonly CampaignSummary[]
  now: string
}

/** A shelf of campaigns, of the whole city or of one district. */
export function CampaignList(props: CampaignListProps) {
  const { title, shelf, district, districts, campaigns, next, undecided, now } = props
  const t = useMessages(frontMessages)
  const at = (state: CampaignShelf, after?: string) => {
    const query = new URLSearchParams()
    if (state !== 'live') query.set('state', state)
    if (district) query.set('district', district)
    if (after) query.set('after', after)
    return query.size > 0 ? `/campaigns?${query}` : '/campaigns'
  }
  const lead = { live: t.listLead, undecided: t.undecidedLead, ended: t.endedLead }[shelf]
  const shelves = (['live', 'undecided', 'ended'] as const).map(each => ({ href: at(each), label: t.shelves[each] }))
  return (
    <>
      <PlainHead title={title} lead={lead} />
      <Tabs links={shelves} current={at(shelf)} label={t.shelvesLabel} />
      <div className="page section">
        <Form
          method="get"
          action="/campaigns"
          values={{ district }}
          hidden={shelf === 'live' ? undefined : { state: shelf }}
        >
          <Select
            name="district"
            label={t.district}
            emptyLabel={t.everyDistrict}
            options={districts.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <Actions>
            <Button>{t.filter}</Button>
          </Actions>
        </Form>
      </div>
      <Section id="list" title={t.shelves[shelf]}>
        {campaigns.length === 0 && <Nothing shelf={shelf} isInDistrict={district !== ''} />}
        {campaigns.length > 0 && <List campaigns={campaigns} now={now} />}
        <Pager olderHref={next === null ? undefined : at(shelf, next)} olderLabel={t.more} />
      </Section>
      {undecided.length > 0 && (
        <Section id="undecided" title={t.undecidedTitle}>
          <List campaigns={undecided} now={now} />
        </Section>
      )}
    </>
  )
}

function List({ campaigns, now }: Pick<CampaignListProps, 'campaigns' | 'now'>) {
  return (
    <Articles>
      {campaigns.map(campaign => (
        <CampaignInList key={campaign.id} campaign={campaign} now={now} />
      ))}
    </Articles>
  )
}

function Nothing({ shelf, isInDistrict }: { shelf: CampaignShelf; isInDistrict: boolean }) {
  const t = useMessages(frontMessages)
  return (
    <Empty title={t.nothingHere}>
      {shelf === 'live' && (
        <>
          <p>{isInDistrict ? t.nothingHereText : t.nothingAliveText}</p>
          <ButtonLink href="/start">{t.start}</ButtonLink>
        </>
      )}
      {shelf === 'undecided' && <p>{t.nothingUndecided}</p>}
      {shelf === 'ended' && <p>{t.nothingEnded}</p>}
    </Empty>
  )
}
