/** The account at the payment service on which an initiator is paid. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const payoutAccountMessages = inBothLanguages({
  nl: {
    title: 'Je uitbetaalrekening',
    lead: 'Geld van donateurs gaat rechtstreeks van onze betaaldienst Stripe naar jou. Daarvoor wil Stripe weten wie je bent en op welke rekening je het krijgt. Wij zien je papieren en je rekeningnummer niet.',
    state: 'Hoe het staat',
    states: {
      none: {
        title: 'Nog niet begonnen',
        text: 'Je campagne kan pas live als Stripe je kent. Het duurt ongeveer vijf minuten. Houd je identiteitsbewijs en je rekeningnummer bij de hand.',
      },
      onboarding: {
        title: 'Stripe mist nog iets',
        text: 'Wat je invulde is bij Stripe bewaard. Ga verder waar je was. Heb je alles al ingevuld? Dan kijkt Stripe het na. Dat duurt meestal een paar minuten.',
      },
      active: {
        title: 'In orde',
        text: 'Stripe kent je en kan je uitbetalen. Je hoeft niets te doen.',
      },
      restricted: {
        title: 'Stripe kan je nu niet uitbetalen',
        text: 'Stripe vraagt opnieuw iets van je. Er is niets kwijt: wat voor je campagne is opgehaald blijft in bewaring. Los het op bij Stripe, dan gaat het verder.',
      },
      closed: {
        title: 'Gesloten',
        text: 'Deze rekening is bij Stripe gesloten. Wat voor je campagne is opgehaald blijft in bewaring. Schrijf ons, dan zoeken we samen een weg.',
      },
    },
    go: {
      none: 'Begin bij Stripe',
      onboarding: 'Ga verder bij Stripe',
      restricted: 'Los het op bij Stripe',
    },
    name: 'Je naam',
    nameHint: 'Zoals die op de campagne komt te staan. Stripe vraagt je officiële naam zelf.',
    nameProblems: {
      empty: 'Vul je naam in. Mensen willen weten aan wie ze geven.',
      tooLong: 'Je naam is te lang. Houd het op 60 tekens.',
    },
    back: 'Naar mijn campagnes',
    notices: {
      expired: {
        title: 'De link naar Stripe was verlopen',
        text: 'Dat gebeurt na een paar minuten. Wat je invulde is bewaard. Druk op de knop voor een nieuwe.',
      },
      unreachable: {
        title: 'Stripe antwoordt nu niet',
        text: 'We laten zien wat we het laatst wisten. Er is niets veranderd. Probeer het over een minuut weer.',
      },
      refused: {
        title: 'Stripe neemt dit niet aan',
        text: 'Er is niets veranderd. Schrijf ons, dan zoeken we uit waarom.',
      },
    },
  },
  en: {
    title: 'Your payout account',
    lead: 'Money of backers goes straight from our payment service Stripe to you. For that, Stripe wants to know who you are and on which bank account you get it. We see neither your papers nor your account number.',
    state: 'How it stands',
    states: {
      none: {
        title: 'Not begun yet',
        text: 'Your campaign can go live only once Stripe knows you. It takes about five minutes. Have your identity document and your account number at hand.',
      },
      onboarding: {
        title: 'Stripe still misses something',
        text: 'What you filled in is kept at Stripe. Go on where you were. Filled in everything? Then Stripe is checking it. That usually takes a few minutes.',
      },
      active: {
        title: 'In order',
        text: 'Stripe knows you and can pay you. You need not do anything.',
      },
      restricted: {
        title: 'Stripe cannot pay you now',
        text: 'Stripe asks something of you again. Nothing is lost: what was raised for your campaign stays in keeping. Solve it at Stripe and it goes on.',
      },
      closed: {
        title: 'Closed',
        text: 'This account was closed at Stripe. What was raised for your campaign stays in keeping. Write to us and we will find a way together.',
      },
    },
    go: {
      none: 'Begin at Stripe',
      onboarding: 'Go on at Stripe',
      restricted: 'Solve it at Stripe',
    },
    name: 'Your name',
    nameHint: 'As it will stand on the campaign. Stripe asks your official name itself.',
    nameProblems: {
      empty: 'Fill in your name. People want to know to whom they give.',
      tooLong: 'Your name is too long. Keep it to 60 characters.',
    },
    back: 'To my campaigns',
    notices: {
      expired: {
        title: 'The link to Stripe had expired',
        text: 'That happens after a few minutes. What you filled in is kept. Press the button for a new one.',
      },
      unreachable: {
        title: 'Stripe does not answer now',
        text: 'We show what we knew last. Nothing has changed. Try again in a minute.',
      },
      refused: {
        title: 'Stripe does not accept this',
        text: 'Nothing has changed. Write to us and we will find out why.',
      },
    },
  },
})
