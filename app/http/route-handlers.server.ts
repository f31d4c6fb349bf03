import { createRequestHandler } from '@remix-run/node'
import type { RequestHandler, ServerBuild } from '@remix-run/node'
import { fullPath } from './route-patterns.server.ts'

/** Gives the handler of Remix that answers a path. */
export type RouteHandlers = (path: string) => RequestHandler

/**
 * Makes a handler for each first word of our addresses, which knows only the routes that can begin so, and one that
 * knows all, for any other path. Remix flattens, ranks and compiles every route it was given anew for each request:
 * with all of ours that took a third of the time of a webhook (docs/performance.md).
 */
export function routeHandlersOf(build: ServerBuild): RouteHandlers {
  const all = createRequestHandler(build, 'production')
  const handlers = new Map<string, RequestHandler>()
  for (const id of Object.keys(build.routes)) {
    const word = firstWord(fullPath(build.routes, id))
    if (!isFixed(word) || handlers.has(word)) continue
    const routes = routesUnder(build.routes, word)
    // A page is drawn by the manifest, of which every route must be there.
    const known = Object.entries(build.assets.routes).filter(([id]) => routes[id])
    const assets = { ...build.assets, routes: Object.fromEntries(known) }
    handlers.set(word, createRequestHandler({ ...build, routes, assets }, 'production'))
  }
  return path => handlers.get(firstWord(path)) ?? all
}

/** The routes that can answer a path with this first word: those that begin with it, and those that fit any. */
export function routesUnder(routes: ServerBuild['routes'], word: string): ServerBuild['routes'] {
  return Object.fromEntries(
    Object.entries(routes).filter(([id]) => {
      const own = firstWord(fullPath(routes, id))
      // Remix does not tell small letters from capitals.
      return !isFixed(own) || own.toLowerCase() === word.toLowerCase()
    }),
  )
}

function firstWord(path: string): string {
  return path.split('/', 2)[1] ?? ''
}

/** A parameter, a wildcard or nothing at all fits more than itself. */
function isFixed(word: string): boolean {
  return /^[\w.-]+$/.test(word)
}
