import { topUp } from '../story/hosted-pages.ts'
import { expectSame } from '../story/surprise.ts'
import { inEuros, rest } from './story.ts'
import type { Story } from './story.ts'
import { stripeBalance } from './stripe.ts'

const OWN_MONEY = 500_00
const FLOAT = 250_00

/** Whoever runs the platform puts money of its own on its bank account. */
export async function platformHasMoney({ demo, passerBy, bank }: Story): Promise<string> {
  await passerBy.open(`${demo.sandbox}/bank`)
  const page = await passerBy.press('Pay in', {
    amount: String(OWN_MONEY),
    text: 'Startgeld van de stichting',
  })
  page.says('Startgeld van de stichting')
  bank.balance += OWN_MONEY
  return `${inEuros(OWN_MONEY)} at the bank`
}

/** The platform's own money at Stripe: out of it come the costs of payments that go back. */
export async function platformTopsUp(story: Story): Promise<string> {
  const { sandbox, config } = story.demo
  await topUp({ url: sandbox, apiKey: config.STRIPE_API_KEY }, FLOAT)
  await rest(story)
  expectSame('the balance at Stripe, in cents', await stripeBalance(story), FLOAT)
  story.bank.balance -= FLOAT
  return `${inEuros(FLOAT)} at Stripe`
}
