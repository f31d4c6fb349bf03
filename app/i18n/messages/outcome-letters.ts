/** Letters to a backer about how the campaign ended, and about a card that was refused then. */
import { inBothLanguages } from '#app/i18n/messages.ts'
import { countOf } from '#app/i18n/format.ts'

export const succeededLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `${campaign} is gelukt`,
    preheader: (counted: string, pledges: number) =>
      `${counted}, in ${countOf(pledges, 'toezegging', 'toezeggingen', 'nl')}.`,
    kicker: 'De campagne is voorbij',
    heading: ['Het is', 'gelukt'],
    text: (campaign: string, counted: string, pledges: number) =>
      `${campaign} is gelukt. Samen werd ${counted} toegezegd, in ${countOf(pledges, 'toezegging', 'toezeggingen', 'nl')}. Een daarvan is van jou. Dank je wel.`,
    paid: 'Je betaalde al: er wordt niets meer afgeschreven. We betalen uit aan de initiatiefnemer, nadat twee mensen van Stadmakers dat hebben nagekeken.',
    toCharge: (total: string) =>
      `In de komende dagen schrijven we ${total} van je kaart af. Lukt dat niet, dan krijg je een brief met een link om op een andere manier te betalen.`,
    reward: (reward: string) =>
      `Je tegenprestatie is ‘${reward}’. De initiatiefnemer laat weten wanneer en hoe je die krijgt.`,
    below: {
      with_less: {
        subject: (campaign: string) => `${campaign} gaat door met minder`,
        heading: ['Het gaat door', 'met minder'],
        text: (campaign: string, counted: string, pledges: number) =>
          `${campaign} gaat door met minder. Samen werd ${counted} toegezegd, in ${countOf(pledges, 'toezegging', 'toezeggingen', 'nl')}: genoeg voor het plan met minder. Een daarvan is van jou. Dank je wel.`,
      },
      kept: {
        subject: (campaign: string) => `${campaign} gaat door met wat er kwam`,
        heading: ['Het gaat door', 'met wat er kwam'],
        text: (campaign: string, counted: string, pledges: number) =>
          `${campaign} gaat door met wat er kwam. Samen werd ${counted} toegezegd, in ${countOf(pledges, 'toezegging', 'toezeggingen', 'nl')}. Het minimum is niet gehaald, maar deze campagne houdt wat er kwam. Een van die toezeggingen is van jou. Dank je wel.`,
      },
    },
  },
  en: {
    subject: (campaign: string) => `${campaign} has succeeded`,
    preheader: (counted: string, pledges: number) =>
      `${counted}, in ${countOf(pledges, 'pledge', 'pledges', 'en')}.`,
    kicker: 'The campaign is over',
    heading: ['It has', 'succeeded'],
    text: (campaign: string, counted: string, pledges: number) =>
      `${campaign} has succeeded. Together ${counted} was pledged, in ${countOf(pledges, 'pledge', 'pledges', 'en')}. One of them is yours. Thank you.`,
    paid: 'You have paid already: nothing more will be charged. We pay the initiator, after two people of Stadmakers have checked it.',
    toCharge: (total: string) =>
      `In the coming days we will charge ${total} to your card. If that does not work, you get a letter with a link to pay in another way.`,
    reward: (reward: string) =>
      `Your reward is ‘${reward}’. The initiator will tell you when and how you get it.`,
    below: {
      with_less: {
        subject: (campaign: string) => `${campaign} goes on with less`,
        heading: ['It goes on', 'with less'],
        text: (campaign: string, counted: string, pledges: number) =>
          `${campaign} goes on with less. Together ${counted} was pledged, in ${countOf(pledges, 'pledge', 'pledges', 'en')}: enough for the plan with less. One of them is yours. Thank you.`,
      },
      kept: {
        subject: (campaign: string) => `${campaign} goes on with what came in`,
        heading: ['It goes on', 'with what came in'],
        text: (campaign: string, counted: string, pledges: number) =>
          `${campaign} goes on with what came in. Together ${counted} was pledged, in ${countOf(pledges, 'pledge', 'pledges', 'en')}. The minimum was not reached, but this campaign keeps what comes in. One of those pledges is yours. Thank you.`,
      },
    },
  },
})

export const missedLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `${campaign} heeft het niet gehaald`,
    preheaderNow: (total: string) => `Je krijgt ${total} terug. Daar hoef je niets voor te doen.`,
    preheaderLater: 'Er wordt niets van je kaart afgeschreven.',
    kicker: 'De campagne is voorbij',
    heading: ['Het is', 'niet gelukt'],
    text: (campaign: string, counted: string, minimum: string) =>
      `Voor ${campaign} werd ${counted} toegezegd, en ${minimum} was nodig. Het is dus niet gelukt. Dank je wel dat je meedeed.`,
    moneyBack: (total: string) =>
      `Je krijgt alles terug: ${total}. Daar hoef je niets voor te doen. Zodra het is verstuurd, krijg je nog een brief.`,
    nothingCharged: 'Er is niets van je kaart afgeschreven, en dat gebeurt ook niet meer.',
  },
  en: {
    subject: (campaign: string) => `${campaign} did not make it`,
    preheaderNow: (total: string) => `You get ${total} back. You need not do anything for that.`,
    preheaderLater: 'Nothing will be charged to your card.',
    kicker: 'The campaign is over',
    heading: ['It did', 'not succeed'],
    text: (campaign: string, counted: string, minimum: string) =>
      `For ${campaign}, ${counted} was pledged and ${minimum} was needed. So it did not succeed. Thank you for taking part.`,
    moneyBack: (total: string) =>
      `You get everything back: ${total}. You need not do anything for that. As soon as it is sent, you get one more letter.`,
    nothingCharged: 'Nothing was charged to your card, and nothing will be.',
  },
})

export const cardFailedLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `Je betaling aan ${campaign} lukte niet`,
    preheader: (answerBy: string) => `Je kunt op een andere manier betalen, tot ${answerBy}.`,
    kicker: 'Betalen lukte niet',
    heading: ['Je kaart', 'werd geweigerd'],
    text: (campaign: string, total: string) =>
      `${campaign} gaat door. We wilden ${total} van je kaart afschrijven, maar dat lukte niet. Dat kan aan van alles liggen: een kaart die is verlopen, een limiet, of een bank die eerst jou om toestemming vraagt.`,
    pay: (answerBy: string) =>
      `Met de link hieronder betaal je met iDEAL, Bancontact of een kaart. Doe je dat vóór ${answerBy}, dan telt je toezegging mee.`,
    button: (total: string) => `Betaal ${total}`,
    otherwise: 'Doe je niets, dan vervalt je toezegging. Je bent dan niets verschuldigd.',
  },
  en: {
    subject: (campaign: string) => `Your payment to ${campaign} did not work`,
    preheader: (answerBy: string) => `You can pay in another way, until ${answerBy}.`,
    kicker: 'Payment did not work',
    heading: ['Your card', 'was refused'],
    text: (campaign: string, total: string) =>
      `${campaign} goes ahead. We wanted to charge ${total} to your card, but it did not work. There can be many reasons: a card that has expired, a limit, or a bank that wants your consent first.`,
    pay: (answerBy: string) =>
      `With the link below you pay by iDEAL, Bancontact or a card. Do so before ${answerBy} and your pledge counts.`,
    button: (total: string) => `Pay ${total}`,
    otherwise: 'If you do nothing, your pledge lapses. You then owe nothing.',
  },
})

export const droppedLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `Je toezegging aan ${campaign} is vervallen`,
    preheader: 'Er is niets afgeschreven en je bent niets verschuldigd.',
    kicker: 'Toezegging vervallen',
    heading: ['Je toezegging', 'is vervallen'],
    text: (campaign: string, total: string) =>
      `We konden ${total} niet van je kaart afschrijven, en er kwam geen andere betaling. Daarom is je toezegging aan ${campaign} vervallen.`,
    nothingOwed: 'Er is niets afgeschreven en je bent niets verschuldigd.',
  },
  en: {
    subject: (campaign: string) => `Your pledge to ${campaign} has lapsed`,
    preheader: 'Nothing was charged and you owe nothing.',
    kicker: 'Pledge lapsed',
    heading: ['Your pledge', 'has lapsed'],
    text: (campaign: string, total: string) =>
      `We could not charge ${total} to your card, and no other payment came. So your pledge to ${campaign} has lapsed.`,
    nothingOwed: 'Nothing was charged and you owe nothing.',
  },
})
