import { join } from 'node:path'
import { readOptions } from '../options.ts'
import { typedPath } from '../typed-path.ts'

/** How a demonstration is asked for. */
export interface DemoOptions {
  /** The site's port; the sandbox takes the next one, and its mail server the one after. */
  port: number
  /** An absolute path. */
  folder: string
  isFresh: boolean
  asJson: boolean
}

const DEFAULT_PORT = 3000
const HIGHEST_PORT = 65_533

export const defaultFolder = (root: string): string => join(root, '.data', 'demo')

export const EMPTY_DATA = '--data is empty; it may be the name of a folder.'

/** Reads the options of `npm run demo`, or a sentence that says which one is wrong. */
export function readDemoOptions(root: string, args: string[]): DemoOptions | string {
  const typed = readOptions(
    {
      port: { type: 'string', default: String(DEFAULT_PORT) },
      data: { type: 'string', default: defaultFolder(root) },
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
  if (data === '') return EMPTY_DATA
  return { port, folder: typedPath(data), isFresh: fresh, asJson: json }
}
