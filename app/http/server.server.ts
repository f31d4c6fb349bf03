import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServerBuild } from '@remix-run/node'
import type { World } from '#app/world.server.ts'
import { isPortTaken, PortTaken } from './port-taken.ts'
import { createRequestListener } from './site.server.ts'

/** A web server over a world. */
interface RunningSite {
  /** Where it answers, on this machine. */
  url: string
  port: number
}

export interface SiteServer {
  /** @throws PortTaken when another program listens there already */
  listen(): Promise<RunningSite>
  /** Takes no new requests, lets those under way finish, and cuts off what still hangs after ten seconds. */
  close(): Promise<void>
}

const HEADERS_MS = 10_000
/** Long enough for a picture over a slow line. */
const REQUEST_MS = 60_000
const KEEP_ALIVE_MS = 5_000
const DRAIN_MS = 10_000

/** @param build the routes, as the build made them; its `assetsBuildDirectory` holds the static files */
export function createSite(world: World, build: ServerBuild): SiteServer {
  const { HOST, PORT } = world.config
  const listener = createRequestListener(world, build)
  const underWay = new Set<ServerResponse>()
  const server = createServer((message, response) => {
    underWay.add(response)
    response.once('close', () => {
      underWay.delete(response)
      if (!server.listening && underWay.size === 0) server.closeAllConnections()
    })
    void listener(message, response)
  })
  server.headersTimeout = HEADERS_MS
  server.requestTimeout = REQUEST_MS
  server.keepAliveTimeout = KEEP_ALIVE_MS
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', error => reject(isPortTaken(error) ? new PortTaken(HOST, PORT) : error))
        server.listen(PORT, HOST, () => {
          const { port } = server.address() as AddressInfo
          resolve({ port, url: `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}` })
        })
      }),
    close: () =>
      new Promise(resolve => {
        const cutOff = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
        server.close(() => {
          clearTimeout(cutOff)
          resolve()
        })
        // Browsers hold connections open on which they ask nothing; those are not waited for.
        if (underWay.size === 0) server.closeAllConnections()
      }),
  }
}
