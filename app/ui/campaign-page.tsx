import type { ReactNode } from 'react'
import type { PublicCampaign } from '#app/domain/campaigns/public-campaign.ts'
import { daysLeft, wholeEuros } from '#app/i18n/format.ts'
import { campaignMessages } from '#app/i18n/messages/campaign.ts'
import { nearMissMessages } from '#app/i18n/messages/near-miss.ts'
import { BudgetTable } from '#app/ui/budget-table.tsx'
import { CampaignFigures, type PageLinks } from '#app/ui/campaign-figures.tsx'
import { Drawing } from '#app/ui/drawings/drawing.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Flow } from '#app/ui/flow.tsx'
import { Gift } from '#app/ui/gift.tsx'
import { GiveBar } from '#app/ui/give-bar.tsx'
import { useLanguage, useMessages } from '#app/ui/language-context.tsx'
import { Names } from '#app/ui/names.tsx'
import { NearMissPlanShown } from '#app/ui/near-miss-plan.tsx'
import { Articles } from '#app/ui/articles.tsx'
import { Columns, Section } from '#app/ui/section.tsx'
import { Shares } from '#app/ui/shares.tsx'
import { Story } from '#app/ui/story.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { TextChanges } from '#app/ui/text-changes.tsx'
import { UpdateTeaser } from '#app/ui/update-teaser.tsx'

export interface CampaignPageProps {
  campaign: PublicCampaign
  /** The story, made from Markdown and cleaned. */
  storyHtml: string
  /** The first words of each update shown, by its id. */
  updateSummaries: Readonly<Record<string, string>>
  /** The present instant. */
  now: string
  /** Whether a pledge can be made now. */
  isOpen: boolean
  /** Above the page: that it is a preview, or what a reviewer must know. */
  children?: ReactNode
}

/** The page of a campaign: what everybody sees, what its initiator previews, and what a reviewer reads. */
export function CampaignPage({ children, ...page }: CampaignPageProps) {
  const { campaign, isOpen } = page
  const address = campaign.slug === null ? null : `/campaigns/${campaign.slug}`
  const links: PageLinks = {
    pledge: address && isOpen ? `${address}/pledge` : undefined,
    ledger: address ? `${address}/ledger` : undefined,
  }
  return (
    <>
      {children}
      <CampaignFigures campaign={campaign} now={page.now} links={links} />
      <PageTabs campaign={campaign} links={links} />
      <StorySection campaign={campaign} html={page.storyHtml} />
      {campaign.collectiveReturn !== '' && (
        <Gift
          title={campaign.collectiveReturn}
          planned={campaign.collectiveReturnPlanned ?? undefined}
          art={<Drawing name="houses" />}
        />
      )}
      <Less campaign={campaign} />
      <Budget campaign={campaign} links={links} />
      <Rewards campaign={campaign} links={links} />
      <Updates campaign={campaign} summaries={page.updateSummaries} address={address} />
      <Wall campaign={campaign} links={links} />
      <TextChanges changes={campaign.changes} />
      {links.pledge && campaign.deadline && (
        <GiveBar
          href={links.pledge}
          raised={campaign.raised.total}
          minimum={campaign.minimum}
          daysLeft={daysLeft(campaign.deadline, page.now)}
        />
      )}
    </>
  )
}

interface Part {
  campaign: PublicCampaign
  links: PageLinks
}

function PageTabs({ campaign, links }: Part) {
  const t = useMessages(campaignMessages)
  const tabs = [
    { href: '#story', label: t.tabs.story },
    ...(campaign.collectiveReturn === '' ? [] : [{ href: '#gift', label: t.tabs.gift }]),
    { href: '#budget', label: t.tabs.budget },
    ...(campaign.rewards.length === 0 ? [] : [{ href: '#rewards', label: t.tabs.rewards }]),
    { href: '#updates', label: t.tabs.updates(campaign.updateCount) },
    { href: '#names', label: t.tabs.names },
    ...(links.ledger ? [{ href: links.ledger, label: t.tabs.ledger }] : []),
  ]
  return <Tabs links={tabs} />
}

function StorySection({ campaign, html }: { campaign: PublicCampaign; html: string }) {
  const t = useMessages(campaignMessages)
  return (
    <section className="page section" id="story" aria-labelledby="story-title">
      <h2 className="hidden" id="story-title">
        {t.tabs.story}
      </h2>
      <Columns>
        <div lang={campaign.language}>
          {html === '' ? <p className="soft">{t.storyEmpty}</p> : <Story sanitisedHtml={html} opens />}
        </div>
      </Columns>
    </section>
  )
}

/** How it is done with less, when its initiator had to explain that. */
function Less({ campaign: { nearMiss } }: { campaign: PublicCampaign }) {
  const t = useMessages(nearMissMessages)
  if (!nearMiss?.plan) return null
  return (
    <Section id="with-less" title={t.plan}>
      <Columns>
        <NearMissPlanShown plan={nearMiss.plan} />
      </Columns>
    </Section>
  )
}

function Budget({ campaign, links }: Part) {
  const language = useLanguage()
  const t = useMessages(campaignMessages)
  const { minimum, optimum, raised } = campaign
  const least = wholeEuros(minimum, language)
  const aside =
    optimum > minimum ? t.budgetAsideBoth(least, wholeEuros(optimum, language)) : t.budgetAside(least)
  const flow = (
    <>
      <h3>{t.flow}</h3>
      <Flow
        steps={[
          { label: t.promised, amount: raised.total, why: raised.backers === 0 ? t.promisedWhy : undefined },
          {
            label: t.received,
            amount: raised.held,
            why: campaign.fundingModel === 'keep_it_all' ? t.receivedKeepItAll : t.receivedWhy,
          },
        ]}
      />
      {links.ledger && (
        <p className="small after">
          <a href={links.ledger}>{t.ledger}</a>
        </p>
      )}
    </>
  )
  return (
    <Section id="budget" title={t.budget} aside={minimum > 0 ? aside : undefined}>
      <Columns aside={campaign.slug === null ? undefined : flow}>
        <BudgetTable
          lines={campaign.lines.map(line => ({
            description: line.label,
            amount: line.amount,
            isMustHave: line.kind === 'must_have',
          }))}
        />
      </Columns>
    </Section>
  )
}

function Rewards({ campaign, links }: Part) {
  const t = useMessages(campaignMessages)
  if (campaign.rewards.length === 0) return null
  const rewards = campaign.rewards.map(reward => ({
    id: reward.id,
    title: reward.title,
    description: reward.description,
    price: reward.price,
    limit: reward.quantity,
    taken: reward.taken,
    href: links.pledge && `${links.pledge}?reward=${reward.id}`,
  }))
  return (
    <Section id="rewards" title={t.rewards} aside={t.rewardsAside}>
      <Shares rewards={rewards} />
    </Section>
  )
}

interface UpdatesProps {
  campaign: PublicCampaign
  summaries: Readonly<Record<string, string>>
  address: string | null
}

function Updates({ campaign, summaries, address }: UpdatesProps) {
  const t = useMessages(campaignMessages)
  return (
    <Section id="updates" title={t.updates}>
      {campaign.updates.length === 0 && <p>{t.updatesNone}</p>}
      {campaign.updates.length > 0 && (
        <Articles columns={2}>
          {campaign.updates.map(update => (
            <UpdateTeaser
              key={update.id}
              href={`${address ?? ''}/updates/${update.id}`}
              title={update.title}
              publishedAt={update.publishedAt}
              summary={summaries[update.id]}
            />
          ))}
        </Articles>
      )}
    </Section>
  )
}

function Wall({ campaign, links }: Part) {
  const t = useMessages(campaignMessages)
  if (campaign.names.length === 0)
    return (
      <Section id="names" title={t.tabs.names}>
        <Empty title={t.wallEmpty}>{t.wallEmptyText}</Empty>
      </Section>
    )
  return (
    <Section id="names" title={t.wall(campaign.raised.backers)} aside={t.wallAside}>
      <Names names={campaign.names} total={campaign.raised.backers} giveHref={links.pledge} />
    </Section>
  )
}
