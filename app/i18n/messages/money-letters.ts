/** Letters about money that goes another way than usual: disputes, debts, refunds by bank, payouts that wait. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const refundAccountLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `Naar welke rekening mag je geld van ${campaign}?`,
    preheader: (refunded: string) => `${refunded} kwam niet aan. Zeg ons waar het heen mag.`,
    kicker: 'Je terugbetaling',
    heading: ['Waar mag', 'het heen?'],
    text: (refunded: string, campaign: string) =>
      `Je krijgt ${refunded} terug van ${campaign}. We stuurden het naar de rekening of kaart waarmee je betaalde. Je bank nam het niet aan, ook niet toen we het nog eens probeerden.`,
    ask: 'Zeg ons daarom naar welke rekening het mag. Dan maken we het zelf over.',
    button: 'Geef je rekening op',
    safe: 'We vragen je naam en je IBAN. Meer niet. Geef nooit een wachtwoord of code van je bank.',
  },
  en: {
    subject: (campaign: string) => `To which account may your money from ${campaign} go?`,
    preheader: (refunded: string) => `${refunded} did not arrive. Tell us where it may go.`,
    kicker: 'Your refund',
    heading: ['Where may', 'it go?'],
    text: (refunded: string, campaign: string) =>
      `You get ${refunded} back from ${campaign}. We sent it to the bank account or card with which you paid. Your bank did not take it, not even when we tried again.`,
    ask: 'So please tell us to which account it may go. Then we transfer it ourselves.',
    button: 'Give your account',
    safe: 'We ask your name and your IBAN. Nothing more. Never give a password or a code of your bank.',
  },
})

export const disputeLetterMessages = inBothLanguages({
  nl: {
    subject: { open: 'Een betaling is betwist', inquiry: 'Een bank vraagt naar een betaling' },
    preheader: (amount: string, campaign: string) => `${amount} voor ${campaign}.`,
    kicker: 'Voor de penningmeester',
    heading: {
      open: ['Een betaling', 'is betwist'],
      inquiry: ['Een bank', 'vraagt iets'],
    },
    text: {
      open: (amount: string, campaign: string) =>
        `De bank van een donateur heeft ${amount} teruggehaald, betaald voor ${campaign}. Dat bedrag wordt zolang niet uitbetaald en niet terugbetaald.`,
      inquiry: (amount: string, campaign: string) =>
        `De bank van een donateur vraagt naar een betaling van ${amount} voor ${campaign}. Er is nog geen geld weg. Terugbetalen is nu vaak het beste antwoord.`,
    },
    answerBy: (moment: string) => `Antwoorden kan tot ${moment}. Daarna beslist de bank zonder ons.`,
    button: 'Bekijk en antwoord',
    reason: 'Je krijgt deze brief omdat je penningmeester bent van Stadmakers.',
  },
  en: {
    subject: { open: 'A payment is disputed', inquiry: 'A bank asks about a payment' },
    preheader: (amount: string, campaign: string) => `${amount} for ${campaign}.`,
    kicker: 'For the treasurer',
    heading: {
      open: ['A payment', 'is disputed'],
      inquiry: ['A bank', 'asks something'],
    },
    text: {
      open: (amount: string, campaign: string) =>
        `The bank of a backer has taken back ${amount}, paid for ${campaign}. Until it is decided that amount is neither paid out nor refunded.`,
      inquiry: (amount: string, campaign: string) =>
        `The bank of a backer asks about a payment of ${amount} for ${campaign}. No money is gone yet. To refund it is often the best answer now.`,
    },
    answerBy: (moment: string) => `You can answer until ${moment}. After that the bank decides without us.`,
    button: 'Look and answer',
    reason: 'You get this letter because you are a treasurer of Stadmakers.',
  },
})

export const fraudWarningLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `Een bank waarschuwt voor fraude bij ${campaign}`,
    preheader: (amount: string) => `Het gaat om ${amount}.`,
    kicker: 'Voor de penningmeester',
    heading: ['Een bank', 'waarschuwt'],
    text: (amount: string, campaign: string) =>
      `De bank van een kaarthouder denkt dat een betaling van ${amount} voor ${campaign} niet door de kaarthouder zelf is gedaan.`,
    outcome: {
      'given-back':
        'Het geld gaat vanzelf terug. Zo voorkomen we dat de bank het met kosten terughaalt. Je hoeft niets te doen.',
      'nothing-left': 'Het geld was al terug of onderweg terug. Je hoeft niets te doen.',
      disputed: 'De betaling is ook al betwist. Terugbetalen kan dan niet. Beantwoord de betwisting.',
    },
    button: 'Bekijk de campagne',
    reason: 'Je krijgt deze brief omdat je penningmeester bent van Stadmakers.',
  },
  en: {
    subject: (campaign: string) => `A bank warns of fraud at ${campaign}`,
    preheader: (amount: string) => `It is about ${amount}.`,
    kicker: 'For the treasurer',
    heading: ['A bank', 'warns'],
    text: (amount: string, campaign: string) =>
      `The bank of a card holder thinks that a payment of ${amount} for ${campaign} was not made by the card holder.`,
    outcome: {
      'given-back':
        'The money goes back by itself. That keeps the bank from taking it back at a cost. You need not do anything.',
      'nothing-left': 'The money was back already, or on its way. You need not do anything.',
      disputed: 'The payment is disputed as well, so it cannot be refunded. Please answer the dispute.',
    },
    button: 'Look at the campaign',
    reason: 'You get this letter because you are a treasurer of Stadmakers.',
  },
})

export const debtLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `Er ging geld van ${campaign} terug naar een donateur`,
    preheader: (debt: string) => `${debt} wordt verrekend.`,
    kicker: 'Je campagne',
    heading: ['Er ging', 'geld terug'],
    text: (debt: string, campaign: string) =>
      `Van ${campaign} ging ${debt} terug naar een donateur. Dat geld hadden we al aan jou uitbetaald. Je staat er dus voor in de min.`,
    owed: (owed: string) =>
      `Samen is dat nu ${owed}. Komt er nog een uitbetaling, dan houden we het daarvan in. Komt die er niet, dan nemen we contact met je op.`,
    button: 'Ga naar je campagne',
    reason: 'Je krijgt deze brief omdat dit jouw campagne is.',
  },
  en: {
    subject: (campaign: string) => `Money of ${campaign} went back to a backer`,
    preheader: (debt: string) => `${debt} will be set off.`,
    kicker: 'Your campaign',
    heading: ['Money', 'went back'],
    text: (debt: string, campaign: string) =>
      `Of ${campaign}, ${debt} went back to a backer. We had paid that money out to you already. So you owe it.`,
    owed: (owed: string) =>
      `Together that is now ${owed}. If there is another payout, we take it off that. If there is none, we get in touch with you.`,
    button: 'Go to your campaign',
    reason: 'You get this letter because this is your campaign.',
  },
})

export const restrictedLetterMessages = inBothLanguages({
  nl: {
    subject: 'Je uitbetaalrekening is op slot',
    preheader: 'Onze betaaldienst wil nog iets van je weten.',
    kicker: 'Je uitbetaalrekening',
    heading: ['Je rekening', 'is op slot'],
    text: 'Onze betaaldienst, Stripe, wil nog iets van je weten. Tot dan kan er niets naar je rekening.',
    waits: (amount: string) =>
      `Er staat ${amount} voor je klaar. Dat gaat vanzelf weg zodra je rekening weer open is.`,
    todo: 'Ga naar je uitbetaalrekening en beantwoord de vragen van Stripe. Vaak is het een nieuw legitimatiebewijs of een adres.',
    button: 'Naar mijn uitbetaalrekening',
    reason: 'Je krijgt deze brief omdat je een uitbetaalrekening hebt bij Stadmakers.',
  },
  en: {
    subject: 'Your payout account is locked',
    preheader: 'Our payment service wants to know something more of you.',
    kicker: 'Your payout account',
    heading: ['Your account', 'is locked'],
    text: 'Our payment service, Stripe, wants to know something more of you. Until then nothing can go to your account.',
    waits: (amount: string) =>
      `There is ${amount} waiting for you. It leaves by itself as soon as your account is open again.`,
    todo: 'Go to your payout account and answer the questions of Stripe. Often it is a new proof of identity, or an address.',
    button: 'To my payout account',
    reason: 'You get this letter because you have a payout account at Stadmakers.',
  },
})

export const payoutFailedLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `De uitbetaling van ${campaign} kwam niet aan`,
    preheader: (payout: string) => `${payout} wacht bij onze betaaldienst.`,
    kicker: 'Uitbetaling',
    heading: ['Het geld', 'kwam niet aan'],
    text: (payout: string, campaign: string) =>
      `Je bank nam de uitbetaling van ${payout} voor ${campaign} niet aan. Het geld is niet weg: het staat op jouw naam bij onze betaaldienst, Stripe.`,
    todo: 'Kijk op je uitbetaalrekening of het rekeningnummer nog klopt. Verander je het, dan stuurt Stripe het geld opnieuw.',
    button: 'Naar mijn uitbetaalrekening',
    reason: 'Je krijgt deze brief omdat dit jouw campagne is.',
  },
  en: {
    subject: (campaign: string) => `The payout of ${campaign} did not arrive`,
    preheader: (payout: string) => `${payout} waits at our payment service.`,
    kicker: 'Payout',
    heading: ['The money', 'did not arrive'],
    text: (payout: string, campaign: string) =>
      `Your bank did not take the payout of ${payout} for ${campaign}. The money is not lost: it stands in your name at our payment service, Stripe.`,
    todo: 'Look at your payout account whether the account number is still right. When you change it, Stripe sends the money again.',
    button: 'To my payout account',
    reason: 'You get this letter because this is your campaign.',
  },
})
