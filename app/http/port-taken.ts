/** Another program listens on the port that the settings name. */
export class PortTaken extends Error {
  constructor(host: string, port: number) {
    super(
      `Port ${port} on ${host} is taken by another program. Stop that one, or set PORT to another number.`,
    )
  }
}

export function isPortTaken(error: Error): boolean {
  return 'code' in error && error.code === 'EADDRINUSE'
}
