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

export async function askStripe({ demo }: Story, path: string): Promise<unknown> {
  const answer = await fetch(`${demo.sandbox}${path}`, {
    headers: { Authorization: `Bearer ${demo.config.STRIPE_API_KEY}` },
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
