import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { isLanguage } from '#app/i18n/language.ts'
import { LanguageProvider } from '#app/ui/language-context.tsx'

const { lang } = document.documentElement

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <LanguageProvider language={isLanguage(lang) ? lang : 'nl'}>
        <RemixBrowser />
      </LanguageProvider>
    </StrictMode>,
  )
})
