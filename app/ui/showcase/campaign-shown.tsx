import { cents } from '#app/domain/money.ts'
import { Article, Articles } from '#app/ui/articles.tsx'
import { Actions, ButtonLink } from '#app/ui/button.tsx'
import { CampaignHead } from '#app/ui/campaign-head.tsx'
import { Drawing } from '#app/ui/drawings/drawing.tsx'
import { Front, Opening } from '#app/ui/front.tsx'
import { Gift } from '#app/ui/gift.tsx'
import { GiveBar } from '#app/ui/give-bar.tsx'
import { Picture } from '#app/ui/picture.tsx'
import { PlainBody } from '#app/ui/plain-page.tsx'
import { Poem } from '#app/ui/poem.tsx'
import { Columns, Section } from '#app/ui/section.tsx'
import { useSay } from '#app/ui/showcase/say.ts'
import { Singel } from '#app/ui/singel.tsx'
import { Story } from '#app/ui/story.tsx'
import { Tally } from '#app/ui/tally.tsx'
import { UpdateTeaser } from '#app/ui/update-teaser.tsx'

const PROGRESS = { raised: cents(26_830_00), minimum: cents(40_000_00) }

/** The wall, the opening, the head of a campaign, its story, gift and updates. */
export function CampaignShown() {
  const say = useSay()
  return (
    <>
      <Front title={say('Mensen maken een stad.', 'People make a city.')}>
        <h2>
          {say(
            'Jij hebt een plan. Leiden heeft geld en handen over.',
            'You have a plan. Leiden has money and hands to spare.',
          )}
        </h2>
        <p>{say('Van elke euro zie je waar hij blijft.', 'You see where every euro goes.')}</p>
      </Front>
      <Opening
        kicker={say('Strip voor de hele stad', 'A comic for the whole city')}
        title="De Ziel van Leiden"
        href="#opening-title"
        lead={say(
          'Een strip over de stad, gratis op 50.000 deurmatten.',
          'A comic about the city, free on 50,000 door mats.',
        )}
        art={<Drawing name="door" />}
        figures={
          <>
            <Singel title="De Ziel van Leiden" {...PROGRESS} />
            <Tally {...PROGRESS} />
          </>
        }
      >
        <Actions>
          <ButtonLink href="#opening-title" look="pay">
            {say('Geef geld', 'Give money')}
          </ButtonLink>
        </Actions>
      </Opening>
      <CampaignHead
        title={say('Geveltuinen voor een hele straat', 'Front gardens for a whole street')}
        art={<Drawing name="garden" isDescribed />}
        intro={say('Tegels eruit, stokrozen erin.', 'Paving out, hollyhocks in.')}
        figures={
          <>
            <Singel
              title={say('Geveltuinen', 'Front gardens')}
              raised={cents(2_912_00)}
              minimum={cents(3_200_00)}
            />
            <Tally
              raised={cents(2_912_00)}
              minimum={cents(3_200_00)}
              backers={1}
              deadline={{ day: '2026-11-28', daysLeft: 4 }}
            />
          </>
        }
      >
        <ButtonLink href="#content" look="pay" isWide>
          {say('Geef geld', 'Give money')}
        </ButtonLink>
        <p className="small soft">
          {say(
            'Alles of niets: halen we het niet, dan krijg je je geld vanzelf terug.',
            'All or nothing: if we miss it, your money comes back by itself.',
          )}
        </p>
      </CampaignHead>
      <StoryShown />
      <Gift
        title={say('50.000 strips op 50.000 deurmatten', '50,000 comics on 50,000 door mats')}
        description={say(
          'Voor iedereen, ook voor wie niets gaf.',
          'For everyone, also for those who gave nothing.',
        )}
        planned={50_000}
        art={<Drawing name="houses" />}
      />
      <UpdatesShown />
      <PoemsShown />
      <GiveBar href="#content" {...PROGRESS} daysLeft={18} />
    </>
  )
}

function StoryShown() {
  const say = useSay()
  const html = say(
    '<p>Een strip over Leiden, gemaakt met Leidenaren en betaald door wie kan. Hij is niet te koop. Hij valt op de mat, in elke wijk, bij wie betaalde en bij wie niet.</p><h3>Hoe we het doen</h3><ul><li>In de herfst schrijven</li><li>In de winter bezorgen</li></ul><blockquote><p>Iedereen leest hetzelfde verhaal.</p></blockquote>',
    '<p>A comic about Leiden, made with its people and paid for by those who can. It is not for sale. It falls on the mat, in every district, for those who paid and those who did not.</p><h3>How we do it</h3><ul><li>Write in autumn</li><li>Deliver in winter</li></ul><blockquote><p>Everyone reads the same story.</p></blockquote>',
  )
  return (
    <Section id="story" title={say('Verhaal', 'Story')}>
      <Columns
        aside={
          <Picture
            sources={[{ src: '/mark.svg', width: 208 }]}
            width={208}
            height={192}
            isFirst
            alt={say('Het merk van Stadmakers', 'The mark of Stadmakers')}
            caption={say(
              'Het merk: de singel, gesloten door één steen.',
              'The mark: the ring canal, closed by one brick.',
            )}
          />
        }
      >
        <Story sanitisedHtml={html} opens />
      </Columns>
    </Section>
  )
}

function UpdatesShown() {
  const say = useSay()
  return (
    <Section id="updates" title="Updates">
      <Articles columns={2}>
        <UpdateTeaser
          href="#updates"
          publishedAt="2026-11-21T09:00:00.000Z"
          title={say('De drukproef is binnen, en de kaft is rood', 'The proof is in, and the cover is red')}
          summary={say('We kozen dikker papier.', 'We chose thicker paper.')}
        />
        <Article title={say('Een stuk tekst', 'A piece of text')}>
          <p>{say('Onder een lijn, in een kolom.', 'Under a rule, in a column.')}</p>
        </Article>
      </Articles>
    </Section>
  )
}

function PoemsShown() {
  const say = useSay()
  return (
    <PlainBody>
      <Poem as="p" title={say('Bank', 'Bench')} />
      <Poem
        as="p"
        title={say('De lange tafel: eten met je buren', 'The long table: eating with the neighbours')}
      />
      <Poem
        as="p"
        title={say(
          'Een buurtpiano voor het Stationsplein, en iemand die hem iedere maandagochtend stemt',
          'A neighbourhood piano for the station square, and somebody who tunes it every Monday morning',
        )}
      />
    </PlainBody>
  )
}
