import type { CampaignSummary } from '#app/domain/campaigns/public-campaign.ts'
import { daysLeft } from '#app/i18n/format.ts'
import { frontMessages } from '#app/i18n/messages/front.ts'
import { siteMessages } from '#app/i18n/messages/site.ts'
import { Article, Articles } from '#app/ui/articles.tsx'
import { Actions, ButtonLink } from '#app/ui/button.tsx'
import { CampaignArt } from '#app/ui/campaign-art.tsx'
import { CampaignInList } from '#app/ui/campaign-in-list.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Front, Opening } from '#app/ui/front.tsx'
import { useMessages } from '#app/ui/language-context.tsx'
import { Section } from '#app/ui/section.tsx'
import { Singel } from '#app/ui/singel.tsx'
import { Tally } from '#app/ui/tally.tsx'

interface FrontPageProps {
  /** Live campaigns, the one that ends first in front. */
  live: readonly CampaignSummary[]
  /** Being counted, or talking with their backers. */
  undecided: readonly CampaignSummary[]
  ended: readonly CampaignSummary[]
  now: string
}

/** The front page: one campaign large, what else is alive, how it works, what was done. */
export function FrontPage({ live, undecided, ended, now }: FrontPageProps) {
  const t = useMessages(frontMessages)
  const site = useMessages(siteMessages)
  const [first, ...others] = live
  return (
    <>
      <Front title={site.motto}>
        <h2>{t.sheetTitle}</h2>
        <p>{t.sheetText}</p>
        <Actions>
          <ButtonLink href="/start">{t.start}</ButtonLink>
          <a href="/campaigns">{t.seeAll}</a>
        </Actions>
      </Front>
      {first && <FirstCampaign campaign={first} now={now} />}
      {others.length > 0 && (
        <CampaignsInColumns id="alive" title={t.alive} campaigns={others} now={now} all="/campaigns" />
      )}
      {!first && (
        <Section id="alive" title={t.alive}>
          <Empty title={t.nothingAlive}>{t.nothingAliveText}</Empty>
        </Section>
      )}
      {undecided.length > 0 && (
        <CampaignsInColumns
          id="undecided"
          title={t.undecidedTitle}
          campaigns={undecided}
          now={now}
          all="/campaigns?state=undecided"
        />
      )}
      <Section id="how" title={t.howTitle} aside={<a href="/how-it-works">{t.howLink}</a>}>
        <Articles>
          {t.steps.map(step => (
            <Article key={step.title} title={step.title}>
              <p>{step.text}</p>
            </Article>
          ))}
        </Articles>
      </Section>
      {ended.length > 0 && (
        <CampaignsInColumns
          id="done"
          title={t.done}
          campaigns={ended}
          now={now}
          all="/campaigns?state=ended"
        />
      )}
    </>
  )
}

function FirstCampaign({ campaign, now }: { campaign: CampaignSummary; now: string }) {
  const t = useMessages(frontMessages)
  const { title, minimum, raised, deadline, slug } = campaign
  const address = `/campaigns/${slug}`
  return (
    <Opening
      kicker={campaign.districtName ? t.openingIn(campaign.districtName) : t.opening}
      title={title}
      href={address}
      lead={campaign.intro}
      art={
        <CampaignArt
          picture={campaign.picture}
          drawing={campaign.drawing}
          sizes="(min-width: 60rem) 44rem, 100vw"
          isFirst
        />
      }
      figures={
        <>
          <Singel title={title} raised={raised.total} minimum={minimum} />
          <Tally
            raised={raised.total}
            minimum={minimum}
            backers={raised.backers}
            deadline={deadline ? { day: deadline, daysLeft: daysLeft(deadline, now) } : undefined}
            ledgerHref={`${address}/ledger`}
          />
        </>
      }
    >
      <Actions>
        <ButtonLink href={address} look="pay">
          {t.read}
        </ButtonLink>
      </Actions>
    </Opening>
  )
}

interface CampaignsInColumnsProps {
  id: string
  title: string
  campaigns: readonly CampaignSummary[]
  now: string
  /** Where all of them are. */
  all: string
}

function CampaignsInColumns({ id, title, campaigns, now, all }: CampaignsInColumnsProps) {
  const t = useMessages(frontMessages)
  return (
    <Section id={id} title={title} aside={<a href={all}>{t.all}</a>}>
      <Articles>
        {campaigns.map(campaign => (
          <CampaignInList key={campaign.id} campaign={campaign} now={now} />
        ))}
      </Articles>
    </Section>
  )
}
