import { z } from 'zod'
import { line, prose } from '../campaigns/typed-text.ts'
import { emailInput } from '../users/user-input.ts'
import { cents, parseEuros } from '../money.ts'
import type { AmountProblem, Cents } from '../money.ts'
import type { PledgeLimits } from './pledge.ts'

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

type PledgeField = 'amount' | 'tip' | 'reward' | 'method' | 'email' | 'name' | 'message'
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

/** The value of `amount` when the amount stands in `own`, as typed. */
export const OWN = 'own'

/** After the city's dialling code, 071. */
const SUGGESTIONS = [710, 1710, 7100, 71000].map(cents)

/** What the form suggests to give. */
export function suggestionsWithin({ least, most }: Pick<PledgeLimits, 'least' | 'most'>): Cents[] {
  return SUGGESTIONS.filter(amount => amount >= least && amount <= most)
}

/** The tips that the form suggests, beside none. */
export const TIPS: readonly Cents[] = [100, 200].map(cents)

/**
 * The form as it is posted. `amount` is a suggested amount in cents, or `own`, when it stands in `own` as typed, in
 * euros. `reward` is the id of a reward; empty for none. `tip` is in cents. Fields that are not named here are
 * refused.
 */
export const pledgeForm = z.strictObject({
  pledge: z.string(),
  token: z.string(),
  amount: z.string().default(''),
  own: z.string().default(''),
  reward: z.string().default(''),
  tip: z.string().default('0'),
  method: z.string().default(''),
  email: z.string().default(''),
  name: z.string().default(''),
  anonymous: z.string().default(''),
  message: z.string().default(''),
  /** The pledge beside which this one is meant, when the backer was told of it. */
  beside: z.string().default(''),
  /** Bots fill in every field; people do not see this one. */
  website: z.string().default(''),
})

export type PledgeForm = z.output<typeof pledgeForm>

/**
 * Reads the form.
 *
 * @param rewards the campaign's rewards; choosing one without an amount gives its price
 * @returns the pledge, or what is wrong with each field
 */
export function readPledgeForm(
  form: PledgeForm,
  rewards: readonly { id: string; price: Cents }[],
): { ok: true; input: PledgeInput } | { ok: false; problems: PledgeProblems } {
  const problems: PledgeProblems = {}
  const reward = form.reward === '' ? null : rewards.find(({ id }) => id === form.reward)
  if (reward === undefined) problems.reward = 'unknown'
  const amount = readAmount(form, reward ?? null, problems)
  const tip = readTip(form.tip, problems)
  const method = form.method === 'bank' || form.method === 'card' ? form.method : null
  if (!method) problems.method = 'choose'
  const email = emailInput.safeParse(form.email)
  if (!email.success) problems.email = 'not-an-address'
  const name = line(LONGEST_NAME).safeParse(form.name)
  if (!name.success) problems.name = 'too-long'
  const message = prose(LONGEST_MESSAGE).safeParse(form.message)
  if (!message.success) problems.message = 'too-long'
  if (!method || amount === null || tip === null || !email.success || !name.success || !message.success)
    return { ok: false, problems }
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  const nameVisible = form.anonymous === '' && name.data !== ''
  const who = { email: email.data, name: name.data, nameVisible, message: message.data }
  return { ok: true, input: { amount, tip, rewardId: reward?.id ?? null, method, ...who } }
}

/** The field in which the amount was given: where its problem is told. */
export function amountField(form: Pick<PledgeForm, 'amount' | 'own'>): 'amount' | 'own' {
  return form.amount === OWN || (form.amount === '' && form.own.trim() !== '') ? 'own' : 'amount'
}

function readAmount(
  form: PledgeForm,
  reward: { price: Cents } | null,
  problems: PledgeProblems,
): Cents | null {
  const isOwn = amountField(form) === 'own'
  const isNothing = (isOwn ? form.own.trim() : form.amount) === ''
  if (isNothing && reward) return reward.price
  if (isNothing && !isOwn) {
    problems.amount = 'choose'
    return null
  }
  const read = isOwn ? parseEuros(form.own) : readSuggestion(form.amount)
  if (read.ok) return read.cents
  problems.amount = read.problem
  return null
}

/** A suggestion is chosen, not typed: whole cents. */
function readSuggestion(text: string): ReturnType<typeof parseEuros> {
  if (/^[1-9]\d{0,8}$/.test(text)) return { ok: true, cents: cents(Number(text)) }
  return { ok: false, problem: 'not-an-amount' }
}

/** A tip is chosen, not typed: whole cents, nothing unless chosen. */
function readTip(text: string, problems: PledgeProblems): Cents | null {
  if (/^\d{1,7}$/.test(text)) return cents(Number(text))
  problems.tip = 'not-an-amount'
  return null
}
