import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { ServerBuild } from '@remix-run/node'
import type { World } from '#app/world.server.ts'
import { isPortTaken, PortTaken } from './port-taken.ts'
import { createRequestListener } from './site.server.ts'

/** A web server over a world. */
export interface RunningSite {
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
  const server = createServer(createRequestListener(world, build))
  server.headersTimeout = HEADERS_MS
  server.requestTimeout = REQUEST_MS
  server.keepAliveTimeout = KEEP_ALIVE_MS
  const silent = silentConnections(server)
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', error => reject(isPortTaken(error) ? new PortTaken(HOST, PORT) : error))
        server.listen(PORT, HOST, () => {
          const { port } = server.address() as AddressInfo
          resolve({ port, url: `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}` })
        })
      }),
    close: () => drain(server, silent),
  }
}

/** Lets what is being answered finish, for so long as that takes at most; whoever asks nothing is not waited for. */
function drain(server: Server, silent: ReadonlySet<Socket>): Promise<void> {
  return new Promise(resolve => {
    const cutOff = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    server.close(() => {
      clearTimeout(cutOff)
      resolve()
    })
    server.closeIdleConnections()
    for (const socket of silent) socket.destroy()
  })
}

/**
 * The connections on which nothing was asked yet. Browsers open such in advance, and Node does not count them as
 * idle until the first request.
 */
function silentConnections(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>()
  server.on('connection', socket => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', request => silent.delete(request.socket))
  return silent
}
