/** Stopping a campaign for good or for a while: by its initiator and at the desk. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const stoppingMessages = inBothLanguages({
  nl: {
    title: 'Stop de campagne',
    link: 'Stop de campagne',
    what: 'Stoppen is voorgoed. Iedereen die gaf, krijgt het geld terug en een brief met jouw reden. De reden staat ook op de pagina.',
    nobody: 'Deze campagne is nog niet live. Er is nog niets gegeven.',
    part: (left: string, owed: string) =>
      `Een deel is al uitbetaald. We houden nog ${left} vast: dat gaat naar rato terug. De andere ${owed} is de initiatiefnemer de donateurs schuldig.`,
    held: (left: string) => `We houden ${left} vast. Dat gaat helemaal terug.`,
    reason: 'Waarom stopt het?',
    reasonHint: 'Dit lezen alle donateurs.',
    button: 'Stop voorgoed en betaal iedereen terug',
    keep: 'Toch niet',
    stopped: 'Gestopt',
    stoppedText: (at: string) => `Deze campagne is gestopt op ${at}.`,
    reasonWas: 'De reden',
    left: 'Ging terug',
    owed: 'Schuld van de initiatiefnemer aan de donateurs',
    onlyTeam:
      'Deze campagne gaat door, of is al voor een deel uitbetaald. Stoppen kan dan alleen een beheerder. Schrijf ons.',
    over: 'Deze campagne is al afgelopen. Er valt niets meer te stoppen.',
    problems: {
      'reason-missing': 'Schrijf op waarom het stopt.',
      'reason-too-long': 'Maak het korter: hooguit 1.000 tekens.',
    },
    back: 'Terug',
    suspension: {
      title: 'Even stoppen',
      text: 'De campagne neemt dan geen toezeggingen aan. Wat er is, blijft staan, en de dagen lopen door. Op de pagina staat waarom.',
      button: 'Neem nu geen toezeggingen aan',
      since: (at: string) => `Deze campagne neemt geen toezeggingen aan sinds ${at}.`,
      lift: 'Neem weer toezeggingen aan',
      notNow: 'Dit kan alleen zolang de campagne toezeggingen aanneemt.',
    },
  },
  en: {
    title: 'Stop the campaign',
    link: 'Stop the campaign',
    what: 'Stopping is for good. Everybody who gave gets the money back and a letter with your reason. The reason is on the page, too.',
    nobody: 'This campaign is not live yet. Nothing has been given.',
    part: (left: string, owed: string) =>
      `A part has been paid out. We still hold ${left}: that goes back pro rata. The other ${owed} the initiator owes to the backers.`,
    held: (left: string) => `We hold ${left}. All of that goes back.`,
    reason: 'Why does it stop?',
    reasonHint: 'All backers read this.',
    button: 'Stop for good and pay everybody back',
    keep: 'Do not stop',
    stopped: 'Stopped',
    stoppedText: (at: string) => `This campaign was stopped on ${at}.`,
    reasonWas: 'The reason',
    left: 'Went back',
    owed: 'Debt of the initiator to the backers',
    onlyTeam:
      'This campaign goes ahead, or was paid out in part. Then only an admin can stop it. Write to us.',
    over: 'This campaign is over. There is nothing left to stop.',
    problems: {
      'reason-missing': 'Write down why it stops.',
      'reason-too-long': 'Make it shorter: at most 1,000 characters.',
    },
    back: 'Back',
    suspension: {
      title: 'Stop for a while',
      text: 'The campaign then takes no pledges. What is there stays, and the days go on. The page says why.',
      button: 'Take no pledges now',
      since: (at: string) => `This campaign takes no pledges since ${at}.`,
      lift: 'Take pledges again',
      notNow: 'This can be done only while the campaign takes pledges.',
    },
  },
})
