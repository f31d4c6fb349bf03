import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node'
import type { ReactElement } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { GatewayUnavailable } from '#app/domain/payments/gateway.ts'
import { NonceContext } from '#app/http/nonce-context.ts'
import { languageOf } from '#app/http/visitor.server.ts'
import { LanguageProvider } from '#app/ui/language-context.tsx'

// Handed on in the build, so that the routes and the world that is opened for them share one set of modules.
export { serve } from '#app/serve.server.ts'

/** Renders a page whole before the first byte leaves, so that its status is true and it is compressed in one go. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const page = await render(
    <LanguageProvider language={languageOf(request)}>
      <NonceContext.Provider value={context.nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={context.nonce} />
      </NonceContext.Provider>
    </LanguageProvider>,
  )
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(page, { status, headers })
}

function render(page: ReactElement): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(page, {
      onAllReady: () => resolve(buffer(pipe(new PassThrough()))),
      onShellError: reject,
      onError: reject,
    })
  })
}

/** Logs what went wrong in a loader, an action or a page. Visitors see a page that says so, and nothing of the error. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return
  if (isRouteErrorResponse(error) && error.status < 500) return
  context.isUnavailable ||= passesByItself(error)
  context.world.log.error({ err: error, requestId: context.requestId }, 'request failed')
}

/** SQLite's own codes; PostgreSQL's classes 08, 40, 53, 57 and 58, and a lock that was not had; a server that is silent. */
const DATABASE_TROUBLE =
  /^(SQLITE_(FULL|IOERR|READONLY|BUSY|CANTOPEN)|(08|40|53|57|58)\w{3}$|55P03$|ECONN(REFUSED|RESET)$)/

/** Whether trying again later can help: the payment provider is silent, the database cannot take it now. */
function passesByItself(error: unknown): boolean {
  if (error instanceof GatewayUnavailable) return true
  return error instanceof Error && 'code' in error && DATABASE_TROUBLE.test(String(error.code))
}
