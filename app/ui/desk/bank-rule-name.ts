import type { Language } from '#app/i18n/language.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { bankMessages } from '#app/i18n/messages/bank.ts'

/** What a line of the bank was booked as, by the row of the posting rules. */
export function bankRuleName(rule: string, language: Language): string {
  const names: Partial<Record<string, string>> = messagesFor(bankMessages, language).rules
  return names[rule] ?? rule
}
