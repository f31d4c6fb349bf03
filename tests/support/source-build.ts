import { fileURLToPath } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import * as entryServer from '#app/entry.server.tsx'
import * as root from '#app/root.tsx'
import routes from '#app/routes.ts'
import remixOptions from '../../remix.config.js'

/**
 * The routes as they are in the tree, in the shape that Remix's build gives them. Tests then run the sources
 * themselves: nothing can be stale, and a class is the same class on both sides.
 */

export type RouteModule = NonNullable<ServerBuild['routes'][string]>['module']

const ROUTES_BY_FILE = import.meta.glob<RouteModule>('../../app/routes/*/*/route.{ts,tsx}')

/** One address of the site, with the module that answers it. */
export interface SourceRoute {
  /** For instance `/campaigns/:slug`. */
  pattern: string
  file: string
  /** A route that shows no page has no component. */
  module: Partial<RouteModule>
}

/** Every route of `app/routes.ts`. */
export async function sourceRoutes(): Promise<SourceRoute[]> {
  const entries = await Promise.resolve(routes)
  return Promise.all(
    entries.map(async entry => {
      const load = ROUTES_BY_FILE[`../../app/${entry.file}`]
      if (!load) throw new Error(`app/routes.ts names ${entry.file}, which is not there.`)
      return { pattern: `/${entry.path ?? ''}`, file: entry.file, module: await load() }
    }),
  )
}

/**
 * The build of these sources.
 *
 * @param more routes that only a test has
 */
export async function loadSourceBuild(more: readonly SourceRoute[] = []): Promise<ServerBuild> {
  const rootRoute = { id: 'root', path: '', module: root as unknown as RouteModule }
  const children = [...(await sourceRoutes()), ...more].map(({ pattern, file, module }) => ({
    id: file.replace(/\.tsx?$/, ''),
    parentId: 'root',
    path: pattern === '/' ? undefined : pattern.slice(1),
    index: pattern === '/' ? true : undefined,
    module: module as RouteModule,
  }))
  const all = [rootRoute, ...children]
  return {
    entry: { module: entryServer },
    routes: Object.fromEntries(all.map(route => [route.id, route])),
    assets: {
      version: 'source',
      url: '/assets/manifest-source.js',
      entry: { module: '/assets/entry.client.js', imports: [] },
      routes: Object.fromEntries(all.map(route => [route.id, manifestEntry(route)])),
    },
    publicPath: '/',
    assetsBuildDirectory: fileURLToPath(new URL('../../public', import.meta.url)),
    future: remixOptions.future as ServerBuild['future'],
    isSpaMode: false,
    mode: 'production',
  }
}

function manifestEntry({
  id,
  module,
  ...route
}: Record<string, unknown> & { id: string; module: RouteModule }) {
  return {
    ...route,
    id,
    module: `/assets/${id}.js`,
    hasAction: 'action' in module,
    hasLoader: 'loader' in module,
    hasClientAction: false,
    hasClientLoader: false,
    hasErrorBoundary: 'ErrorBoundary' in module,
  }
}
