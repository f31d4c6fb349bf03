import type { words } from './words.ts'

/** A card as it was typed. */
export interface CardInput {
  number: string
  expiry: string
  cvc: string
  name: string
}

type Word = keyof ReturnType<typeof words>

export type CardRead =
  | { ok: true; card: { number: string; month: number; year: number; name: string } }
  | { ok: false; problems: { field: keyof CardInput; word: Word }[] }

/** Reads a typed card, or says per field what is wrong. `today` is the month in which it must still be valid. */
export function readCard(input: CardInput, today: { year: number; month: number }): CardRead {
  const problems: { field: keyof CardInput; word: Word }[] = []
  const number = input.number.replaceAll(/[\s-]/g, '')
  if (!/^\d{12,19}$/.test(number)) problems.push({ field: 'number', word: 'badNumber' })
  const expiry = readExpiry(input.expiry)
  if (expiry === undefined) problems.push({ field: 'expiry', word: 'badExpiry' })
  else if (expiry.year * 12 + expiry.month < today.year * 12 + today.month) {
    problems.push({ field: 'expiry', word: 'pastExpiry' })
  }
  if (!/^\d{3,4}$/.test(input.cvc.trim())) problems.push({ field: 'cvc', word: 'badCvc' })
  const name = input.name.trim()
  if (name === '') problems.push({ field: 'name', word: 'badName' })
  if (problems.length > 0 || expiry === undefined) return { ok: false, problems }
  return { ok: true, card: { number, ...expiry, name } }
}

function readExpiry(text: string): { month: number; year: number } | undefined {
  const found = /^\s*(\d{1,2})\s*[/-]?\s*(?:20)?(\d{2})\s*$/.exec(text)
  const month = Number(found?.[1])
  if (found === null || month < 1 || month > 12) return undefined
  return { month, year: 2000 + Number(found[2]) }
}
