import pino from 'pino'
import type { DestinationStream, Logger } from 'pino'
import type { Config } from './config.server.ts'

/**
 * The log of a process: one line of JSON for each fact, times in UTC. Whoever writes a line picks its fields one by
 * one; a request, a form or a row is never handed over whole, so that no personal data can ride along.
 *
 * @param destination where the lines go; standard output when left out
 */
export function createLog(level: Config['LOG_LEVEL'], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  }
  return pino(options, destination ?? (standardOutput ??= gatheredOutput()))
}

let standardOutput: DestinationStream | null = null

/**
 * Standard output, to which the lines of one turn of the event loop are written together, and those of the last turn
 * when the process ends. A system call for each line took a seventh of the time of a page out of the cache
 * (docs/performance.md). Lines that cannot be written (the disk behind them is full) are lost; the process goes on
 * without them.
 */
function gatheredOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true })
  output.on('error', () => undefined)
  let lines = ''
  const write = () => {
    if (lines !== '') output.write(lines)
    lines = ''
  }
  process.once('exit', write)
  return {
    write: line => {
      if (lines === '') setImmediate(write)
      lines += line
    },
  }
}

interface DescribedError {
  name: string
  code?: string
  /** Where in our code, without the message: a message may quote what a person typed. */
  stack: string[]
}

/** What may be logged of an error. Its message may hold values from a form or a query, so it stays out. */
function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const stack = (error.stack ?? '').split('\n').filter(line => line.startsWith('    at '))
  return { name: error.name, ...(code && { code }), stack: stack.map(line => line.trim()).slice(0, 12) }
}
