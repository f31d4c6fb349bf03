/** Letters of the 80 % conversation and of campaigns that were canceled. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const nearMissBeganMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `${campaign} is er bijna: kan het met minder?`,
    preheader: (until: string) => `Leg het uit vóór ${until}.`,
    kicker: 'Net niet gehaald',
    heading: ['Kan het', 'met minder?'],
    reason: 'Je krijgt deze brief omdat jij deze campagne begon.',
    text: (campaign: string, counted: string, minimum: string) =>
      `Voor ${campaign} is ${counted} toegezegd. Nodig was ${minimum}. Dat is niet genoeg, maar wel meer dan 80 procent.`,
    ask: 'Kan het ook met minder geld? Leg dan per begrotingspost uit wat er verandert. Je donateurs krijgen jouw uitleg en kiezen: blijven, bijleggen of intrekken.',
    until: (until: string) =>
      `Dat kan tot ${until}: drie werkdagen. Komt er geen uitleg, dan krijgt iedereen het geld terug.`,
    button: 'Leg uit hoe het met minder kan',
  },
  en: {
    subject: (campaign: string) => `${campaign} is nearly there: can it be done with less?`,
    preheader: (until: string) => `Explain it before ${until}.`,
    kicker: 'Just missed',
    heading: ['Can it be done', 'with less?'],
    reason: 'You get this letter because you began this campaign.',
    text: (campaign: string, counted: string, minimum: string) =>
      `${counted} was pledged to ${campaign}. It needed ${minimum}. That is not enough, but it is more than 80 percent.`,
    ask: 'Can it be done with less money? Then explain for each budget line what changes. Your backers get your explanation and choose: stay, add or withdraw.',
    until: (until: string) =>
      `You can do that until ${until}: three working days. Without an explanation everybody gets their money back.`,
    button: 'Explain how it is done with less',
  },
})

export const nearMissQuestionMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `Blijf je erbij? ${campaign} gaat door met minder`,
    preheader: (until: string) => `Kies vóór ${until}. Doe je niets, dan blijf je.`,
    kicker: 'Net niet gehaald',
    heading: ['Blijf je', 'erbij?'],
    text: (campaign: string, counted: string, minimum: string) =>
      `Voor ${campaign} is ${counted} toegezegd. Nodig was ${minimum}. De initiatiefnemer legt uit hoe het met minder kan:`,
    needed: (less: string) => `Zo is ${less} genoeg.`,
    choice: (until: string) =>
      `Jij kiest: blijven, iets bijleggen of intrekken. Dat kan tot ${until}, en tot dan mag je je bedenken. Doe je niets, dan blijf je.`,
    fairNow: (total: string) => `Trek je in, dan sturen we ${total} meteen terug.`,
    fairLater: 'Trek je in, dan wordt er niets van je kaart afgeschreven.',
    failed: 'Is er aan het einde niet genoeg, dan krijgt iedereen alles terug.',
    button: 'Maak mijn keuze',
  },
  en: {
    subject: (campaign: string) => `Will you stay? ${campaign} goes on with less`,
    preheader: (until: string) => `Choose before ${until}. If you do nothing, you stay.`,
    kicker: 'Just missed',
    heading: ['Will you', 'stay?'],
    text: (campaign: string, counted: string, minimum: string) =>
      `${counted} was pledged to ${campaign}. It needed ${minimum}. The initiator explains how it is done with less:`,
    needed: (less: string) => `Like this ${less} is enough.`,
    choice: (until: string) =>
      `You choose: stay, add something or withdraw. You can until ${until}, and until then you may change your mind. If you do nothing, you stay.`,
    fairNow: (total: string) => `If you withdraw, we send ${total} back at once.`,
    fairLater: 'If you withdraw, nothing is charged to your card.',
    failed: 'If there is not enough in the end, everybody gets everything back.',
    button: 'Make my choice',
  },
})

export const canceledLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `${campaign} is gestopt`,
    preheaderBack: (total: string) => `Je krijgt ${total} terug. Daar hoef je niets voor te doen.`,
    preheaderNothing: 'Er wordt niets van je kaart afgeschreven.',
    kicker: 'De campagne is gestopt',
    heading: ['De campagne', 'is gestopt'],
    text: (campaign: string) => `${campaign} gaat niet door. De reden:`,
    moneyBack: (total: string) =>
      `Je krijgt ${total} terug. Daar hoef je niets voor te doen. Zodra het is verstuurd, krijg je nog een brief.`,
    part: 'Dat is jouw deel van wat er nog was: een ander deel was al uitbetaald. Wat je niet terugkrijgt, is de initiatiefnemer je nog schuldig.',
    nothingCharged: 'Er is niets van je kaart afgeschreven, en dat gebeurt ook niet meer.',
  },
  en: {
    subject: (campaign: string) => `${campaign} has stopped`,
    preheaderBack: (total: string) => `You get ${total} back. You need not do anything for that.`,
    preheaderNothing: 'Nothing will be charged to your card.',
    kicker: 'The campaign has stopped',
    heading: ['The campaign', 'has stopped'],
    text: (campaign: string) => `${campaign} does not go on. The reason:`,
    moneyBack: (total: string) =>
      `You get ${total} back. You need not do anything for that. As soon as it is sent, you get one more letter.`,
    part: 'That is your share of what was left: another part had been paid out. The initiator still owes you what you do not get back.',
    nothingCharged: 'Nothing was charged to your card, and nothing will be.',
  },
})

export const stoppedLetterMessages = inBothLanguages({
  nl: {
    subject: (campaign: string) => `Je campagne ${campaign} is gestopt`,
    preheader: 'Lees waarom, en wat er met het geld gebeurt.',
    kicker: 'Je campagne',
    heading: ['Je campagne', 'is gestopt'],
    reason: 'Je krijgt deze brief omdat jij deze campagne begon.',
    text: (campaign: string) => `We hebben ${campaign} gestopt. De reden:`,
    back: 'Je donateurs krijgen terug wat we nog vasthouden, en een brief met deze reden.',
    owed: (owed: string) =>
      `Een deel was al aan je uitbetaald. Daarvan ben je je donateurs nog ${owed} schuldig.`,
    button: 'Naar je campagne',
  },
  en: {
    subject: (campaign: string) => `Your campaign ${campaign} has been stopped`,
    preheader: 'Read why, and what happens with the money.',
    kicker: 'Your campaign',
    heading: ['Your campaign', 'has been stopped'],
    reason: 'You get this letter because you began this campaign.',
    text: (campaign: string) => `We have stopped ${campaign}. The reason:`,
    back: 'Your backers get back what we still hold, and a letter with this reason.',
    owed: (owed: string) => `A part had been paid out to you. Of that you still owe your backers ${owed}.`,
    button: 'To your campaign',
  },
})
