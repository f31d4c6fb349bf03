/**
 * What the product says, one file for each area in `messages/`: the same keys in Dutch and in English.
 * Text with a value in it, or with a one and a many, is a function of those values.
 */
import type { Language } from '#app/i18n/language.ts'

/** One area in both languages. */
export type Messages<T> = Readonly<Record<Language, T>>

/**
 * Declares an area. English must have exactly the shape of the Dutch beside it, so that a missing, extra or
 * differently typed message does not compile.
 */
export function inBothLanguages<T>(messages: { nl: T; en: NoInfer<T> }): Messages<T> {
  return messages
}

/** The messages of an area for a reader. */
export function messagesFor<T>(area: Messages<T>, language: Language): T {
  return area[language]
}
