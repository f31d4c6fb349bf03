import type { ServerBuild } from '@remix-run/node'

/**
 * Which of our routes a path falls under, as its pattern (`/campaigns/:slug`). The log names patterns, since a path
 * may hold an id or a token; body limits are given by pattern.
 *
 * @returns null for a path that no route answers
 */
export type RoutePatterns = (path: string) => string | null

interface CompiledPattern {
  pattern: string
  expression: RegExp
}

export function routePatternsOf(routes: ServerBuild['routes']): RoutePatterns {
  const patterns = Object.values(routes)
    .filter(route => route?.path !== undefined || route?.index)
    .flatMap(route => (route ? [fullPath(routes, route.id)] : []))
    .filter(pattern => !pattern.includes('*'))
  const compiled = patterns.sort(bySpecificity).map(compile)
  return path => {
    const bare = path.replace(/(?<=[^/])(\.data|\/)$/, '')
    return compiled.find(({ expression }) => expression.test(bare))?.pattern ?? null
  }
}

/** The pattern of a route from the root on, with those of its parents. */
export function fullPath(routes: ServerBuild['routes'], id: string): string {
  const parts: string[] = []
  for (let route = routes[id]; route; route = routes[route.parentId ?? ''])
    if (route.path) parts.unshift(route.path)
  return `/${parts.join('/')}`
}

/** A fixed word goes before a parameter: `/sign-in/sent` before `/sign-in/:linkId`. */
function bySpecificity(a: string, b: string): number {
  const rank = (pattern: string) => pattern.replaceAll(/:[^/]+/g, '\uffff')
  return rank(a) < rank(b) ? -1 : 1
}

function compile(pattern: string): CompiledPattern {
  const source = pattern
    .split('/')
    .map(part => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('/')
  return { pattern, expression: new RegExp(`^${source}$`) }
}
