import { z } from 'zod'
import type { Story } from './story.ts'

/** What Stripe says, read over its API, beside what the platform says. */

const amounts = z.array(z.object({ amount: z.number(), currency: z.string() }))
const balance = z.object({ available: amounts, pending: amounts })

/** Everything on the platform's balance at Stripe, available or not yet, in cents. */
export async function stripeBalance(story: Story): Promise<number> {
  const { available, pending } = balance.parse(await askStripe(story, '/v1/balance'))
  return [...available, ...pending]
    .filter(({ currency }) => currency === 'eur')
    .reduce((sum, { amount }) => sum + amount, 0)
}

async function askStripe({ demo }: Story, path: string): Promise<unknown> {
  const answer = await fetch(`${demo.sandbox}${path}`, {
    headers: { Authorization: `Bearer ${demo.config.STRIPE_API_KEY}` },
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

const dump = z.object({
  customer: z.array(z.object({ doc: z.object({ id: z.string(), email: z.string().nullable() }) })),
  setup_intent: z.array(
    z.object({ doc: z.object({ customer: z.string().nullable(), payment_method: z.string().nullable() }) }),
  ),
})
const paymentMethod = z.object({ customer: z.string().nullable() })

/** Whether every card that somebody saved belongs to nobody any more. */
export async function isCardForgotten(story: Story, email: string): Promise<boolean> {
  const { customer, setup_intent } = dump.parse(await dumpOf(story))
  const theirs = new Set(customer.filter(({ doc }) => doc.email === email).map(({ doc }) => doc.id))
  const cards = setup_intent
    .filter(({ doc }) => theirs.has(doc.customer ?? ''))
    .flatMap(({ doc }) => (doc.payment_method === null ? [] : [doc.payment_method]))
  if (cards.length === 0) return false
  const answers = await Promise.all(cards.map(card => askStripe(story, `/v1/payment_methods/${card}`)))
  return answers.every(answer => paymentMethod.parse(answer).customer === null)
}

/** Everything in the sandbox, by kind: for what Stripe knows and does not list. */
export async function dumpOf({ demo }: Story): Promise<unknown> {
  const answer = await fetch(`${demo.sandbox}/_sandbox/dump`)
  return answer.json()
}
