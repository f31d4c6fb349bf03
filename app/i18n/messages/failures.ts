/** What to say when a request cannot be answered, for what the site's common errors do not cover. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const failureMessages = inBothLanguages({
  nl: {
    signedOut: {
      title: 'Je bent uitgelogd',
      text: 'Dat gebeurt vanzelf na een tijd zonder klik. Er is niets bewaard of veranderd, maar je browser weet nog wat je typte. Log in in een nieuw tabblad, ga hier terug en verstuur het nog een keer.',
    },
    badRequest: {
      title: 'Dit konden we niet lezen',
      text: 'Wat we kregen, klopt niet met het formulier. Er is niets veranderd. Ga terug, ververs de pagina en vul het nog een keer in.',
    },
    tooLarge: {
      title: 'Dit is te groot',
      text: 'Wat je verstuurde is groter dan we aannemen, en is niet bewaard. Een foto mag 8 MB zijn, een bestand van de bank 32 MB. Ga terug: wat je typte staat er nog. Maak het kleiner en probeer het weer.',
    },
    wrongHost: {
      title: 'Dit is niet ons adres',
      text: 'Deze site antwoordt alleen op haar eigen adres. Er is niets veranderd. Ga naar:',
    },
    unavailable: {
      title: 'Even niet bereikbaar',
      text: 'Iets waar we op steunen antwoordt niet. Er is niets afgeschreven en niets half bewaard. Wat je typte staat nog in je browser: ga terug en probeer het over een minuut weer.',
    },
    wrongMethod: {
      title: 'Hier valt niets te lezen',
      text: 'Dit adres neemt alleen een formulier aan. Er is niets veranderd. Ga terug naar de pagina waar je vandaan kwam.',
    },
    signIn: 'Log in',
  },
  en: {
    signedOut: {
      title: 'You are signed out',
      text: 'That happens by itself after a time without a click. Nothing was saved or changed, but your browser still knows what you typed. Sign in in a new tab, come back here and send it once more.',
    },
    badRequest: {
      title: 'We could not read this',
      text: 'What we got does not fit the form. Nothing has changed. Go back, reload the page and fill it in once more.',
    },
    tooLarge: {
      title: 'This is too large',
      text: 'What you sent is larger than we take, and was not saved. A photo may be 8 MB, a file of the bank 32 MB. Go back: what you typed is still there. Make it smaller and try again.',
    },
    wrongHost: {
      title: 'This is not our address',
      text: 'This site only answers at its own address. Nothing has changed. Go to:',
    },
    unavailable: {
      title: 'Out of reach for a moment',
      text: 'Something we lean on does not answer. Nothing was charged and nothing was saved by half. What you typed is still in your browser: go back and try again in a minute.',
    },
    wrongMethod: {
      title: 'There is nothing to read here',
      text: 'This address only takes a form. Nothing has changed. Go back to the page you came from.',
    },
    signIn: 'Sign in',
  },
})
