/** A backer's own pages of one pledge: thank you, how it stands, withdrawing, paying after a refused card. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const manageMessages = inBothLanguages({
  nl: {
    yourPledge: (campaign: string) => `Je toezegging aan ${campaign}`,
    toCampaign: 'Naar de campagne',
    amount: 'Bedrag',
    tip: 'Fooi voor Stadmakers',
    reward: 'Tegenprestatie',
    none: 'Geen',
    number: 'Kenmerk',
    method: 'Betaalwijze',
    bank: 'iDEAL of Bancontact',
    card: 'Kaart',
    thanks: {
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
    letterTo: (email: string) => `De brief gaat naar ${email}. Is dat adres niet goed? Laat het ons weten.`,
    next: 'Wat er nu gebeurt',
    nextAllOrNothing: (deadline: string, minimum: string) =>
      `De campagne loopt tot en met ${deadline}. Komt er minstens ${minimum} bij elkaar, dan gaat het door. Anders krijg je alles vanzelf terug.`,
    nextOnCard: (deadline: string, minimum: string) =>
      `De campagne loopt tot en met ${deadline}. Komt er minstens ${minimum} bij elkaar, dan schrijven we kort daarna af. Anders vergeten we je kaart.`,
    nextKeepItAll: (deadline: string) =>
      `De campagne loopt tot en met ${deadline} en gaat door met wat er dan is.`,
    nextSucceeded:
      'De campagne is geslaagd. Je geld gaat naar de initiatiefnemer, nadat twee mensen dat hebben nagekeken.',
    lookNow: 'Kijk nu opnieuw',
    states: {
      draft: 'Begonnen, nog niet betaald',
      checkout_open: 'Nog niet betaald',
      processing: 'De bank is bezig',
      held: 'Betaald, we houden het geld vast',
      committed: 'Je kaart is bewaard, er is nog niets afgeschreven',
      collecting: 'De campagne is geslaagd, je kaart wordt nu afgeschreven',
      action_required: 'Je kaart is geweigerd, we wachten op jou',
      refunding: 'Je geld is op weg terug',
      refunded: 'Je hebt je geld terug',
      released: 'Niet doorgegaan, er is niets afgeschreven',
      canceled: 'Ingetrokken, er is niets afgeschreven',
      dropped: 'Vervallen, er is niets afgeschreven',
      abandoned: 'Niet betaald en verlopen',
    },
    steps: {
      title: 'Wat er gebeurde, en wat nog komt',
      begun: 'Je deed een toezegging',
      facts: {
        'checkout-ended': 'Niet betaald, de betaling is verlopen',
        'payment-processing': 'Je bank is bezig',
        'payment-succeeded': 'Je betaling kwam binnen',
        'payment-failed': 'De betaling is niet gelukt',
        'card-saved': 'Je kaart is bewaard, je telt mee',
        withdrawn: 'Je trok je toezegging in',
        'campaign-failed': 'De campagne haalde het minimum niet',
        'collection-started': 'De campagne slaagde, we vragen je bank om het geld',
        'collection-declined': 'Je bank nam de afschrijving niet aan',
        'recovery-ended': 'Er kwam geen nieuwe betaling, je toezegging is vervallen',
        'refund-decided': 'We besloten je geld terug te geven',
        'refund-succeeded': 'Je geld is teruggestuurd',
      },
      latePayment: 'Er kwam nog een betaling binnen, die gaat vanzelf terug',
      waitsForPayment: 'We wachten op je betaling',
      campaignEnds: 'De campagne eindigt',
      thenPaidOut: 'Daarna gaat je geld naar de initiatiefnemer',
      thenDecided: 'Daarna: genoeg binnen, dan naar de initiatiefnemer; anders alles terug naar jou',
      thenCharged: 'Daarna: genoeg toegezegd, dan schrijven we af; anders niets',
      moneyUnderWay: 'Je geld is onderweg naar je bank',
    },
    wrongLink: {
      title: 'Deze link klopt niet',
      text: 'Hij is niet heel meegekomen, of hoort bij een andere toezegging. Er is niets veranderd. Open de link nog een keer uit je brief, of kopieer hem van het begin tot het eind.',
    },
    howItStands: 'Hoe het staat',
    visibility: 'Je naam',
    visibleNow: (name: string) => `Op de muur staat nu: ${name}.`,
    hiddenNow: 'Je naam is nu voor niemand te zien, ook niet voor de initiatiefnemer.',
    noName: 'Je gaf geen naam op. Op de muur ben je een effen steen.',
    hide: 'Verberg mijn naam',
    show: 'Laat mijn naam zien',
    changed: 'Dat is veranderd',
    refunds: 'Terugbetaald',
    refund: (amount: string, state: string) => `${amount}: ${state}`,
    refundStates: {
      decided: 'besloten',
      sent: 'onderweg',
      succeeded: 'gedaan',
      failed: 'niet gelukt, wij zoeken het uit',
    },
    withdraw: 'Trek mijn toezegging in',
    withdrawUntil: (deadline: string) => `Dat kan tot en met ${deadline}, zonder reden.`,
    withdrawal: {
      title: 'Je toezegging intrekken',
      money: (amount: string) =>
        `Je krijgt ${amount} terug op de rekening of kaart waarmee je betaalde. Dat duurt meestal een paar werkdagen.`,
      card: 'We vergeten je kaart. Er is niets afgeschreven en dat gebeurt ook niet meer.',
      reward: 'Je tegenprestatie komt vrij voor een ander.',
      confirm: 'Ja, trek hem in',
      keep: 'Nee, ik blijf meedoen',
      done: 'Je toezegging is ingetrokken',
      doneAt: (moment: string) => `Ingetrokken op ${moment}. De bevestiging komt per mail.`,
      reasons: {
        'too-late':
          'Intrekken kon tot en met de laatste dag van de campagne. Die is voorbij, dus er is niets veranderd.',
        'already-ended': 'Deze toezegging was al voorbij. Er is niets veranderd.',
        'not-paid-yet':
          'Er is nog niet betaald, dus er valt niets in te trekken. Wacht tot de bank klaar is, of laat het verlopen.',
      },
    },
    recovery: {
      title: 'Je kaart werd geweigerd',
      text: (amount: string) =>
        `De campagne is geslaagd, maar je bank nam de afschrijving van ${amount} niet aan. Betaal op een andere manier, dan doe je gewoon mee.`,
      until: (moment: string) =>
        `Dat kan tot ${moment}. Doe je niets, dan vervalt je toezegging en schrijven we niets af.`,
      pay: (amount: string) => `Betaal ${amount}`,
      notNeeded: 'Hier hoef je niets meer te doen.',
      soon: 'Je kaart wordt op dit moment opnieuw geprobeerd. Kijk over een paar minuten nog eens.',
      tooMany:
        'Er werd te vaak op betalen gedrukt vanuit jouw netwerk. Er is niets afgeschreven. Probeer het over een paar minuten weer.',
      refused:
        'Onze betaaldienst neemt dit niet aan. Er is niets afgeschreven. Schrijf ons, dan zoeken we het uit.',
      unavailable:
        'Onze betaaldienst antwoordt nu niet. Er is niets afgeschreven. Probeer het over een minuut weer.',
    },
  },
  en: {
    yourPledge: (campaign: string) => `Your pledge to ${campaign}`,
    toCampaign: 'To the campaign',
    amount: 'Amount',
    tip: 'Tip for Stadmakers',
    reward: 'Reward',
    none: 'None',
    number: 'Reference',
    method: 'Way of paying',
    bank: 'iDEAL or Bancontact',
    card: 'Card',
    thanks: {
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
    letterTo: (email: string) => `The letter goes to ${email}. Is that address wrong? Let us know.`,
    next: 'What happens now',
    nextAllOrNothing: (deadline: string, minimum: string) =>
      `The campaign runs up to and including ${deadline}. If at least ${minimum} comes together, it goes ahead. If not, you get everything back by itself.`,
    nextOnCard: (deadline: string, minimum: string) =>
      `The campaign runs up to and including ${deadline}. If at least ${minimum} comes together, we charge your card soon after. If not, we forget your card.`,
    nextKeepItAll: (deadline: string) =>
      `The campaign runs up to and including ${deadline} and goes ahead with what is there by then.`,
    nextSucceeded:
      'The campaign has succeeded. Your money goes to the initiator, after two people have checked it.',
    lookNow: 'Look again now',
    states: {
      draft: 'Begun, not paid yet',
      checkout_open: 'Not paid yet',
      processing: 'The bank is busy',
      held: 'Paid, we hold the money',
      committed: 'Your card is saved, nothing was charged yet',
      collecting: 'The campaign succeeded, your card is being charged',
      action_required: 'Your card was refused, we are waiting for you',
      refunding: 'Your money is on its way back',
      refunded: 'You have your money back',
      released: 'It did not go ahead, nothing was charged',
      canceled: 'Withdrawn, nothing was charged',
      dropped: 'Lapsed, nothing was charged',
      abandoned: 'Not paid, and expired',
    },
    steps: {
      title: 'What happened, and what is still to come',
      begun: 'You made a pledge',
      facts: {
        'checkout-ended': 'Not paid, the payment expired',
        'payment-processing': 'Your bank is busy',
        'payment-succeeded': 'Your payment arrived',
        'payment-failed': 'The payment did not succeed',
        'card-saved': 'Your card is saved, you count',
        withdrawn: 'You withdrew your pledge',
        'campaign-failed': 'The campaign missed its minimum',
        'collection-started': 'The campaign succeeded, we ask your bank for the money',
        'collection-declined': 'Your bank did not accept the charge',
        'recovery-ended': 'No new payment came, your pledge has lapsed',
        'refund-decided': 'We decided to give your money back',
        'refund-succeeded': 'Your money was sent back',
      },
      latePayment: 'Another payment arrived, it goes back by itself',
      waitsForPayment: 'We are waiting for your payment',
      campaignEnds: 'The campaign ends',
      thenPaidOut: 'Then your money goes to the initiator',
      thenDecided: 'Then: with enough in, to the initiator; else everything back to you',
      thenCharged: 'Then: with enough pledged, we charge your card; else nothing',
      moneyUnderWay: 'Your money is on its way to your bank',
    },
    wrongLink: {
      title: 'This link is not right',
      text: 'Not all of it came along, or it belongs to another pledge. Nothing has changed. Open the link from your letter once more, or copy it from beginning to end.',
    },
    howItStands: 'How it stands',
    visibility: 'Your name',
    visibleNow: (name: string) => `On the wall it now says: ${name}.`,
    hiddenNow: 'Nobody can see your name now, the initiator neither.',
    noName: 'You gave no name. On the wall you are a plain brick.',
    hide: 'Hide my name',
    show: 'Show my name',
    changed: 'That has been changed',
    refunds: 'Paid back',
    refund: (amount: string, state: string) => `${amount}: ${state}`,
    refundStates: {
      decided: 'decided',
      sent: 'on its way',
      succeeded: 'done',
      failed: 'it failed, we are looking into it',
    },
    withdraw: 'Withdraw my pledge',
    withdrawUntil: (deadline: string) => `You can until the end of ${deadline}, without a reason.`,
    withdrawal: {
      title: 'Withdraw your pledge',
      money: (amount: string) =>
        `You get ${amount} back on the account or card that you paid with. That usually takes a few working days.`,
      card: 'We forget your card. Nothing was charged, and nothing will be.',
      reward: 'Your reward becomes free for somebody else.',
      confirm: 'Yes, withdraw it',
      keep: 'No, I stay in',
      done: 'Your pledge has been withdrawn',
      doneAt: (moment: string) => `Withdrawn on ${moment}. The confirmation comes by mail.`,
      reasons: {
        'too-late':
          'You could withdraw until the last day of the campaign. It is over, so nothing was changed.',
        'already-ended': 'This pledge was over already. Nothing was changed.',
        'not-paid-yet':
          'Nothing was paid yet, so there is nothing to withdraw. Wait until the bank is ready, or let it expire.',
      },
    },
    recovery: {
      title: 'Your card was refused',
      text: (amount: string) =>
        `The campaign succeeded, but your bank did not accept the charge of ${amount}. Pay in another way, and you are in.`,
      until: (moment: string) =>
        `You can until ${moment}. If you do nothing your pledge lapses, and we charge nothing.`,
      pay: (amount: string) => `Pay ${amount}`,
      notNeeded: 'There is nothing left for you to do here.',
      soon: 'Your card is being tried again at this moment. Look again in a few minutes.',
      tooMany:
        'Pay was pressed too often from your network. Nothing was charged. Try again in a few minutes.',
      refused:
        'Our payment service does not accept this. Nothing was charged. Write to us and we will find out.',
      unavailable: 'Our payment service does not answer now. Nothing was charged. Try again in a minute.',
    },
  },
})
