import {
  isRouteErrorResponse,
  Meta,
  Outlet,
  Scripts,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useContext, type ReactNode } from 'react'
import { FailurePage, failureOfStatus } from '#app/http/failure-page.tsx'
import { NonceContext } from '#app/http/nonce-context.ts'
import { PageShell } from '#app/http/page-shell.tsx'
import type { ShownUser } from '#app/http/page-shell.tsx'
import { languageOf, userOf } from '#app/http/visitor.server.ts'
import type { Language } from '#app/i18n/language.ts'
import { useLanguage } from '#app/ui/language-context.tsx'

/** What every page knows about its reader: `useRouteLoaderData<RootData>('root')`. */
export interface RootData {
  language: Language
  user: ShownUser | null
  isDemo: boolean
  /** Path and query of the page. */
  path: string
}

export async function loader({ request, context }: LoaderFunctionArgs): Promise<RootData> {
  const user = await userOf(request, context)
  const { pathname, search } = new URL(request.url)
  return {
    language: languageOf(request),
    user: user && { name: user.name ?? user.email, isStaff: user.roles.length > 0 },
    isDemo: context.world.config.APP_MODE === 'demo',
    path: pathname + search,
  }
}

export const meta: MetaFunction = () => [{ title: 'Stadmakers' }]

/** Lets the headers of a thrown answer through, for instance Retry-After and Allow. */
export const headers: HeadersFunction = ({ errorHeaders }) => errorHeaders ?? new Headers()

export function Layout({ children }: { children: ReactNode }) {
  const language = useLanguage()
  const nonce = useContext(NonceContext)
  const known = useRouteLoaderData<RootData>('root')
  const isHydrated = useMatches().some(match => wantsHydration(match.handle))
  const site = known ?? { language, user: null, isDemo: false, path: '/' }
  return (
    <PageShell {...site} head={<Meta />} scripts={isHydrated && <Scripts nonce={nonce} />}>
      {children}
    </PageShell>
  )
}

export default function Root() {
  return <Outlet />
}

export function ErrorBoundary() {
  const error = useRouteError()
  return <FailurePage failure={failureOfStatus(isRouteErrorResponse(error) ? error.status : 500)} />
}

/** Pages are plain documents; a route asks for Remix's scripts with `export const handle = { hydrate: true }`. */
function wantsHydration(handle: unknown): boolean {
  return typeof handle === 'object' && handle !== null && 'hydrate' in handle && handle.hydrate === true
}
