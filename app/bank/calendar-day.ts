/** Whether a text is a day that exists, written `2026-11-24`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  // A month of 30 days takes a 31st as the first of the next.
  return date.getUTCDate() === Number(text.slice(8))
}
