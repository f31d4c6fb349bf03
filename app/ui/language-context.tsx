import { createContext, useContext, type ReactNode } from 'react'
import type { Language } from '#app/i18n/language.ts'
import { messagesFor, type Messages } from '#app/i18n/messages.ts'

const LanguageContext = createContext<Language>('nl')

/** Around a whole page (once, in the root): the language its components speak. */
export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>
}

/** The reader's language, for formatting. */
export function useLanguage(): Language {
  return useContext(LanguageContext)
}

/** An area's messages in the reader's language: `const t = useMessages(siteMessages)`. */
export function useMessages<T>(area: Messages<T>): T {
  return messagesFor(area, useLanguage())
}
