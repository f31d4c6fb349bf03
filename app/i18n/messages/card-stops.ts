/** The desk's page of what the brake on cards has stopped. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const cardStopMessages = inBothLanguages({
  nl: {
    title: (count: number) =>
      count === 0
        ? 'Er staan geen kaarten stil'
        : count === 1
          ? 'Er is één stop op kaarten'
          : `Er zijn ${count} stops op kaarten`,
    text: 'Worden er te veel kaarten geweigerd, dan probeert iemand waarschijnlijk gestolen kaarten uit. Dan gaat er een tijdje geen betaling met een kaart meer open. Een stop eindigt vanzelf. iDEAL en Bancontact gaan altijd door.',
    now: 'Nu van kracht',
    none: 'Niets staat stil.',
    past: 'Eerder',
    pastNone: 'Er was nog geen stop.',
    campaign: (title: string) => `De campagne ${title}`,
    network: (mark: string) => `Een netwerk (${mark}…)`,
    what: (count: string, from: string, to: string) => `${count} geweigerde kaarten. Van ${from} tot ${to}.`,
    lifted: (name: string, moment: string, reason: string) =>
      `Opgeheven door ${name} op ${moment}: ${reason}`,
    endedByItself: 'Vanzelf geëindigd.',
    reason: 'Waarom mag het weer?',
    lift: 'Hef de stop op',
    noRole: 'Een penningmeester kan de stop opheffen.',
    refused: 'Er is niets veranderd',
    over: 'Deze stop was al voorbij.',
    problems: { 'reason-missing': 'Schrijf waarom.', 'reason-too-long': 'Houd het op duizend tekens.' },
  },
  en: {
    title: (count: number) =>
      count === 0
        ? 'No cards stand still'
        : count === 1
          ? 'There is one stop on cards'
          : `There are ${count} stops on cards`,
    text: 'When too many cards are refused, somebody is probably trying out stolen ones. Then no payment by card opens for a while. A stop ends by itself. iDEAL and Bancontact always go on.',
    now: 'In force now',
    none: 'Nothing stands still.',
    past: 'Before',
    pastNone: 'There was no stop yet.',
    campaign: (title: string) => `The campaign ${title}`,
    network: (mark: string) => `A network (${mark}…)`,
    what: (count: string, from: string, to: string) => `${count} refused cards. From ${from} to ${to}.`,
    lifted: (name: string, moment: string, reason: string) => `Lifted by ${name} on ${moment}: ${reason}`,
    endedByItself: 'Ended by itself.',
    reason: 'Why may it go on?',
    lift: 'Lift the stop',
    noRole: 'A treasurer can lift the stop.',
    refused: 'Nothing was changed',
    over: 'This stop was over already.',
    problems: { 'reason-missing': 'Write why.', 'reason-too-long': 'Keep it to a thousand characters.' },
  },
})
