import { cents } from '#app/domain/money.ts'
import { Articles, CampaignTeaser } from '#app/ui/articles.tsx'
import { BudgetTable } from '#app/ui/budget-table.tsx'
import { Drawing } from '#app/ui/drawings/drawing.tsx'
import { Flow } from '#app/ui/flow.tsx'
import { Names } from '#app/ui/names.tsx'
import { Columns, Section } from '#app/ui/section.tsx'
import { Shares } from '#app/ui/shares.tsx'
import { useSay } from '#app/ui/showcase/say.ts'
import { Singel } from '#app/ui/singel.tsx'
import { Tally } from '#app/ui/tally.tsx'

const FILLINGS = [
  { raised: 0, daysLeft: 51 },
  { raised: 12_40, daysLeft: 30 },
  { raised: 26_830_00, daysLeft: 18 },
  { raised: 39_999_99, daysLeft: 1 },
  { raised: 40_000_00, daysLeft: 0 },
  { raised: 61_234_50, daysLeft: -3 },
]
const MINIMUM = cents(40_000_00)

/** Rings, bars, teasers, budget, rewards and names: empty, half way, full, over, long. */
export function FiguresShown() {
  const say = useSay()
  return (
    <>
      <Section id="rings" title={say('Singels', 'Ring canals')}>
        <Articles columns={3}>
          {FILLINGS.map(({ raised, daysLeft }, index) => (
            <div className="article" key={raised}>
              <Singel
                title="De Ziel van Leiden"
                raised={cents(raised)}
                minimum={MINIMUM}
                hands={index === 2 ? { met: 9, all: 14 } : undefined}
              />
              <Tally
                raised={cents(raised)}
                minimum={MINIMUM}
                backers={index * 153}
                deadline={{ day: '2026-12-12', daysLeft }}
                hands={index === 2 ? { met: 9, all: 14 } : undefined}
                ledgerHref={index === 2 ? '#rings' : undefined}
              />
            </div>
          ))}
        </Articles>
      </Section>
      <TeasersShown />
      <BudgetShown />
      <SharesShown />
      <NamesShown />
    </>
  )
}

function TeasersShown() {
  const say = useSay()
  return (
    <Section
      id="teasers"
      title={say('Wat er leeft', 'What is alive')}
      aside={<a href="#teasers">{say('Alle drie campagnes', 'All three campaigns')}</a>}
    >
      <Articles columns={3}>
        <CampaignTeaser
          href="#teasers"
          title="De Ziel van Leiden"
          kicker={say('Hele stad', 'Whole city')}
          summary={say(
            'Een strip over de stad, gratis op elke deurmat.',
            'A comic about the city, free on every door mat.',
          )}
          raised={cents(26_830_00)}
          minimum={MINIMUM}
          daysLeft={18}
          art={<Drawing name="door" />}
        />
        <CampaignTeaser
          href="#teasers"
          title={say('Geveltuinen voor een hele straat', 'Front gardens for a whole street')}
          kicker="Leiden-Noord"
          summary={say(
            'Tegels eruit, stokrozen erin. De straat plant zelf, de gemeente haalt de tegels op, en wie geen gevel heeft krijgt een bak.',
            'Paving out, hollyhocks in. The street plants them itself, the city collects the stones, and whoever has no front gets a box.',
          )}
          raised={cents(2_912_00)}
          minimum={cents(3_200_00)}
          daysLeft={4}
          art={<Drawing name="garden" />}
        />
        <CampaignTeaser
          href="#teasers"
          title={say('Een bank aan het water', 'A bench by the water')}
          kicker={say('Stevenshof', 'Stevenshof')}
          summary={say('Om te zitten.', 'To sit on.')}
          raised={cents(0)}
          minimum={cents(1_240_00)}
          daysLeft={0}
          art={<Drawing name="bench" />}
        />
      </Articles>
    </Section>
  )
}

function BudgetShown() {
  const say = useSay()
  return (
    <Section
      id="budget"
      title={say('Waar het geld heen gaat', 'Where the money goes')}
      aside={say(
        'Minimum € 40.000. Met € 52.000 kan alles.',
        'Minimum €40,000. With €52,000 everything is possible.',
      )}
    >
      <Columns
        aside={
          <Flow
            steps={[
              { label: say('Toegezegd', 'Pledged'), amount: cents(26_830_00) },
              {
                label: say('Ontvangen', 'Received'),
                amount: cents(21_455_60),
                why: say(
                  'Kaarten schrijven we pas af als het doel is gehaald.',
                  'Cards are charged only once the goal is met.',
                ),
              },
              { label: say('Terugbetaald', 'Paid back'), amount: cents(-88_10), kind: 'ink' },
              {
                label: say('Uitbetaald', 'Paid out'),
                amount: cents(0),
                kind: 'ink',
                why: say(
                  'Tot het doel is gehaald gaat er niets uit.',
                  'Nothing goes out until the goal is met.',
                ),
              },
            ]}
          />
        }
      >
        <BudgetTable
          lines={[
            {
              description: say('50.000 strips drukken', 'Printing 50,000 comics'),
              amount: cents(24_500_00),
              isMustHave: true,
            },
            {
              description: say('Schrijven, tekenen, vormgeven', 'Writing, drawing, layout'),
              note: say('Drie makers, vier maanden.', 'Three makers, four months.'),
              amount: cents(13_500_50),
              isMustHave: true,
            },
            { description: say('Onvoorzien', 'Unforeseen'), amount: cents(1_999_50), isMustHave: true },
            {
              description: say('Lespakket voor basisscholen', 'Lesson pack for schools'),
              amount: cents(12_000_00),
              isMustHave: false,
            },
          ]}
        />
      </Columns>
    </Section>
  )
}

function SharesShown() {
  const say = useSay()
  return (
    <Section id="shares" title={say('Tegenprestaties', 'Rewards')}>
      <Shares
        rewards={[
          {
            id: '1',
            title: say('Een klinker', 'A brick'),
            description: say('Jouw naam op de muur.', 'Your name on the wall.'),
            price: cents(710),
            limit: null,
            taken: 0,
            href: '#shares',
          },
          {
            id: '2',
            title: say('Een steen', 'A stone'),
            description: say(
              'Je naam achter in de strip, en een kaart uit het verhaal.',
              'Your name in the back of the comic, and a card from the story.',
            ),
            price: cents(17_10),
            limit: null,
            taken: 388,
            href: '#shares',
          },
          {
            id: '3',
            title: say('Een raam', 'A window'),
            description: say(
              'Een gesigneerde strip, op te halen in de wijk.',
              'A signed comic, to collect in your district.',
            ),
            price: cents(71_00),
            limit: 150,
            taken: 88,
            href: '#shares',
          },
          {
            id: '4',
            title: say('Een gevel', 'A front'),
            description: say(
              'Jouw huis op de achtergrond van één plaatje.',
              'Your house in the background of one picture.',
            ),
            price: cents(710_00),
            limit: 7,
            taken: 7,
            href: '#shares',
          },
        ]}
      />
    </Section>
  )
}

function NamesShown() {
  const say = useSay()
  return (
    <Section
      id="names"
      title={say('De muur van 612', 'The wall of 612')}
      aside={say('Een effen steen is iemand zonder naam.', 'A plain brick is someone without a name.')}
    >
      <Names
        names={[
          'Familie Van der Meer',
          'Ans',
          null,
          'De lange tafel',
          'Joris en Fatma',
          null,
          'Groep 7b',
          'Opa Cor',
          'Bakker op de hoek',
          null,
          'Yusuf',
          'Studentenhuis nr. 12',
          'Buurtverenigingsbestuursvergaderingsdeelnemers',
          'Lotte',
        ]}
        total={612}
        giveHref="#names"
        moreHref="#names"
      />
    </Section>
  )
}
