/** What every letter says around its own words, and the letters that are not about one pledge. */
import { countOf } from '#app/i18n/format.ts'
import { inBothLanguages } from '#app/i18n/messages.ts'

/** Head line and foot of every letter. */
export const letterFrameMessages = inBothLanguages({
  nl: {
    name: 'Stadmakers',
    demonstration: 'Demonstratie: de inhoud van deze brief is verzonnen. Er gaat geen echt geld om.',
    privateLink: 'De link in deze brief is alleen voor jou. Stuur de brief dus niet door.',
    noMeasuring: 'We meten niet of je deze brief opent.',
  },
  en: {
    name: 'Stadmakers',
    demonstration: 'Demonstration: the content of this letter is made up. No real money changes hands.',
    privateLink: 'The link in this letter is for you alone, so please do not forward the letter.',
    noMeasuring: 'We do not measure whether you open this letter.',
  },
})

export const signInLetterMessages = inBothLanguages({
  nl: {
    subject: 'Je link om in te loggen',
    preheader: (minutes: number) => `De link werkt ${countOf(minutes, 'minuut', 'minuten', 'nl')}.`,
    kicker: 'Inloggen',
    heading: ['Hier is', 'je link'],
    text: 'Je wilt inloggen bij Stadmakers. Dat doe je met de link hieronder. Een wachtwoord is niet nodig.',
    button: 'Log in',
    limits: (minutes: number) =>
      `De link werkt één keer, binnen ${countOf(minutes, 'minuut', 'minuten', 'nl')}, in de browser waarin je erom vroeg.`,
    notYou: 'Heb je hier niet om gevraagd? Dan hoef je niets te doen. Zonder deze link kan niemand inloggen.',
    reason: 'Je krijgt deze brief omdat iemand met jouw adres vroeg om in te loggen.',
  },
  en: {
    subject: 'Your link to sign in',
    preheader: (minutes: number) => `The link works for ${countOf(minutes, 'minute', 'minutes', 'en')}.`,
    kicker: 'Signing in',
    heading: ['Here is', 'your link'],
    text: 'You want to sign in to Stadmakers. The link below does it. You need no password.',
    button: 'Sign in',
    limits: (minutes: number) =>
      `The link works once, within ${countOf(minutes, 'minute', 'minutes', 'en')}, in the browser in which you asked for it.`,
    notYou: 'Did you not ask for this? Then you need not do anything. Nobody can sign in without this link.',
    reason: 'You get this letter because someone asked to sign in with your address.',
  },
})

export const updateLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string, title: string) => `Update van ${campaign}: ${title}`,
    kicker: (campaign: string) => `Update van ${campaign}`,
    buttonWhole: 'Bekijk de update op de site',
    buttonShortened: 'Lees de hele update',
    shortened: 'Deze update is te lang voor een brief. De rest staat op de site.',
    manage: 'Bekijk je toezegging',
    reason: (campaign: string) =>
      `Je krijgt deze brief omdat je een toezegging deed aan ${campaign}. De initiatiefnemer schreef hem; je adres bleef bij ons.`,
  },
  en: {
    subject: (campaign: string, title: string) => `Update from ${campaign}: ${title}`,
    kicker: (campaign: string) => `Update from ${campaign}`,
    buttonWhole: 'See the update on the site',
    buttonShortened: 'Read the whole update',
    shortened: 'This update is too long for a letter. The rest is on the site.',
    manage: 'See your pledge',
    reason: (campaign: string) =>
      `You get this letter because you made a pledge to ${campaign}. The initiator wrote it; your address stayed with us.`,
  },
})

export const reviewLetterMessages = inBothLanguages({
  nl: {
    kicker: 'Je campagne is bekeken',
    button: 'Ga naar je campagne',
    reasonGiven: 'Dit schreef wie je campagne bekeek:',
    reason: 'Je krijgt deze brief omdat je deze campagne hebt ingediend.',
    approved: {
      subject: (campaign: string) => `${campaign} staat online`,
      preheader: 'Je campagne is goedgekeurd. Iedereen kan nu een toezegging doen.',
      heading: ['Goedgekeurd', 'en online'],
      text: (campaign: string) =>
        `We hebben ${campaign} bekeken en goedgekeurd. De campagne staat nu online en iedereen kan een toezegging doen.`,
      next: 'Vertel het rond: de eerste donateurs zijn bijna altijd mensen die je kent.',
    },
    needs_work: {
      subject: (campaign: string) => `${campaign}: er moet nog iets anders`,
      preheader: 'Pas het aan en dien de campagne opnieuw in. Alles wat je invulde is er nog.',
      heading: ['Bijna,', 'nog niet klaar'],
      text: (campaign: string) =>
        `We hebben ${campaign} bekeken. Voordat de campagne online kan, vragen we je nog iets aan te passen.`,
      next: 'Alles wat je invulde is bewaard. Pas het aan en dien de campagne opnieuw in.',
    },
    refused: {
      subject: (campaign: string) => `${campaign} is niet goedgekeurd`,
      preheader: 'In deze brief staat waarom, en wat je kunt doen als je het er niet mee eens bent.',
      heading: ['Niet', 'goedgekeurd'],
      text: (campaign: string) => `We hebben ${campaign} bekeken en plaatsen de campagne niet.`,
      next: 'Ben je het er niet mee eens? Schrijf ons dan op het adres onder aan deze brief. Iemand anders kijkt er opnieuw naar.',
    },
  },
  en: {
    kicker: 'Your campaign was reviewed',
    button: 'Go to your campaign',
    reasonGiven: 'This is what the reviewer wrote:',
    reason: 'You get this letter because you submitted this campaign.',
    approved: {
      subject: (campaign: string) => `${campaign} is online`,
      preheader: 'Your campaign was approved. Everyone can make a pledge now.',
      heading: ['Approved', 'and online'],
      text: (campaign: string) =>
        `We reviewed ${campaign} and approved it. The campaign is online now and everyone can make a pledge.`,
      next: 'Tell people: the first backers are nearly always people you know.',
    },
    needs_work: {
      subject: (campaign: string) => `${campaign}: something has to change`,
      preheader: 'Change it and submit the campaign again. All you filled in is still there.',
      heading: ['Almost,', 'not yet ready'],
      text: (campaign: string) =>
        `We reviewed ${campaign}. Before the campaign can go online, we ask you to change something.`,
      next: 'All you filled in is kept. Change it and submit the campaign again.',
    },
    refused: {
      subject: (campaign: string) => `${campaign} was not approved`,
      preheader: 'This letter says why, and what you can do if you disagree.',
      heading: ['Not', 'approved'],
      text: (campaign: string) => `We reviewed ${campaign} and will not publish the campaign.`,
      next: 'Do you disagree? Write to us at the address at the foot of this letter. Someone else will look at it again.',
    },
  },
})

export const payoutLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `De uitbetaling van ${campaign} is onderweg`,
    preheader: (payout: string) => `${payout} gaat naar je rekening.`,
    kicker: 'Uitbetaling',
    heading: ['Het geld', 'is onderweg'],
    text: (payout: string, campaign: string) =>
      `We betalen ${payout} uit voor ${campaign}. Twee mensen van Stadmakers hebben dat nagekeken.`,
    way: 'Het geld gaat via onze betaaldienst, Stripe, naar de rekening die je daar opgaf. Meestal duurt dat een paar werkdagen.',
    table: 'Hoe dit bedrag is opgebouwd',
    funds: 'Ingezameld',
    fee: 'Bijdrage aan Stadmakers',
    vat: 'Btw over die bijdrage',
    costs: 'Kosten van het betalen',
    debt: 'Ging terug naar donateurs na een eerdere uitbetaling',
    owed: 'Van een eerdere uitbetaling die terugkwam',
    payout: 'Naar jou',
    button: 'Ga naar je campagne',
    reason: 'Je krijgt deze brief omdat dit jouw campagne is.',
  },
  en: {
    subject: (campaign: string) => `The payout of ${campaign} is on its way`,
    preheader: (payout: string) => `${payout} is going to your bank account.`,
    kicker: 'Payout',
    heading: ['The money', 'is on its way'],
    text: (payout: string, campaign: string) =>
      `We are paying out ${payout} for ${campaign}. Two people of Stadmakers have checked it.`,
    way: 'The money travels through our payment service, Stripe, to the bank account that you gave there. That usually takes a few working days.',
    table: 'How this amount is made up',
    funds: 'Raised',
    fee: 'Contribution to Stadmakers',
    vat: 'VAT on that contribution',
    costs: 'Costs of payment',
    debt: 'Went back to backers after an earlier payout',
    owed: 'Of an earlier payout that came back',
    payout: 'To you',
    button: 'Go to your campaign',
    reason: 'You get this letter because this is your campaign.',
  },
})
