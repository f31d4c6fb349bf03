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
  return destination ? pino(options, destination) : pino(options)
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
