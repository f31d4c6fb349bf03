import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** A process of the demonstration. What it writes is kept in a file of its own. */
export interface Running {
  name: string
  child: ChildProcess
  logFile: string
  /** Resolves when it has ended. */
  gone: Promise<void>
}

const ANSWERS_WITHIN_MS = 30_000
const STOPS_WITHIN_MS = 8_000

/** Starts a process that ends with this one, also when this one is killed, if it calls `stopWithParent`. */
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
    stdio: ['ignore', log, log, 'ipc'],
    // A Ctrl-C of the terminal reaches only the demonstration itself, which stops the others in order.
    detached: true,
  })
  closeSync(log)
  return { name, child, logFile, gone: new Promise(resolve => child.once('exit', () => resolve())) }
}

/** Waits until an address answers, or the process is gone. Rejects when `signal` is aborted. */
export async function answers(running: Running, address: string, signal?: AbortSignal): Promise<void> {
  const { name, child, logFile } = running
  const until = performance.now() + ANSWERS_WITHIN_MS
  while (performance.now() < until) {
    signal?.throwIfAborted()
    if (hasEnded(child))
      throw new Error(
        `The ${name} stopped while it was starting (${child.signalCode ?? `exit code ${child.exitCode}`}); ${logFile} says why.`,
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
  for (const { child, gone } of processes.toReversed()) {
    if (hasEnded(child)) continue
    child.kill('SIGTERM')
    const stopped = await Promise.race([gone.then(() => true), pause(STOPS_WITHIN_MS, false, { ref: false })])
    if (!stopped) {
      child.kill('SIGKILL')
      await gone
    }
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null
