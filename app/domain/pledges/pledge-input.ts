import { z } from 'zod'
import { cents, parseEuros } from '../money.ts'
import type { AmountProblem, Cents } from '../money.ts'

/** What a backer may type. Whether it fits the campaign is for the door to say. */
export interface PledgeInput {
  amount: Cents
  tip: Cents
  rewardId: string | null
  method: 'bank' | 'card'
  email: string
  name: string
  nameVisible: boolean
  message: string
}

export type PledgeField = 'amount' | 'tip' | 'reward' | 'method' | 'email' | 'name' | 'message'
export type PledgeProblem =
  | AmountProblem
  | 'too-little'
  | 'too-much'
  | 'too-long'
  | 'not-an-address'
  | 'choose'
  | 'sold-out'
  | 'unknown'
  | 'more-than-pledge'

export type PledgeProblems = Partial<Record<PledgeField, PledgeProblem>>

const LONGEST_NAME = 60
const LONGEST_MESSAGE = 500
const NO_ADDRESS_IS_LONGER = 254

/**
 * The form as it is posted. `choice` is an amount in cents, `reward:<id>`, or `own`, when the amount stands
 * in `own` as typed, in euros. `tip` is in cents. Fields that are not named here are refused.
 */
export const pledgeForm = z.strictObject({
  pledge: z.string(),
  token: z.string(),
  choice: z.string().default(''),
  own: z.string().default(''),
  tip: z.string().default('0'),
  method: z.string().default(''),
  email: z.string().default(''),
  name: z.string().default(''),
  anonymous: z.string().default(''),
  message: z.string().default(''),
  /** Bots fill in every field; people do not see this one. */
  website: z.string().default(''),
})

export type PledgeForm = z.output<typeof pledgeForm>

/**
 * Reads the form.
 *
 * @param rewards the campaign's rewards; choosing one without typing an amount gives its price
 * @returns the pledge, or what is wrong with each field
 */
export function readPledgeForm(
  form: PledgeForm,
  rewards: readonly { id: string; price_cents: Cents }[],
): { ok: true; input: PledgeInput } | { ok: false; problems: PledgeProblems } {
  const problems: PledgeProblems = {}
  const reward = form.choice.startsWith('reward:')
    ? rewards.find(({ id }) => `reward:${id}` === form.choice)
    : null
  if (reward === undefined) problems.reward = 'unknown'
  const amount = readAmount(form, reward ?? null, problems)
  const tip = readTip(form.tip, problems)
  const method = form.method === 'bank' || form.method === 'card' ? form.method : null
  if (!method) problems.method = 'choose'
  const email = form.email.trim().toLowerCase()
  if (email.length > NO_ADDRESS_IS_LONGER || !z.email().safeParse(email).success)
    problems.email = 'not-an-address'
  const name = oneLine(form.name)
  if (name.length > LONGEST_NAME) problems.name = 'too-long'
  const message = form.message.trim()
  if (message.length > LONGEST_MESSAGE) problems.message = 'too-long'
  if (!method || amount === null || tip === null || Object.keys(problems).length > 0)
    return { ok: false, problems }
  const nameVisible = form.anonymous === '' && name !== ''
  return {
    ok: true,
    input: { amount, tip, rewardId: reward?.id ?? null, method, email, name, nameVisible, message },
  }
}

function readAmount(
  form: PledgeForm,
  reward: { price_cents: Cents } | null,
  problems: PledgeProblems,
): Cents | null {
  if (reward && form.own.trim() === '') return reward.price_cents
  if (/^[1-9]\d{0,8}$/.test(form.choice)) return cents(Number(form.choice))
  if (form.choice === '' && form.own.trim() === '') {
    problems.amount = 'choose'
    return null
  }
  const read = parseEuros(form.own)
  if (read.ok) return read.cents
  problems.amount = read.problem
  return null
}

/** A tip is chosen, not typed: whole cents, nothing unless chosen. */
function readTip(text: string, problems: PledgeProblems): Cents | null {
  if (/^\d{1,7}$/.test(text)) return cents(Number(text))
  problems.tip = 'not-an-amount'
  return null
}

/** Line breaks and other control characters become spaces: a name is one line wherever it is shown. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim()
}
