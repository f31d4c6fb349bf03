/** The admin's page of the team: who has which role, who gave it, and how it is taken away. */
import { inBothLanguages } from '#app/i18n/messages.ts'

interface Change {
  role: string
  whose: string
  by: string
  at: string
}

export const teamMessages = inBothLanguages({
  nl: {
    title: 'Wie mag wat',
    lead: 'Wie voorstelt dat er geld weggaat, keurt het nooit zelf goed. Zorg dus voor twee mensen: een penningmeester en een goedkeurder.',
    refused: 'Er is niets veranderd',
    refusals: {
      'sign-in-again':
        'Je moet net zijn ingelogd om een rol te geven of weg te nemen. Vraag hieronder een link aan.',
      'last-admin':
        'Dit is de enige beheerder. Maak eerst iemand anders beheerder: anders kan niemand meer een rol geven.',
    },
    members: 'Het team',
    roles: {
      reviewer: { name: 'Beoordelaar', may: 'Beoordeelt campagnes.' },
      treasurer: {
        name: 'Penningmeester',
        may: 'Doet de boeken, stelt uitbetalingen voor, geeft geld terug.',
      },
      approver: {
        name: 'Goedkeurder',
        may: 'Zet de tweede handtekening onder wat de penningmeester voorstelt.',
      },
      admin: { name: 'Beheerder', may: 'Geeft rollen, stopt campagnes, ziet de boeken.' },
    },
    take: 'Neem deze rol weg',
    takeWhat: (role: string, whose: string) => ` (‘${role}’ van ${whose})`,
    give: 'Geef een rol',
    giveText:
      'Wie een rol krijgt of verliest, wordt overal uitgelogd. Een rol die weg is, telt meteen niet meer: ook niet voor een pagina die nog openstaat.',
    email: 'E-mailadres',
    role: 'Rol',
    choose: 'Kies een rol',
    giveButton: 'Geef deze rol',
    problems: {
      'email-wrong': 'Dit is geen e-mailadres dat we kunnen gebruiken. Het ziet eruit als naam@voorbeeld.nl.',
      'role-missing': 'Kies welke rol het wordt.',
    },
    changes: 'Wat er veranderde',
    changesNone: 'Nog niets.',
    command: 'een opdracht op de machine',
    given: ({ role, whose, by, at }: Change) => `${at}: ${whose} kreeg de rol ‘${role}’ van ${by}.`,
    taken: ({ role, whose, by, at }: Change) => `${at}: ${whose} verloor de rol ‘${role}’, door ${by}.`,
  },
  en: {
    title: 'Who may do what',
    lead: 'Whoever proposes that money goes out never approves it as well. So see to it that there are two: a treasurer and an approver.',
    refused: 'Nothing was changed',
    refusals: {
      'sign-in-again':
        'You must have signed in just now to give a role or to take it away. Ask for a link below.',
      'last-admin':
        'This is the only admin. Make somebody else admin first: otherwise nobody could give a role any more.',
    },
    members: 'The team',
    roles: {
      reviewer: { name: 'Reviewer', may: 'Reviews campaigns.' },
      treasurer: { name: 'Treasurer', may: 'Keeps the books, proposes payouts, gives money back.' },
      approver: { name: 'Approver', may: 'Puts the second signature under what the treasurer proposes.' },
      admin: { name: 'Admin', may: 'Gives roles, stops campaigns, sees the books.' },
    },
    take: 'Take this role away',
    takeWhat: (role: string, whose: string) => ` (‘${role}’ of ${whose})`,
    give: 'Give a role',
    giveText:
      'Whoever gets a role or loses one is signed out everywhere. A role that is gone does not count from that moment on: not for a page that is still open either.',
    email: 'E-mail address',
    role: 'Role',
    choose: 'Choose a role',
    giveButton: 'Give this role',
    problems: {
      'email-wrong': 'This is no e-mail address that we can use. It looks like name@example.com.',
      'role-missing': 'Choose which role it will be.',
    },
    changes: 'What changed',
    changesNone: 'Nothing yet.',
    command: 'a command on the machine',
    given: ({ role, whose, by, at }: Change) => `${at}: ${whose} was given the role ‘${role}’ by ${by}.`,
    taken: ({ role, whose, by, at }: Change) => `${at}: ${whose} lost the role ‘${role}’, by ${by}.`,
  },
})
