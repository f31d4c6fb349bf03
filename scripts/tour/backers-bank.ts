import { z } from 'zod'
import { Surprise, theOnly } from '../story/surprise.ts'
import { backerCalled } from './backer.ts'
import type { Story } from './story.ts'
import { dumpOf } from './stripe.ts'

/** What a backer's bank does after a payment, by the triggers of the sandbox: nobody on our side has a say in it. */

const charges = z.object({
  charge: z.array(
    z.object({ doc: z.object({ id: z.string(), paid: z.boolean(), customer: z.string().nullable() }) }),
  ),
  customer: z.array(z.object({ doc: z.object({ id: z.string(), email: z.string().nullable() }) })),
  dispute: z.array(
    z.object({
      doc: z.object({
        id: z.string(),
        charge: z.string(),
        status: z.string(),
        amount: z.number(),
        evidence_details: z.object({ due_by: z.number() }),
      }),
    }),
  ),
})

/** A dispute as Stripe has it; the amount in cents. */
export interface DisputeAtStripe {
  id: string
  status: string
  amount: number
  /** Until when it can be answered. */
  dueBy: Date
}

/** The backer's bank takes the payment back. */
export async function bankDisputes(story: Story, who: string): Promise<DisputeAtStripe> {
  await pull(story, `charges/${await chargeOf(story, who)}/dispute`)
  return disputeOf(story, who)
}

/** The backer's bank decides. */
export async function bankDecides(story: Story, who: string, outcome: 'win' | 'lose'): Promise<void> {
  const { id } = await disputeOf(story, who)
  await pull(story, `disputes/${id}/${outcome}`)
}

/** The one dispute about the payment of a backer. */
export async function disputeOf(story: Story, who: string): Promise<DisputeAtStripe> {
  const charge = await chargeOf(story, who)
  const { dispute } = charges.parse(await dumpOf(story))
  const about = dispute.filter(({ doc }) => doc.charge === charge)
  const { doc } = theOnly('the disputes at Stripe', `dispute of ${who}’s payment`, about)
  const { id, status, amount, evidence_details: details } = doc
  return { id, status, amount, dueBy: new Date(details.due_by * 1_000) }
}

async function chargeOf(story: Story, who: string): Promise<string> {
  const { email } = backerCalled(story, who)
  const { charge, customer } = charges.parse(await dumpOf(story))
  const theirs = new Set(customer.filter(({ doc }) => doc.email === email).map(({ doc }) => doc.id))
  const paid = charge.filter(({ doc }) => doc.paid && theirs.has(doc.customer ?? ''))
  return theOnly('the charges at Stripe', `payment of ${who}`, paid).doc.id
}

async function pull({ demo }: Story, trigger: string): Promise<void> {
  const address = `${demo.sandbox}/_sandbox/${trigger}`
  const answer = await fetch(address, { method: 'POST' })
  if (answer.status !== 200)
    throw new Surprise(address, 'status 200', `${answer.status} ${await answer.text()}`)
}
