import { parseEuros, ZERO } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'

/** What was typed, by field name, exactly as it was. */
export type TypedExplanation = Record<string, string>

/** The name of the field for a must-have line; the first is 1. */
export function amountField(line: number): string {
  return `amount-${line}`
}

/**
 * Reads the form: an explanation, and an amount for each must-have line in the order of the budget.
 *
 * @returns the fields whose amount is none, or what was written
 */
export function readExplanation(
  typed: TypedExplanation,
  lines: number,
): { ok: true; explanation: string; amounts: Cents[] } | { ok: false; wrong: string[] } {
  const names = Array.from({ length: lines }, (_, index) => amountField(index + 1))
  const amounts: Cents[] = []
  const wrong: string[] = []
  for (const name of names) {
    const amount = readAmount(typed[name] ?? '')
    if (amount === null) wrong.push(name)
    else amounts.push(amount)
  }
  return wrong.length > 0 ? { ok: false, wrong } : { ok: true, explanation: typed.explanation ?? '', amounts }
}

/** A line that is dropped costs 0, which is no amount anywhere else. */
function readAmount(text: string): Cents | null {
  if (/^\s*€?\s*0+([.,]0{1,2})?\s*$/.test(text)) return ZERO
  const read = parseEuros(text)
  return read.ok ? read.cents : null
}
