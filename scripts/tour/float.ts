import { topUp } from '../story/hosted-pages.ts'
import { inEuros, rest } from './story.ts'
import type { Story } from './story.ts'
import { stripeBalance } from './stripe.ts'
import { expectSame } from '../story/surprise.ts'

const FLOAT = 250_00

/** The platform's own money at Stripe: out of it come the costs of payments that go back. */
export async function platformTopsUp(story: Story): Promise<string> {
  const { sandbox, config } = story.demo
  await topUp({ url: sandbox, apiKey: config.STRIPE_API_KEY }, FLOAT)
  await rest(story)
  expectSame('the balance at Stripe, in cents', await stripeBalance(story), FLOAT)
  return `${inEuros(FLOAT)} at Stripe`
}
