import { z } from 'zod'
import { ANBI_PROBLEMS, anbiForm } from '#app/domain/receipts/receipt-input.ts'
import { cents, parseEuros } from '#app/domain/money.ts'

export const SETTING_PROBLEMS = [...ANBI_PROBLEMS, 'not-an-amount', 'not-a-rate'] as const

/** What a thing is worth, from nothing on. */
const worth = z.string().transform((text, context) => {
  if (/^0+([.,]0{1,2})?$/.test(text.trim())) return cents(0)
  const read = parseEuros(text)
  if (read.ok) return read.cents
  context.addIssue({ code: 'custom', message: 'not-an-amount' })
  return z.NEVER
})

/** A rate as it is typed, `21` or `9,5`, in basis points. */
const rate = z
  .string()
  .trim()
  .regex(/^(100|\d{1,2}([.,]\d{1,2})?)$/, 'not-a-rate')
  .transform(text => Math.round(Number(text.replace(',', '.')) * 100))

export { anbiForm }

/** Each reward has a form of its own, with fields of its own, so that each label finds its field. */
export function rewardField(field: 'value' | 'vat', rewardId: string): string {
  return `${field}-${rewardId}`
}

/** What is stated of one reward. */
export const rewardDeed = z.strictObject({
  value: worth,
  vat: rate,
})
