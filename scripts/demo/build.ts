import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { isBuilt } from '../build-mark.ts'

/**
 * Builds the site when its sources changed.
 *
 * @throws what the build wrote, when it failed; the reason of `signal`, when that is aborted
 */
export async function buildIfChanged(
  root: string,
  { say, signal }: { say(line: string): void; signal?: AbortSignal | undefined },
): Promise<void> {
  signal?.throwIfAborted()
  if (isBuilt(root)) return
  say('Building the site…')
  const child = spawn(process.execPath, ['scripts/build.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: a build has a process below it, and both are stopped at once.
    detached: true,
  })
  const ended = once(child, 'exit') as Promise<[number | null]>
  const stop = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
  }
  signal?.addEventListener('abort', stop)
  const [written, problems, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  signal?.removeEventListener('abort', stop)
  signal?.throwIfAborted()
  if (code !== 0) throw new Error(`The build failed:\n${written}${problems}`)
}
