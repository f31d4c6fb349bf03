import { createServer } from 'node:net'

/** The three ports of a demonstration, on 127.0.0.1. */
export interface DemoPorts {
  site: number
  sandbox: number
  mail: number
}

export const portsFrom = (site: number): DemoPorts => ({ site, sandbox: site + 1, mail: site + 2 })

/** A port to propose instead of one that is taken. */
export const otherPort = (site: number): number => (site > 60_000 ? site - 100 : site + 100)

/** Three ports that are free now. */
export async function freePorts(): Promise<DemoPorts> {
  const [site, sandbox, mail] = await Promise.all([freePort(), freePort(), freePort()])
  return { site, sandbox, mail }
}

/** The first of the ports that something else already listens on; null when all are free. */
export async function takenPort(ports: DemoPorts): Promise<number | null> {
  for (const port of Object.values(ports) as number[]) if (!(await listens(port))) return port
  return null
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function listens(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
