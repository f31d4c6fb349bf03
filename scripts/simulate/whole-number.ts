/** Reads a whole number that was typed after an option; null when it is none or too small. */
export function wholeNumber(typed: string, least: number): number | null {
  const number = Number(typed)
  return /^\d+$/.test(typed) && Number.isSafeInteger(number) && number >= least ? number : null
}
