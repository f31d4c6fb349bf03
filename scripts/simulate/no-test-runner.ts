/*
 * Stands where vitest stands in a test: no test runs here, so nothing can be hung on its end, and nothing was prepared
 * for it.
 */
export function onTestFinished(): never {
  throw new Error('No test runs.')
}

export function inject(): never {
  throw new Error('No test runs.')
}
