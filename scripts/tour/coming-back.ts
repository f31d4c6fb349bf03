import { z } from 'zod'
import { expectSame } from '../story/surprise.ts'
import { totalOf } from './backer.ts'
import { everybodyHears, standingOf } from './deadline.ts'
import { inEuros, lookAtCashBook } from './story.ts'
import type { Story } from './story.ts'
import { dumpOf, isCardForgotten } from './stripe.ts'

/** A campaign missed its minimum: everybody has everything back. */

export const hearsItMissed = everybodyHears('did not make it', backer =>
  backer.counts === 'paid'
    ? `You get everything back: ${inEuros(totalOf(backer.gift))}.`
    : 'Nothing was charged to your card, and nothing will be.',
)

/** Each payment comes back whole, with its tip. */
export async function paymentsComeBack(story: Story): Promise<string> {
  const paid = standingOf(story).filter(({ counts }) => counts === 'paid')
  for (const { email, gift, visitor, managedAt } of paid) {
    const amount = inEuros(totalOf(gift))
    const letter = await story.mailbox.read(email, 'has been sent back')
    letter.says('did not reach its minimum', `we have sent ${amount} back`)
    const page = await visitor.open(managedAt)
    page.says('You have your money back', `${amount}: done`)
    story.told.paidBack += gift.cents
    story.told.tips -= gift.tip ?? 0
  }
  story.told.onCards = 0
  await lookAtCashBook(story)
  return `${inEuros(paid.reduce((sum, { gift }) => sum + totalOf(gift), 0))} in ${paid.length} refunds, letters read`
}

export async function cardsAreForgotten(story: Story): Promise<string> {
  const onCard = standingOf(story).filter(({ counts }) => counts === 'by card')
  for (const { email, name, visitor, managedAt } of onCard) {
    const page = await visitor.open(managedAt)
    page.says('It did not go ahead, nothing was charged')
    expectSame(`the card of ${name} at Stripe is forgotten`, await isCardForgotten(story, email), true)
  }
  return `${onCard.length} cards, nothing charged`
}

const charges = z.object({
  charge: z.array(
    z.object({
      doc: z.object({
        amount_captured: z.number(),
        amount_refunded: z.number(),
        billing_details: z.object({ email: z.string().nullable() }),
        customer: z.string().nullable(),
      }),
    }),
  ),
  customer: z.array(z.object({ doc: z.object({ id: z.string(), email: z.string().nullable() }) })),
})

/** What Stripe took from each backer and what it sent back, beside what they gave. */
export async function stripeGaveAllBack(story: Story): Promise<string> {
  const { charge, customer } = charges.parse(await dumpOf(story))
  const emails = new Map(customer.map(({ doc }) => [doc.id, doc.email]))
  let back = 0
  for (const { email, gift, counts } of standingOf(story)) {
    const theirs = charge.filter(({ doc }) => emails.get(doc.customer ?? '') === email)
    const taken = theirs.reduce((sum, { doc }) => sum + doc.amount_captured, 0)
    const returned = theirs.reduce((sum, { doc }) => sum + doc.amount_refunded, 0)
    expectSame(`what Stripe took from ${email}, in cents`, taken, counts === 'paid' ? totalOf(gift) : 0)
    expectSame(`what Stripe sent back to ${email}, in cents`, returned, taken)
    back += returned
  }
  return `${inEuros(back)} taken, ${inEuros(back)} back, to each what they paid`
}
