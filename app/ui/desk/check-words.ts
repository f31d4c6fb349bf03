import { daysOf, redChecks } from '#app/domain/months/month.ts'
import type { Check, Checklist, Month } from '#app/domain/months/month.ts'
import { day, euros, moment, monthName, number } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/language.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { monthMessages } from '#app/i18n/messages/months.ts'
import { accountName } from '#app/ui/desk/account-name.ts'
import { discrepancyWords } from '#app/ui/desk/discrepancy-words.ts'

/** One line of the checklist in words: what holds, or which things keep the month open, and why. */
export function checkWords(check: Check, checklist: Checklist, month: Month, language: Language): string {
  const t = messagesFor(monthMessages, language).checks
  const holds = !redChecks(checklist, month).includes(check)
  const { proof, bank } = checklist
  switch (check) {
    case 'over':
      return holds ? t.over : t.notOver(day(daysOf(month).last, language))
    case 'in-order':
      return holds ? t.inOrder : t.notInOrder(monthName(checklist.openMonthBefore ?? month, language))
    case 'nothing-open':
      return holds
        ? t.nothingOpen
        : t.open(checklist.discrepancies.map(each => discrepancyWords(each, language).title).join('; '))
    case 'clearing':
      return clearingWords(checklist, language)
    case 'balance-proof':
      if (!proof) return t.noProof
      return holds
        ? t.proof(euros(proof.theirs, language), moment(proof.at, language))
        : t.proofDiffers(euros(proof.ours, language), euros(proof.theirs, language))
    case 'bank':
      if (bank.state === 'not-set-up') return t.bankNotSetUp
      if (bank.through === null) return t.bankNothing
      return (holds ? t.bankBooked : t.bankLags)(day(bank.through, language))
    case 'invariants':
      return holds ? t.invariants : t.broken(checklist.brokenInvariants.join(', '))
    case 'sealed':
      return holds ? t.sealed : t.unsealed(number(checklist.unsealed, language))
  }
}

function clearingWords({ clearing }: Checklist, language: Language): string {
  const t = messagesFor(monthMessages, language).checks
  if (clearing.length === 0) return t.clearing
  return clearing
    .map(({ account, amount, explanation }) => {
      const what = `${accountName({ account, title: null }, language)}: ${euros(amount, language)}`
      return explanation ? t.explained(what, explanation.text, explanation.by) : t.unexplained(what)
    })
    .join('; ')
}
