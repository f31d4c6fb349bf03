import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Surprise } from '../story/surprise.ts'

/** What somebody types at the machine itself, beside what is done over HTTP. */

export const ROOT = join(import.meta.dirname, '..', '..')

/**
 * Runs a command of the README.
 *
 * @param script its file in scripts/
 * @param settings of the environment, for those that need them
 * @returns what it printed
 * @throws Surprise at any other exit code
 */
export async function types(
  script: string,
  args: string[],
  { code = 0, settings = {} }: { code?: number; settings?: Record<string, string> } = {},
): Promise<string> {
  const child = spawn(process.execPath, [join('scripts', script), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [said, problems, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ])
  if (exitCode !== code)
    throw new Surprise([script, ...args].join(' '), `exit code ${code}`, `${exitCode} “${said}${problems}”`)
  return said
}
