/** Signing in by a mailed link. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const signInMessages = inBothLanguages({
  nl: {
    title: 'Inloggen',
    lead: 'Je krijgt een brief met een link. Een wachtwoord is er niet. Een toezegging doen kan ook zonder inloggen.',
    email: 'Je e-mailadres',
    emailHint: 'Daar sturen we de link naartoe. Verder gebruiken we het adres nergens voor.',
    emailWrong: 'Dit is geen e-mailadres dat we kunnen gebruiken. Het ziet eruit als naam@voorbeeld.nl.',
    send: 'Stuur me een link',
    sentTitle: 'Kijk in je post',
    sentLead:
      'We hebben een brief met een link gestuurd. Open de link binnen 10 minuten, in deze browser. Hij werkt één keer.',
    sentNothing: 'Niets gekregen? Kijk bij de ongewenste post, of vraag een nieuwe link aan.',
    askAgain: 'Vraag een nieuwe link aan',
    confirmTitle: 'Nog één klik',
    confirmLead: (email: string) => `Je logt in als ${email}.`,
    confirm: 'Log in',
    notYou: 'Ben jij dit niet? Sluit dan deze pagina. Er gebeurt niets.',
    standing: {
      used: {
        title: 'Deze link is al gebruikt',
        text: 'Een link werkt één keer. Er is niets veranderd. Vraag een nieuwe aan, dan ben je zo binnen.',
      },
      expired: {
        title: 'Deze link is te oud',
        text: 'Een link werkt 10 minuten. Er is niets veranderd. Vraag een nieuwe aan, dan ben je zo binnen.',
      },
      'other-browser': {
        title: 'Deze link hoort bij een andere browser',
        text: 'Een link werkt alleen in de browser waarin je hem aanvroeg, zodat niemand anders er iets aan heeft. Hij is niet verbruikt: open hem daar, of vraag hier een nieuwe aan.',
      },
      unknown: {
        title: 'Deze link kennen we niet',
        text: 'Misschien is hij niet helemaal meegekomen uit de brief. Kopieer hem nog een keer, of vraag een nieuwe aan.',
      },
    },
  },
  en: {
    title: 'Sign in',
    lead: 'You get a letter with a link. There is no password. You can pledge without signing in.',
    email: 'Your e-mail address',
    emailHint: 'We send the link there. We use the address for nothing else.',
    emailWrong: 'This is not an e-mail address that we can use. It looks like name@example.org.',
    send: 'Send me a link',
    sentTitle: 'Look in your mail',
    sentLead:
      'We have sent a letter with a link. Open the link within 10 minutes, in this browser. It works once.',
    sentNothing: 'Nothing there? Look in your junk mail, or ask for a new link.',
    askAgain: 'Ask for a new link',
    confirmTitle: 'One more click',
    confirmLead: (email: string) => `You are signing in as ${email}.`,
    confirm: 'Sign in',
    notYou: 'Is this not you? Then close this page. Nothing happens.',
    standing: {
      used: {
        title: 'This link has been used',
        text: 'A link works once. Nothing has changed. Ask for a new one and you are in.',
      },
      expired: {
        title: 'This link is too old',
        text: 'A link works for 10 minutes. Nothing has changed. Ask for a new one and you are in.',
      },
      'other-browser': {
        title: 'This link belongs to another browser',
        text: 'A link only works in the browser that asked for it, so that it is of no use to anyone else. It is not used up: open it there, or ask for a new one here.',
      },
      unknown: {
        title: 'We do not know this link',
        text: 'Perhaps not all of it came along from the letter. Copy it once more, or ask for a new one.',
      },
    },
  },
})
