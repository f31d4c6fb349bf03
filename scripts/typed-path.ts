import { resolve } from 'node:path'

/**
 * The whole path of what was typed after a command. A relative one begins where the person stood: npm and `run.js`
 * go to the root of the project first, and keep in INIT_CWD where they came from.
 */
export function typedPath(typed: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), typed)
}
