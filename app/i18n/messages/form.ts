/** Words of the form parts: fields, the summary of errors, steps, a pay button. */
import { inBothLanguages } from '#app/i18n/messages.ts'

export const formMessages = inBothLanguages({
  nl: {
    optional: '(hoeft niet)',
    problems: (count: number) =>
      count === 1 ? 'Eén ding klopt nog niet' : `${count} dingen kloppen nog niet`,
    kept: 'Alles wat je typte is bewaard. Verbeter dit, dan kun je door.',
    ownAmount: 'Een ander bedrag',
    yourAmount: 'Jouw bedrag',
    amount: 'Bedrag',
    goOnWith: 'Verder met',
    payOwnAmount: 'jouw bedrag',
    steps: 'Stappen',
    stepDone: 'klaar',
    stepHere: (step: number, of: number) => `hier ben je, stap ${step} van ${of}`,
    stepToDo: 'nog te doen',
    done: 'gebeurd',
    now: 'nu',
    toCome: 'komt nog',
  },
  en: {
    optional: '(optional)',
    problems: (count: number) =>
      count === 1 ? 'One thing is not right yet' : `${count} things are not right yet`,
    kept: 'Everything you typed is kept. Mend this and you can go on.',
    ownAmount: 'Another amount',
    yourAmount: 'Your amount',
    amount: 'Amount',
    goOnWith: 'Continue with',
    payOwnAmount: 'your amount',
    steps: 'Steps',
    stepDone: 'done',
    stepHere: (step: number, of: number) => `you are here, step ${step} of ${of}`,
    stepToDo: 'still to do',
    done: 'done',
    now: 'now',
    toCome: 'still to come',
  },
})
