/** What a backer reads back from Checkout: what the books say of the pledge, and what happens next. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const thanksMessages = inBothLanguages({
  nl: {
    standings: {
      held: {
        title: 'Dank je wel',
        text: (amount: string) =>
          `Je betaling van ${amount} is binnen. Je bewijs komt per mail, met een link waarmee je kunt wijzigen of stoppen.`,
      },
      committed: {
        title: 'Dank je wel',
        text: (amount: string) =>
          `Je kaart is bewaard. We schrijven ${amount} alleen af als de campagne slaagt. Er komt een mail met een link waarmee je kunt wijzigen of stoppen.`,
      },
      waiting: {
        title: 'We wachten op de bevestiging',
        text: (amount: string) =>
          `Nog even: je toezegging van ${amount} is nog niet bevestigd. Deze pagina kijkt vanzelf opnieuw.`,
      },
      waitingLong: {
        title: 'De bevestiging is er nog niet',
        text: (amount: string) =>
          `Dat kan. Zodra je toezegging van ${amount} bevestigd is, krijg je een brief per mail. Je kunt deze pagina sluiten.`,
      },
      ended: {
        title: 'Er is niets betaald',
        text: (amount: string) =>
          `De betaling van ${amount} is niet gedaan of verlopen. Er is niets afgeschreven. Je kunt het opnieuw proberen.`,
      },
      over: {
        title: 'Deze toezegging is voorbij',
        text: (amount: string) =>
          `Je toezegging van ${amount} is ingetrokken of teruggestort. In je mail staat wat er gebeurd is.`,
      },
    },
    tryAgain: 'Probeer het opnieuw',
    share: 'Vertel het verder',
    shareText: (campaign: string, address: string) => `Ik geef aan ‘${campaign}’. Doe je mee? ${address}`,
    letterTo: (email: string) => `De brief gaat naar ${email}. Is dat adres niet goed? Schrijf het ons:`,
    next: 'Wat er nu gebeurt',
    nextAllOrNothing: (deadline: string, minimum: string) =>
      `De campagne loopt tot en met ${deadline}. Komt er minstens ${minimum} bij elkaar, dan gaat het door. Anders krijg je alles vanzelf terug.`,
    nextOnCard: (deadline: string, minimum: string) =>
      `De campagne loopt tot en met ${deadline}. Komt er minstens ${minimum} bij elkaar, dan schrijven we kort daarna af. Anders vergeten we je kaart.`,
    nextKeepItAll: (deadline: string) =>
      `De campagne loopt tot en met ${deadline} en gaat door met wat er dan is.`,
    nextSucceeded:
      'De campagne gaat door. Je geld gaat naar de initiatiefnemer, nadat twee mensen dat hebben nagekeken.',
    lookNow: 'Kijk nu opnieuw',
  },
  en: {
    standings: {
      held: {
        title: 'Thank you',
        text: (amount: string) =>
          `Your payment of ${amount} has arrived. Your receipt comes by mail, with a link to change or stop.`,
      },
      committed: {
        title: 'Thank you',
        text: (amount: string) =>
          `Your card is saved. We charge ${amount} only if the campaign succeeds. A mail follows with a link to change or stop.`,
      },
      waiting: {
        title: 'We are waiting for the confirmation',
        text: (amount: string) =>
          `One moment: your pledge of ${amount} is not confirmed yet. This page looks again by itself.`,
      },
      waitingLong: {
        title: 'The confirmation is not here yet',
        text: (amount: string) =>
          `That can happen. As soon as your pledge of ${amount} is confirmed you get a letter by mail. You can close this page.`,
      },
      ended: {
        title: 'Nothing was paid',
        text: (amount: string) =>
          `The payment of ${amount} was not made, or it expired. Nothing was charged. You can try again.`,
      },
      over: {
        title: 'This pledge is over',
        text: (amount: string) =>
          `Your pledge of ${amount} was withdrawn or paid back. Your mail says what happened.`,
      },
    },
    tryAgain: 'Try again',
    share: 'Tell others',
    shareText: (campaign: string, address: string) => `I give to ‘${campaign}’. Will you join? ${address}`,
    letterTo: (email: string) => `The letter goes to ${email}. Is that address wrong? Write to us:`,
    next: 'What happens now',
    nextAllOrNothing: (deadline: string, minimum: string) =>
      `The campaign runs up to and including ${deadline}. If at least ${minimum} comes together, it goes ahead. If not, you get everything back by itself.`,
    nextOnCard: (deadline: string, minimum: string) =>
      `The campaign runs up to and including ${deadline}. If at least ${minimum} comes together, we charge your card soon after. If not, we forget your card.`,
    nextKeepItAll: (deadline: string) =>
      `The campaign runs up to and including ${deadline} and goes ahead with what is there by then.`,
    nextSucceeded:
      'The campaign goes ahead. Your money goes to the initiator, after two people have checked it.',
    lookNow: 'Look again now',
  },
})
