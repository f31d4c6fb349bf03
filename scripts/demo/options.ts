import { join } from 'node:path'
import { readOptions } from '../options.ts'

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
  const typed = readOptions(
    {
      port: { type: 'string', default: String(DEFAULT_PORT) },
      data: { type: 'string', default: join(root, '.data', 'demo') },
      fresh: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    args,
  )
  if (!typed.ok) return typed.problem
  const { port: wanted, data, fresh, json } = typed.values
  const port = Number(wanted)
  if (!/^\d+$/.test(wanted) || port < 1 || port > HIGHEST_PORT)
    return `--port is "${wanted}"; it may be a whole number from 1 to ${HIGHEST_PORT}.`
  if (data === '') return '--data is empty; it may be the name of a folder.'
  return { port, folder: data, isFresh: fresh, asJson: json }
}
