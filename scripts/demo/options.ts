import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** How a demonstration is asked for. */
export interface DemoOptions {
  /** The site's port; the sandbox takes the next one, and its mail server the one after. */
  port: number
  folder: string
  isFresh: boolean
  asJson: boolean
}

const DEFAULT_PORT = 3000
const HIGHEST_PORT = 65_533

/** Reads the options of `npm run demo`, or a sentence that says which one is wrong. */
export function readDemoOptions(root: string, args: string[]): DemoOptions | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: String(DEFAULT_PORT) },
        data: { type: 'string', default: join(root, '.data', 'demo') },
        fresh: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const port = Number(values.port)
    if (!/^\d+$/.test(values.port) || port < 1 || port > HIGHEST_PORT)
      return `--port is "${values.port}"; it may be a whole number from 1 to ${HIGHEST_PORT}.`
    return { port, folder: values.data, isFresh: values.fresh, asJson: values.json }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
