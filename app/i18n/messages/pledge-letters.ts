/** The letters to a backer about one pledge. */
import { inBothLanguages } from '#app/i18n/messages.ts'

/** What returns in several letters about a pledge. */
export const pledgeLetterMessages = inBothLanguages({
  nl: {
    pledge: 'Toezegging',
    tip: 'Fooi voor Stadmakers',
    reward: 'Tegenprestatie',
    total: 'Samen',
    refunded: 'Teruggestuurd',
    table: (campaign: string) => `Je toezegging aan ${campaign}`,
    manage: 'Bekijk je toezegging',
    reason: (campaign: string) => `Je krijgt deze brief omdat je een toezegging deed aan ${campaign}.`,
    changeOfMind: 'Bedenk je je?',
    withdraw: (deadline: string) =>
      `Tot en met ${deadline} kun je je toezegging intrekken. Dat doe je met de link hieronder, in twee stappen. Je hebt geen account nodig en hoeft niet te zeggen waarom.`,
    bankTime: 'Bij de meeste banken staat het binnen vijf werkdagen op je rekening.',
    cardForgotten:
      'We laten je kaart wissen bij onze betaaldienst, Stripe. Wij hebben het nummer nooit gezien.',
    rewardFree: (reward: string) => `Je tegenprestatie, ‘${reward}’, is daarmee vervallen.`,
  },
  en: {
    pledge: 'Pledge',
    tip: 'Tip for Stadmakers',
    reward: 'Reward',
    total: 'Together',
    refunded: 'Sent back',
    table: (campaign: string) => `Your pledge to ${campaign}`,
    manage: 'See your pledge',
    reason: (campaign: string) => `You get this letter because you made a pledge to ${campaign}.`,
    changeOfMind: 'Changing your mind?',
    withdraw: (deadline: string) =>
      `Up to and including ${deadline} you can withdraw your pledge. You do that with the link below, in two steps. You need no account and need not say why.`,
    bankTime: 'With most banks it is in your account within five working days.',
    cardForgotten: 'We have your card erased at our payment service, Stripe. We never saw its number.',
    rewardFree: (reward: string) => `That also ends your reward, ‘${reward}’.`,
  },
})

export const receiptLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `Je toezegging aan ${campaign} is binnen`,
    preheader: (total: string, deadline: string) =>
      `We ontvingen ${total}. Tot en met ${deadline} kun je het terugkrijgen.`,
    kicker: 'Bewijs van je toezegging',
    heading: ['Dank je wel,', 'het is binnen'],
    taken: {
      bank: (total: string, campaign: string) => `We ontvingen ${total} van je rekening, voor ${campaign}.`,
      card: (total: string, campaign: string) => `We schreven ${total} van je kaart af, voor ${campaign}.`,
    },
    collected: {
      preheader: (total: string) => `We ontvingen ${total}. De campagne gaat door.`,
      taken: (total: string, campaign: string) => `Je betaling van ${total} voor ${campaign} is gelukt.`,
      whatHappens:
        'De campagne gaat door. We betalen uit aan de initiatiefnemer, nadat twee mensen van Stadmakers dat hebben nagekeken.',
    },
    whatHappens: 'Wat er met je geld gebeurt',
    kept: (deadline: string) =>
      `Tot en met ${deadline} loopt de campagne. Zolang houden we je geld vast bij onze betaaldienst, Stripe.`,
    whenItSucceeds:
      'Haalt de campagne haar minimum? Dan betalen we uit aan de initiatiefnemer, nadat twee mensen van Stadmakers dat hebben nagekeken.',
    whenItFails: (total: string) =>
      `Haalt de campagne het niet? Dan sturen we je alles terug: ${total}. Daar hoef je niets voor te doen.`,
    keepsAll: (deadline: string) =>
      `Deze campagne loopt tot en met ${deadline} en houdt wat er binnenkomt, ook als zij haar minimum niet haalt. We betalen uit aan de initiatiefnemer, nadat twee mensen van Stadmakers dat hebben nagekeken.`,
    allBack: (total: string) => `Je krijgt dan alles terug: ${total}.`,
    total: 'Samen ontvangen',
  },
  en: {
    subject: (campaign: string) => `Your pledge to ${campaign} has arrived`,
    preheader: (total: string, deadline: string) =>
      `We received ${total}. Up to and including ${deadline} you can have it back.`,
    kicker: 'Receipt of your pledge',
    heading: ['Thank you,', 'it has arrived'],
    taken: {
      bank: (total: string, campaign: string) => `We received ${total} from your account, for ${campaign}.`,
      card: (total: string, campaign: string) => `We charged ${total} to your card, for ${campaign}.`,
    },
    collected: {
      preheader: (total: string) => `We received ${total}. The campaign goes ahead.`,
      taken: (total: string, campaign: string) => `Your payment of ${total} for ${campaign} has succeeded.`,
      whatHappens:
        'The campaign goes ahead. We pay the initiator, after two people of Stadmakers have checked it.',
    },
    whatHappens: 'What happens with your money',
    kept: (deadline: string) =>
      `The campaign runs up to and including ${deadline}. Until then we hold your money at our payment service, Stripe.`,
    whenItSucceeds:
      'Does the campaign reach its minimum? Then we pay the initiator, after two people of Stadmakers have checked it.',
    whenItFails: (total: string) =>
      `Does it fall short? Then we send you everything back: ${total}. You need not do anything for that.`,
    keepsAll: (deadline: string) =>
      `This campaign runs up to and including ${deadline} and keeps what comes in, even when it does not reach its minimum. We pay the initiator, after two people of Stadmakers have checked it.`,
    allBack: (total: string) => `You then get everything back: ${total}.`,
    total: 'Received together',
  },
})

export const cardSavedLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `Je toezegging aan ${campaign} telt mee`,
    preheader: 'Er is nog niets afgeschreven. Dat gebeurt alleen als de campagne slaagt.',
    kicker: 'Je kaart is bewaard',
    heading: ['Dank je wel,', 'je telt mee'],
    saved: (total: string, campaign: string) =>
      `Je zegde ${total} toe aan ${campaign}. Er is nog niets van je kaart afgeschreven.`,
    whatHappens: 'Wat er met je kaart gebeurt',
    whenItSucceeds: (total: string, deadline: string) =>
      `De campagne loopt tot en met ${deadline}. Haalt zij dan haar minimum? Dan schrijven we kort daarna ${total} van je kaart af. Dat laten we je weten.`,
    whenItFails: 'Haalt de campagne het niet? Dan schrijven we niets af en laten we je kaart wissen.',
    nothingCharged: 'Er wordt dan niets afgeschreven en je kaart wordt gewist.',
    total: 'Samen, als het lukt',
  },
  en: {
    subject: (campaign: string) => `Your pledge to ${campaign} counts`,
    preheader: 'Nothing has been charged yet. That happens only if the campaign succeeds.',
    kicker: 'Your card is saved',
    heading: ['Thank you,', 'you count'],
    saved: (total: string, campaign: string) =>
      `You pledged ${total} to ${campaign}. Nothing has been charged to your card yet.`,
    whatHappens: 'What happens with your card',
    whenItSucceeds: (total: string, deadline: string) =>
      `The campaign runs up to and including ${deadline}. Does it reach its minimum by then? Then we charge ${total} to your card soon after. We will let you know.`,
    whenItFails: 'Does it fall short? Then we charge nothing and have your card erased.',
    nothingCharged: 'Nothing will be charged then, and your card is erased.',
    total: 'Together, if it succeeds',
  },
})

export const withdrawnLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `Je toezegging aan ${campaign} is ingetrokken`,
    preheaderNow: (total: string) => `We sturen ${total} terug.`,
    preheaderLater: 'Er wordt niets van je kaart afgeschreven.',
    kicker: 'Bewijs van intrekking',
    heading: ['Je toezegging', 'is ingetrokken'],
    text: (moment: string, campaign: string) => `Op ${moment} trok je je toezegging aan ${campaign} in.`,
    moneyBack: (total: string) =>
      `We sturen ${total} terug naar de rekening of kaart waarmee je betaalde. Zodra het is verstuurd, krijg je nog een brief.`,
    nothingCharged: 'Er is niets van je kaart afgeschreven, en dat gebeurt ook niet meer.',
    giveBack: (reward: string, day: string) =>
      `‘${reward}’ is bezorgd op ${day}. Geef het binnen 14 dagen na deze brief terug aan de initiatiefnemer.`,
  },
  en: {
    subject: (campaign: string) => `Your pledge to ${campaign} is withdrawn`,
    preheaderNow: (total: string) => `We are sending ${total} back.`,
    preheaderLater: 'Nothing will be charged to your card.',
    kicker: 'Receipt of withdrawal',
    heading: ['Your pledge', 'is withdrawn'],
    text: (moment: string, campaign: string) => `On ${moment} you withdrew your pledge to ${campaign}.`,
    moneyBack: (total: string) =>
      `We are sending ${total} back to the bank account or card with which you paid. As soon as it is sent, you get one more letter.`,
    nothingCharged: 'Nothing was charged to your card, and nothing will be.',
    giveBack: (reward: string, day: string) =>
      `‘${reward}’ was delivered on ${day}. Give it back to the initiator within 14 days of this letter.`,
  },
})

export const refundedLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `Je geld van ${campaign} is teruggestuurd`,
    preheader: (refunded: string) => `${refunded} is op weg naar je rekening.`,
    kicker: 'Bewijs van terugbetaling',
    heading: ['Je geld', 'komt terug'],
    why: {
      withdrawn: (campaign: string) => `Je trok je toezegging aan ${campaign} in.`,
      campaign_failed: (campaign: string) => `${campaign} haalde haar minimum niet.`,
      campaign_canceled: (campaign: string) => `${campaign} is gestopt.`,
      by_admin: (campaign: string) =>
        `Een beheerder van Stadmakers heeft je toezegging aan ${campaign} teruggedraaid.`,
      fraud_warning: (campaign: string) =>
        `De bank van je kaart meldde ons dat een betaling aan ${campaign} misschien niet van jou was.`,
      surplus: (campaign: string) =>
        `Er kwam van jou geld binnen voor ${campaign} dat te veel was of te laat kwam.`,
    },
    sent: (refunded: string) =>
      `Daarom hebben we ${refunded} teruggestuurd naar de rekening of kaart waarmee je betaalde.`,
  },
  en: {
    subject: (campaign: string) => `Your money from ${campaign} has been sent back`,
    preheader: (refunded: string) => `${refunded} is on its way to your account.`,
    kicker: 'Receipt of refund',
    heading: ['Your money', 'is coming back'],
    why: {
      withdrawn: (campaign: string) => `You withdrew your pledge to ${campaign}.`,
      campaign_failed: (campaign: string) => `${campaign} did not reach its minimum.`,
      campaign_canceled: (campaign: string) => `${campaign} has stopped.`,
      by_admin: (campaign: string) => `An admin of Stadmakers reversed your pledge to ${campaign}.`,
      fraud_warning: (campaign: string) =>
        `The bank of your card told us that a payment to ${campaign} may not have been yours.`,
      surplus: (campaign: string) =>
        `Money came in from you for ${campaign} that was too much or came too late.`,
    },
    sent: (refunded: string) =>
      `So we have sent ${refunded} back to the bank account or card with which you paid.`,
  },
})
