/** What a campaign's figures say: the singel, the tally, budget, rewards, gift and names. */
import { inBothLanguages } from '#app/i18n/messages.ts'
import { countOf } from '#app/i18n/format.ts'

export const fundingMessages = inBothLanguages({
  nl: {
    money: 'Geld',
    hands: 'Handen',
    time: 'Tijd',
    ofMinimum: (minimum: string) => `van ${minimum} minimum`,
    ofMinimumBy: (minimum: string, backers: number) =>
      `van ${minimum} minimum, door ${countOf(backers, 'donateur', 'donateurs', 'nl')}`,
    needsMet: (met: number, all: number) => `${met} van ${all}`,
    needsMetUnit: 'hulpvragen vervuld',
    ringTitle: (title: string, percent: number) =>
      `De singel van ${title}: ${percent} procent van het minimum is binnen.`,
    ringGate: 'Het streepje staat bij 80 procent.',
    ringHands: (met: number, all: number) =>
      `Binnenste ring, handen: ${met} van de ${all} hulpvragen vervuld.`,
    daysLeft: (days: number) =>
      days < 0 ? 'Afgelopen' : days === 0 ? 'Laatste dag' : countOf(days, 'dag', 'dagen', 'nl'),
    stillDays: (days: number) =>
      days < 0
        ? 'Afgelopen'
        : days === 0
          ? 'Vandaag is de laatste dag'
          : `Nog ${countOf(days, 'dag', 'dagen', 'nl')}`,
    upTo: (deadline: string) => `tot en met ${deadline}`,
    endedOn: (deadline: string) => `op ${deadline}`,
    raisedOf: (raised: string, minimum: string) => `${raised} van ${minimum}`,
    budgetCaption: 'Begroting in twee delen: wat moet, en wat mooi is als het lukt',
    budgetLine: 'Post',
    budgetShare: 'Aandeel',
    budgetAmount: 'Bedrag',
    mustHave: 'Dit moet',
    niceToHave: 'Mooi als het lukt',
    minimum: 'Minimum',
    optimum: 'Alles samen',
    give: 'Geef geld',
    giveAmount: (amount: string) => `Geef ${amount}`,
    chosen: (times: number) => (times === 1 ? '1 keer gekozen' : `${times} keer gekozen`),
    left: (left: number, limit: number) => `Nog ${left} van ${limit}`,
    soldOut: 'Uitverkocht',
    soldOutExplained: (limit: number) =>
      `${limit === 1 ? 'de enige is gekozen' : `alle ${limit} zijn gekozen`}. Geven zonder tegenprestatie kan altijd.`,
    gift: 'Geschenk aan de stad',
    giftPlanned: (count: string) => `Gepland: ${count}.`,
    giftDelivered: (count: string) => `Bezorgd: ${count}.`,
    giftNothingYet: 'Bezorgd: nog niets.',
    nameless: 'zonder naam',
    yourPlace: 'Hier is plaats voor jou',
    allNames: (count: string) => `Alle ${count} namen`,
    giving: 'Geven',
  },
  en: {
    money: 'Money',
    hands: 'Hands',
    time: 'Time',
    ofMinimum: (minimum: string) => `of a minimum of ${minimum}`,
    ofMinimumBy: (minimum: string, backers: number) =>
      `of a minimum of ${minimum}, by ${countOf(backers, 'backer', 'backers', 'en')}`,
    needsMet: (met: number, all: number) => `${met} of ${all}`,
    needsMetUnit: 'needs met',
    ringTitle: (title: string, percent: number) =>
      `The ring canal of ${title}: ${percent} percent of the minimum is in.`,
    ringGate: 'The mark on the ring stands at 80 percent.',
    ringHands: (met: number, all: number) => `Inner ring, hands: ${met} of ${all} needs met.`,
    daysLeft: (days: number) =>
      days < 0 ? 'Ended' : days === 0 ? 'Last day' : countOf(days, 'day', 'days', 'en'),
    stillDays: (days: number) =>
      days < 0
        ? 'Ended'
        : days === 0
          ? 'Today is the last day'
          : `${countOf(days, 'day', 'days', 'en')} left`,
    upTo: (deadline: string) => `up to and including ${deadline}`,
    endedOn: (deadline: string) => `on ${deadline}`,
    raisedOf: (raised: string, minimum: string) => `${raised} of ${minimum}`,
    budgetCaption: 'Budget in two parts: what must be, and what would be nice',
    budgetLine: 'Budget line',
    budgetShare: 'Share',
    budgetAmount: 'Amount',
    mustHave: 'This must be',
    niceToHave: 'Nice if it works out',
    minimum: 'Minimum',
    optimum: 'All together',
    give: 'Give money',
    giveAmount: (amount: string) => `Give ${amount}`,
    chosen: (times: number) => (times === 1 ? 'chosen once' : `chosen ${times} times`),
    left: (left: number, limit: number) => `${left} of ${limit} left`,
    soldOut: 'Sold out',
    soldOutExplained: (limit: number) =>
      `${limit === 1 ? 'the only one is taken' : `all ${limit} are taken`}. Giving without a reward is always possible.`,
    gift: 'Gift to the city',
    giftPlanned: (count: string) => `Planned: ${count}.`,
    giftDelivered: (count: string) => `Delivered: ${count}.`,
    giftNothingYet: 'Delivered: nothing yet.',
    nameless: 'without a name',
    yourPlace: 'There is room for you here',
    allNames: (count: string) => `All ${count} names`,
    giving: 'Giving',
  },
})
