import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** A process of the demonstration. What it writes is kept in a file of its own. */
export interface Running {
  name: string
  child: ChildProcess
  logFile: string
}

const ANSWERS_WITHIN_MS = 30_000
const STOPS_WITHIN_MS = 8_000

export function run(
  name: string,
  script: string,
  args: string[],
  { root, environment, logFile }: { root: string; environment: Record<string, string>; logFile: string },
): Running {
  const log = openSync(logFile, 'a')
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', log, log],
    // A Ctrl-C of the terminal reaches only the demonstration itself, which stops the others in order.
    detached: true,
  })
  return { name, child, logFile }
}

/** Waits until an address answers, or the process is gone. */
export async function answers({ name, child, logFile }: Running, address: string): Promise<void> {
  const until = performance.now() + ANSWERS_WITHIN_MS
  while (performance.now() < until) {
    if (child.exitCode !== null)
      throw new Error(
        `The ${name} stopped while it was starting (exit code ${child.exitCode}); ${logFile} says why.`,
      )
    const answer = await fetch(address, { redirect: 'manual' }).catch(() => null)
    if (answer && answer.status < 500) return
    await pause(50)
  }
  throw new Error(
    `The ${name} did not answer at ${address} within ${ANSWERS_WITHIN_MS / 1_000} seconds; ${logFile} may say why.`,
  )
}

/** Stops processes, the last started first, each after what it was doing. */
export async function stop(processes: readonly Running[]): Promise<void> {
  for (const { child } of processes.toReversed()) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    const stopped = await Promise.race([gone.then(() => true), pause(STOPS_WITHIN_MS, false)])
    if (!stopped) {
      child.kill('SIGKILL')
      await gone
    }
  }
}
