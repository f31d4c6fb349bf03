import { LANGUAGES, LANGUAGE_NAMES, languagePath } from '#app/i18n/language.ts'
import { useLanguage } from '#app/ui/language-context.tsx'

/**
 * The choice of language: each language named in itself.
 *
 * @param path path and query of this page, to come back to
 */
export function LanguageLinks({ path, label }: { path: string; label: string }) {
  const language = useLanguage()
  return (
    <nav className="langs" aria-label={label}>
      {LANGUAGES.map(each => (
        <a
          key={each}
          href={languagePath(each, path)}
          hrefLang={each}
          lang={each}
          rel="nofollow"
          aria-current={each === language ? 'true' : undefined}
        >
          {LANGUAGE_NAMES[each]}
        </a>
      ))}
    </nav>
  )
}
