import { renderToStaticMarkup } from 'react-dom/server'
import type { Config } from '#app/config.server.ts'
import type { Language } from '#app/i18n/language.ts'
import { FailurePage } from './failure-page.tsx'
import type { Failure } from './failure-page.tsx'
import { PageShell } from './page-shell.tsx'

/** The page for a request that no route gets to see: it has the site's face, and knows nobody. */
export function refusalPage(failure: Failure, language: Language, config: Config): string {
  const page = (
    <PageShell
      language={language}
      user={null}
      isDemo={config.APP_MODE === 'demo'}
      path="/"
      head={<title>Stadmakers</title>}
    >
      <FailurePage failure={failure} publicUrl={config.PUBLIC_URL} />
    </PageShell>
  )
  return `<!DOCTYPE html>${renderToStaticMarkup(page)}`
}
