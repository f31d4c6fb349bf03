/** The two languages of the product. Dutch comes first; English stands whole beside it. */
export const LANGUAGES = ['nl', 'en'] as const

export type Language = (typeof LANGUAGES)[number]

/** What each language calls itself, for the reader who does not read the other one. */
export const LANGUAGE_NAMES: Record<Language, string> = { nl: 'Nederlands', en: 'English' }

export function isLanguage(text: string | null | undefined): text is Language {
  return text === 'nl' || text === 'en'
}

/**
 * The language for a reader: what they chose, else what their browser asks for, else Dutch.
 *
 * @param acceptLanguage the header `Accept-Language` (RFC 9110, 12.5.4), or null
 * @param choice what the reader chose before (a cookie, a pledge's language), or null
 */
export function negotiate(acceptLanguage: string | null, choice: string | null | undefined): Language {
  if (isLanguage(choice)) return choice
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map(text => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean)
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ language, quality }) => isLanguage(language) && quality > 0)
    .sort((a, b) => b.quality - a.quality)
  const best = wanted[0]?.language
  return isLanguage(best) ? best : 'nl'
}

/**
 * The address of the link that remembers a language and comes back.
 *
 * @param back the path and query of the page the reader is on
 */
export function languagePath(language: Language, back: string): string {
  return `/language/${language}?returnTo=${encodeURIComponent(back)}`
}
