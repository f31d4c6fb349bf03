/** How it works: for who wants to know before giving or starting. Figures come from the settings. */
import { inBothLanguages } from '#app/i18n/messages.ts'

interface Figures {
  /** Percentage of what is collected, already written out; null when the platform asks nothing. */
  fee: string | null
  vat: string
  areCostsPassedOn: boolean
  smallestPledge: string
  longestDays: number
}

export const howItWorksMessages = inBothLanguages({
  nl: {
    title: 'Hoe het werkt',
    lead: 'Kort, en zonder kleine letters. Staat je vraag er niet bij? Dan vergaten we iets.',
    parts: [
      {
        id: 'give',
        title: 'Als je geeft',
        paragraphs: (figures: Figures) => [
          `Je hebt geen account nodig. Geven kan vanaf ${figures.smallestPledge}; een aandeel heeft zijn eigen prijs.`,
          'Betaal je met iDEAL of Bancontact, dan betaal je meteen. Het geld blijft bij ons staan tot de laatste dag. Wordt het minimum niet gehaald, dan krijg je alles vanzelf terug.',
          'Geef je met een kaart aan een campagne van alles of niets, dan bewaren we de kaart. Na de laatste dag schrijven we af, als het minimum is gehaald.',
          'Tot de laatste dag kun je je toezegging intrekken met de link in je mail. Je hoeft niet te zeggen waarom.',
          'Je kunt zonder naam geven. Dan zien de bezoekers en ook de initiatiefnemer je naam niet.',
        ],
      },
      {
        id: 'start',
        title: 'Als je iets begint',
        paragraphs: (figures: Figures) => [
          'Je schrijft in vijf stappen je plan op. Alles wordt bewaard, je kunt stoppen en later verder gaan.',
          `Je kiest een laatste dag, ten hoogste ${figures.longestDays} dagen nadat je campagne live gaat. Je kiest ook: alles of niets, of alles telt.`,
          'Wat in je begroting moet, telt op tot je minimum. Wat mooi is als het lukt, komt daarbovenop.',
          'Elk plan heeft een geschenk aan de stad: iets waar iedereen iets aan heeft, ook wie niets gaf.',
          'Een beoordelaar leest je plan voor het live gaat. Kan het beter, dan krijg je het terug met een reden.',
          'Na de eerste toezegging liggen je bedragen, je laatste dag en je prijzen vast. Je tekst mag je verbeteren; iedereen kan zien wat er eerst stond.',
        ],
      },
      {
        id: 'money',
        title: 'Waar het geld blijft',
        paragraphs: (figures: Figures) => [
          'Het geld staat bij onze betaaldienst, Stripe, apart van wat wij zelf uitgeven. Elke euro staat in een kasboek dat iedereen kan lezen en narekenen.',
          'Haalt een campagne het, dan stelt de ene beheerder de uitbetaling voor en tekent een andere. Pas dan gaat het geld naar de initiatiefnemer.',
          figures.fee === null
            ? 'Wij houden niets in.'
            : `Wij houden ${figures.fee} in van wat er is opgehaald, en daarover ${figures.vat} btw. Dat percentage ligt vast zodra een campagne is ingediend.`,
          figures.areCostsPassedOn
            ? 'De kosten van het betalen gaan van de opbrengst af. Je ziet ze in het kasboek.'
            : 'De kosten van het betalen dragen wij.',
          'Een fooi voor het platform mag, en staat op nul tot jij iets kiest.',
        ],
      },
      {
        id: 'rules',
        title: 'Wat hier mag',
        paragraphs: () => [
          'Een plan is voor de stad of voor een buurt, en iedereen mag er iets aan hebben.',
          'Leningen, rente, winst en dingen te koop horen hier niet.',
          'Een campagne die niet eerlijk is, stoppen we. Dan krijgt iedereen zijn geld terug, en de reden staat erbij.',
        ],
      },
    ],
  },
  en: {
    title: 'How it works',
    lead: 'Short, and without small print. Is your question not here? Then we forgot something.',
    parts: [
      {
        id: 'give',
        title: 'When you give',
        paragraphs: (figures: Figures) => [
          `You need no account. You can give from ${figures.smallestPledge}; a share has its own price.`,
          'With iDEAL or Bancontact you pay at once. The money stays with us until the last day. If the minimum is not reached, you get all of it back by itself.',
          'If you give by card to an all-or-nothing campaign, we keep the card. After the last day we charge it, if the minimum was reached.',
          'Until the last day you can withdraw your pledge with the link in your mail. You need not say why.',
          'You can give without a name. Then neither visitors nor the initiator see who you are.',
        ],
      },
      {
        id: 'start',
        title: 'When you start something',
        paragraphs: (figures: Figures) => [
          'You write down your plan in five steps. Everything is kept: you can stop and go on later.',
          `You choose a last day, at most ${figures.longestDays} days after your campaign goes live. You also choose: all or nothing, or everything counts.`,
          'What must be in your budget adds up to your minimum. What would be nice comes on top.',
          'Every plan has a gift to the city: something that is good for everybody, also for who gave nothing.',
          'A reviewer reads your plan before it goes live. If it can be better, you get it back with a reason.',
          'After the first pledge your amounts, your last day and your prices are fixed. You may mend your text; everybody can see what it said before.',
        ],
      },
      {
        id: 'money',
        title: 'Where the money goes',
        paragraphs: (figures: Figures) => [
          'The money stays with our payment service, Stripe, apart from what we spend ourselves. Every euro stands in a cash book that everybody can read and add up.',
          'When a campaign makes it, one administrator proposes the payout and another signs it. Only then does the money go to the initiator.',
          figures.fee === null
            ? 'We keep nothing.'
            : `We keep ${figures.fee} of what was collected, plus ${figures.vat} VAT on that. The percentage is fixed once a campaign is submitted.`,
          figures.areCostsPassedOn
            ? 'The costs of payment come off what was collected. You see them in the cash book.'
            : 'We bear the costs of payment.',
          'A tip for the platform is welcome, and stands at zero until you choose something.',
        ],
      },
      {
        id: 'rules',
        title: 'What belongs here',
        paragraphs: () => [
          'A plan is for the city or a neighbourhood, and everybody may have the good of it.',
          'Loans, interest, profit and things for sale do not belong here.',
          'We stop a campaign that is not honest. Then everybody gets their money back, and the reason is shown.',
        ],
      },
    ],
  },
})
