import type { ZodError } from 'zod'
import { badRequest } from './responses.server.ts'

/**
 * What is wrong with a form, by field. A strict schema names each problem that a person can make by its message;
 * anything else did not come from a page of ours.
 *
 * @param known the problems that a person can make
 * @throws Response 400 when the form is not one that the page sends
 */
export function problemsIn<P extends string>(error: ZodError, known: readonly P[]): Record<string, P> {
  const problems: Record<string, P> = {}
  for (const { path, message } of error.issues) {
    const problem = known.find(each => each === message)
    if (problem === undefined || path.length === 0) throw badRequest()
    problems[String(path[0])] ??= problem
  }
  return problems
}
