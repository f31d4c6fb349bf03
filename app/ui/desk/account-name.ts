import { readAccount } from '#app/domain/ledger/account.ts'
import type { AccountKind } from '#app/domain/ledger/account.ts'
import type { Language } from '#app/i18n/language.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { booksDeskMessages } from '#app/i18n/messages/books-desk.ts'
import type { AccountShown } from '#app/ui/journal-table.tsx'

/** An account with the title of the campaign that it belongs to. */
interface Titled {
  account: string
  title: string | null
}

/** What an account is called: the platform's own by its name, a campaign's with the campaign's title. */
export function accountName({ account, title }: Titled, language: Language): string {
  const t = messagesFor(booksDeskMessages, language)
  const { name = account, campaignId = null, iban = null } = readAccount(account) ?? {}
  if (iban !== null) return t.bank(iban)
  if (campaignId === null) {
    const names: Partial<Record<string, string>> = t.accounts
    return names[name] ?? account
  }
  const names: Partial<Record<string, (title: string) => string>> = t.campaignAccounts
  return names[name]?.(title ?? campaignId) ?? account
}

/** Where the statement of an account stands. */
export function accountHref(account: string): string {
  return `/admin/accounts/${encodeURIComponent(account)}`
}

/** An account as tables show it: in words, leading to its statement. */
export function shownAccount(account: Titled, language: Language): AccountShown {
  return { name: accountName(account, language), href: accountHref(account.account) }
}

export function accountKindName(kind: AccountKind, language: Language): string {
  return messagesFor(booksDeskMessages, language).accountKinds[kind]
}

/** What a kind of entry is called. */
export function entryKindName(kind: string, language: Language): string {
  const t = messagesFor(booksDeskMessages, language)
  const names: Partial<Record<string, string>> = t.entryKinds
  return names[kind] ?? t.unknown(kind)
}
