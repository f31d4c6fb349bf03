import { readFileSync } from 'node:fs'
import type { z } from 'zod'

/**
 * Reads what a demonstration keeps in a file of its folder.
 *
 * @throws an error whose message says what to do when the file is not what a demonstration wrote
 */
export function readKept<T extends z.ZodType>(file: string, shape: T): z.output<T> {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new Error(
      `${file} cannot be read as what a demonstration keeps there. Begin anew with npm run demo -- --fresh, or name another folder with --data DIR.`,
    )
  }
}
