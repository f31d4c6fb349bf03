import type { BudgetKind } from '#db/schema.ts'

/** The campaigns of a demonstration. Every amount, name and line here is made up, and the site says so. */
export interface DemoCampaign {
  title: string
  intro: string
  story: string
  drawing: 'door' | 'garden' | 'bench'
  districtCode: string
  daysLeft: number
  initiator: { email: string; name: string; iban: string }
  collectiveReturn: string
  planned: number
  budget: [label: string, euros: number, kind: BudgetKind][]
  rewards: [title: string, description: string, cents: number, quantity: number | null][]
  /** Without pledges it still waits for its review. */
  pledges: DemoPledge[] | null
}

export interface DemoPledge {
  name: string
  cents: number
  method: 'ideal' | 'bancontact' | 'card'
  tip?: number
  message?: string
  isAnonymous?: boolean
  email?: string
}

/** It is over since last night: there is 85 % of its minimum, and its initiator has three working days to explain. */
export const NEARLY_MADE: DemoCampaign = {
  title: 'Een boekenkastje voor de Kooi',
  intro: 'Neem een boek mee, zet er een neer. Dag en nacht, voor iedereen.',
  story:
    'Op het pleintje in de Kooi komt een kast vol boeken die van iedereen zijn. Wij timmeren hem, de buurt vult hem. Dit is een demonstratie: de wijk bestaat, het plan is verzonnen.',
  drawing: 'door',
  districtCode: 'WK054604',
  daysLeft: 0,
  initiator: { email: 'ine@stadmakers.example', name: 'Ine van der Werff', iban: 'NL39RABO0300065264' },
  collectiveReturn: 'Een kast vol boeken voor iedereen',
  planned: 1,
  budget: [
    ['Hout en verf', 300, 'must_have'],
    ['Glas en scharnieren', 100, 'must_have'],
  ],
  rewards: [],
  pledges: [
    { name: 'Leesclub De Kooi', cents: 250_00, method: 'ideal' },
    { name: 'Bart Backer', cents: 17_10, method: 'ideal', email: 'bart@stadmakers.example' },
    { name: 'Mevrouw Visser', cents: 71_00, method: 'card' },
  ],
}

export const DEMO_CAMPAIGNS: readonly DemoCampaign[] = [
  {
    title: 'De Ziel van Leiden',
    intro: 'Gemaakt door de stad, voor de stad. Gratis op elke deurmat, ook die van jou.',
    story: [
      'Een strip over Leiden, gemaakt met Leidenaren en betaald door wie kan. Hij is niet te koop. Hij valt op de mat, in elke wijk, bij wie betaalde en bij wie niet.',
      'In januari 2017 lag hij echt op 50.000 deurmatten. Op deze pagina doen we die campagne na, zodat je ziet hoe het werkt. De bedragen, namen en berichten zijn verzonnen.',
      '## Zo gaat het',
      'Wat we ophalen gaat naar drukken, tekenen en bezorgen. Elke boeking staat in het kasboek, zonder namen.',
    ].join('\n\n'),
    drawing: 'door',
    districtCode: 'WK054601',
    daysLeft: 18,
    initiator: { email: 'ine@stadmakers.example', name: 'Ine van der Werff', iban: 'NL39RABO0300065264' },
    collectiveReturn: '50.000 strips op 50.000 deurmatten',
    planned: 50_000,
    budget: [
      ['50.000 strips drukken', 24_500, 'must_have'],
      ['Schrijven, tekenen, vormgeven', 9_000, 'must_have'],
      ['Bezorgen in tien wijken', 4_500, 'must_have'],
      ['Betaalkosten en onvoorzien', 2_000, 'must_have'],
      ['Lespakket voor basisscholen', 4_800, 'nice_to_have'],
      ['Voorgelezen versie', 3_700, 'nice_to_have'],
    ],
    rewards: [
      ['Een klinker', 'Jouw naam op de muur van donateurs, als je dat wilt.', 710, null],
      ['Een steen', 'Je naam achter in de strip, en een kaart uit het verhaal.', 1710, null],
      ['Een raam', 'Een gesigneerde strip, op te halen in de wijk.', 7100, 150],
      ['Een gevel', 'Jouw huis, getekend op de achtergrond van één plaatje.', 71_000, 7],
    ],
    pledges: [
      { name: 'Drukkerij De Hoek', cents: 900_000, method: 'ideal', message: 'Wij drukken graag mee.' },
      { name: 'Fietsenmaker Kees', cents: 500_000, method: 'ideal' },
      { name: 'Bart Backer', cents: 1710, method: 'ideal', tip: 100, email: 'bart@stadmakers.example' },
      { name: 'Familie Van der Meer', cents: 71_000, method: 'card' },
      { name: '', cents: 250_000, method: 'bancontact', isAnonymous: true },
      { name: 'Studentenhuis nr. 12', cents: 7100, method: 'ideal', message: 'Voor onze buren.' },
      { name: 'Koor van dinsdag', cents: 400_000, method: 'card' },
    ],
  },
  {
    title: 'Een geveltuin voor de Haagweg',
    intro: 'Vijftig tegels eruit, vijftig planten erin. Samen, op één zaterdag.',
    story:
      'De Haagweg is heet in de zomer en nat in de herfst. Met een geveltuin voor elke deur wordt hij koeler en mooier. Wij kopen planten en grond, bewoners doen het werk. Dit is een demonstratie: de straat bestaat, het plan is verzonnen.',
    drawing: 'garden',
    districtCode: 'WK054606',
    daysLeft: 9,
    initiator: { email: 'sem@stadmakers.example', name: 'Sem de Groot', iban: 'NL91ABNA0417164300' },
    collectiveReturn: 'Vijftig geveltuinen waar iedereen langs loopt',
    planned: 50,
    budget: [
      ['Planten en grond', 450, 'must_have'],
      ['Tegels afvoeren', 150, 'must_have'],
      ['Regentonnen', 300, 'nice_to_have'],
    ],
    rewards: [['Een stekje', 'Een stekje uit de straat, in het voorjaar.', 1000, 40]],
    pledges: [
      { name: 'Ans', cents: 7100, method: 'ideal' },
      { name: 'Yusuf', cents: 2500, method: 'ideal', message: 'Eindelijk schaduw.' },
      { name: '', cents: 50_000, method: 'ideal', isAnonymous: true },
      { name: 'Groep 7b', cents: 1710, method: 'card' },
    ],
  },
  {
    title: 'Een bank aan het water',
    intro: 'Een plek om te zitten voor wie niet ver kan lopen.',
    story:
      'Tussen het huis en de winkel is geen enkele plek om even te zitten. Een bank halverwege maakt dat mensen weer naar buiten durven. Een timmerman uit de wijk maakt hem. Dit is een demonstratie: het plan is verzonnen.',
    drawing: 'bench',
    districtCode: 'WK054604',
    daysLeft: 30,
    initiator: { email: 'noor@stadmakers.example', name: 'Noor Jansen', iban: 'NL55RABO0300065267' },
    collectiveReturn: 'Een bank waar iedereen mag zitten',
    planned: 1,
    budget: [['Hout en werk', 900, 'must_have']],
    rewards: [],
    pledges: null,
  },
]
