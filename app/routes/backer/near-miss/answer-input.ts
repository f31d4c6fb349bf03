import { z } from 'zod'
import { parseEuros } from '#app/domain/money.ts'
import type { Cents } from '#app/domain/money.ts'
import type { PledgeMethod } from '#db/schema.ts'

/** What can be posted: a choice; and who adds says how much, how, and for which new pledge. */
export const answerForm = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('stay') }),
  z.strictObject({ answer: z.literal('withdraw') }),
  z.strictObject({
    answer: z.literal('add'),
    pledge: z.string(),
    token: z.string(),
    amount: z.string().default(''),
    method: z.string().default(''),
  }),
])

export type AddForm = Extract<z.infer<typeof answerForm>, { answer: 'add' }>

export type AddProblems = {
  amount?: 'not-an-amount' | 'too-little' | 'too-much'
  method?: 'no-method'
}

/** What is added, or what is wrong with it by field. */
export function readAddition(
  form: Pick<AddForm, 'amount' | 'method'>,
  limits: { least: Cents; most: Cents },
): { ok: true; amount: Cents; method: PledgeMethod } | { ok: false; problems: AddProblems } {
  const problems: AddProblems = {}
  const typed = parseEuros(form.amount)
  if (!typed.ok) problems.amount = 'not-an-amount'
  else if (typed.cents < limits.least) problems.amount = 'too-little'
  else if (typed.cents > limits.most) problems.amount = 'too-much'
  const method = form.method === 'bank' || form.method === 'card' ? form.method : null
  if (method === null) problems.method = 'no-method'
  if (!typed.ok || method === null || problems.amount) return { ok: false, problems }
  return { ok: true, amount: typed.cents, method }
}
