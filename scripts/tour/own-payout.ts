import { DEMO_PEOPLE } from '../demo/people.ts'
import { readEuros } from '../story/euros.ts'
import { Surprise } from '../story/surprise.ts'
import { signIn } from './signing-in.ts'
import { inEuros, rest } from './story.ts'
import type { Story } from './story.ts'

/** What the platform earned goes from Stripe to its bank: again one person proposes, and another approves. */

/** All that was earned and not spent: tips, less what Stripe asked for the payments. */
export async function treasurerProposesOwnPayout(story: Story): Promise<string> {
  const { demo, bank } = story
  const treasurer = await signIn(story, 'treasurer')
  const before = await treasurer.open(`${demo.site}/admin/own-payouts`)
  const rows = before.table('From income to what can be paid out')
  const available = readEuros(rows.at(-1)?.at(-1) ?? '')
  const page = await treasurer.press('Propose this', { amount: (available / 100).toFixed(2) })
  page.says('You proposed this. Somebody else must approve it')
  const descriptor = page.fact('Mark on the statement')
  bank.ownPayout = { cents: available, descriptor, address: page.address }
  return `${inEuros(available)} of tips, less the costs of Stripe; marked ${descriptor}`
}

export async function approverApprovesOwnPayout(story: Story): Promise<string> {
  const payout = ownPayoutOf(story)
  const approver = await signIn(story, 'approver')
  await approver.open(payout.address)
  await approver.press(`Approve ${inEuros(payout.cents)}`)
  await rest(story)
  const page = await approver.open(payout.address)
  page.says('On its way', `by ${DEMO_PEOPLE.approver.name}`)
  story.bank.balance += payout.cents
  return `${inEuros(payout.cents)} on its way, expected on ${page.fact('Expected on')}`
}

export function ownPayoutOf({ bank: { ownPayout } }: Story) {
  if (!ownPayout) throw new Surprise('this tour', 'an own payout that was proposed', 'none')
  return ownPayout
}
