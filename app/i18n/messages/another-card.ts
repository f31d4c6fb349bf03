/** A saved card that ends too early: the letter about it, and the page on which a backer gives another. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const anotherCardMessages = inBothLanguages({
  nl: {
    link: 'Geef een andere kaart',
    title: 'Een andere kaart',
    text: (amount: string, campaign: string) =>
      `Je zegde ${amount} toe aan ${campaign}. Geef je een andere kaart, dan gebruiken we die. De kaart die we nu hebben, wissen we dan.`,
    charged: (deadline: string) =>
      `Er wordt nu niets afgeschreven. Dat gebeurt pas na ${deadline}, en alleen als de campagne slaagt.`,
    ends: (month: string) => `De kaart die we nu hebben, is geldig tot en met ${month}.`,
    go: 'Naar de pagina voor je kaart',
    notNeeded: 'Hier is geen andere kaart nodig',
    problems: {
      tooMany:
        'Er werd te vaak een kaart gegeven vanuit jouw netwerk. Er is niets veranderd. Probeer het over een paar minuten weer.',
      cardsStopped:
        'Met een kaart kan het hier nu even niet. Er is niets veranderd: je eerste kaart blijft gewoon staan. Probeer het over een uur weer.',
      refused: 'Onze betaaldienst neemt dit niet aan. Je eerste kaart blijft gewoon staan.',
      unavailable:
        'Onze betaaldienst antwoordt nu niet. Je eerste kaart blijft gewoon staan. Probeer het over een minuut weer.',
    },
  },
  en: {
    link: 'Give another card',
    title: 'Another card',
    text: (amount: string, campaign: string) =>
      `You pledged ${amount} to ${campaign}. If you give another card, we use that one. The card that we have now is then erased.`,
    charged: (deadline: string) =>
      `Nothing is charged now. That happens after ${deadline}, and only if the campaign succeeds.`,
    ends: (month: string) => `The card that we have now is valid until the end of ${month}.`,
    go: 'To the page for your card',
    notNeeded: 'No other card is needed here',
    problems: {
      tooMany:
        'A card was given too often from your network. Nothing was changed. Try again in a few minutes.',
      cardsStopped:
        'Cards are not possible here just now. Nothing was changed: your first card stays as it was. Try again in an hour.',
      refused: 'Our payment service does not take this. Your first card stays as it was.',
      unavailable:
        'Our payment service does not answer now. Your first card stays as it was. Try again in a minute.',
    },
  },
})

export const cardEndsLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `Je kaart voor ${campaign} verloopt te vroeg`,
    preheader: 'Geef een andere kaart, dan telt je toezegging gewoon mee.',
    kicker: 'Je kaart verloopt',
    heading: ['Geef een', 'andere kaart'],
    text: (campaign: string, total: string) => `Je zegde ${total} toe aan ${campaign}, met een kaart.`,
    ends: (month: string, deadline: string) =>
      `Die kaart is geldig tot en met ${month}. De campagne loopt tot en met ${deadline}. Slaagt zij, dan schrijven we kort daarna af, en soms een week later nog een keer. Dan kan je kaart verlopen zijn.`,
    how: 'Met de link hieronder geef je een andere kaart. Er wordt dan nog niets afgeschreven.',
    button: 'Geef een andere kaart',
    otherwise:
      'Kreeg je van je bank al een nieuwe kaart met een ander nummer? Geef die dan. Doe je niets, dan proberen we het na afloop met de oude kaart. Lukt dat niet, dan krijg je een brief en kun je op een andere manier betalen.',
  },
  en: {
    subject: (campaign: string) => `Your card for ${campaign} ends too early`,
    preheader: 'Give another card, and your pledge simply counts.',
    kicker: 'Your card ends',
    heading: ['Give', 'another card'],
    text: (campaign: string, total: string) => `You pledged ${total} to ${campaign}, with a card.`,
    ends: (month: string, deadline: string) =>
      `That card is valid until the end of ${month}. The campaign runs up to and including ${deadline}. If it succeeds, we charge the card soon after, and sometimes once more a week later. Your card may have ended by then.`,
    how: 'With the link below you give another card. Nothing is charged then.',
    button: 'Give another card',
    otherwise:
      'Did your bank send you a new card already, with another number? Then give that one. If you do nothing, we try the old card afterwards. If that does not work, you get a letter and can pay in another way.',
  },
})
