import { join } from 'node:path'
import type { ServerBuild } from '@remix-run/node'

/**
 * The site as it was built, styles and scripts included, for a town that browsers visit. The build has classes of
 * its own: what a world of the tests throws is not caught as what it is (GatewayUnavailable).
 */
export async function loadBuiltSite(): Promise<ServerBuild> {
  const root = join(import.meta.dirname, '..', '..')
  const build = (await import(join(root, 'build/server/index.js'))) as ServerBuild
  return { ...build, assetsBuildDirectory: join(root, build.assetsBuildDirectory) }
}
