import { portsFrom, freePorts, takenPort } from '#scripts/demo/ports.ts'

/** A port of which the next two are free as well, as a demonstration needs. */
export async function threeInARow(): Promise<number> {
  for (let tries = 0; tries < 20; tries += 1) {
    const { site } = await freePorts()
    if (site < 65_000 && (await takenPort(portsFrom(site))) === null) return site
  }
  throw new Error('No three ports in a row are free.')
}
