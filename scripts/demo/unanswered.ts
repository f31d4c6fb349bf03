/** Whether an error says that a process of the demonstration did not answer, or broke off in the middle. */
export function isUnanswered(error: unknown): boolean {
  // `fetch` gives its errors no code of their own.
  return error instanceof TypeError && ['fetch failed', 'terminated'].includes(error.message)
}
