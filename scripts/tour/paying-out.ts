import { cents } from '#app/domain/money.ts'
import { euros } from '#app/i18n/format.ts'
import { DEMO_PEOPLE } from '../demo/people.ts'
import { readEuros } from '../story/euros.ts'
import type { Page } from '../story/page.ts'
import { expectSame } from '../story/surprise.ts'
import { INITIATOR_IBAN, TITLE } from './launching.ts'
import { signIn } from './signing-in.ts'
import { goForward, inEuros, lookAtCashBook, rest } from './story.ts'
import type { Story } from './story.ts'

/** Two people look, and what was raised goes to the initiator. */

/** The initiator's own payout: sent the next midnight, a day under way. */
const DAYS_TO_THE_BANK = 3

export async function treasurerProposes(story: Story): Promise<string> {
  const { demo, campaign, told } = story
  const treasurer = await signIn(story, 'treasurer')
  treasurer.page.says(`Propose the payout of ${TITLE}`)
  await treasurer.open(`${demo.site}/admin/campaigns/${campaign.id}`)
  const page = await treasurer.press('Propose')
  const payout = payoutOn(page)
  page.says('You proposed this. Somebody else must approve it')
  expectSame(`${page.address} (payout, in cents)`, payout, told.received - told.paidBack)
  return `${inEuros(payout)} proposed`
}

/** The treasurer is an approver as well, and gets hold of the form: it is still no second person. */
export async function treasurerMayNotApprove(story: Story): Promise<string> {
  const { people } = story
  const { address } = people.treasurer.page
  const approver = await signIn(story, 'approver')
  const form = await approver.open(address)
  people.treasurer.takeOver(form)
  await people.treasurer.press('Approve', {}, 403)
  const page = await approver.open(address)
  expectSame(`${address} (payout, in cents)`, payoutOn(page), story.told.received - story.told.paidBack)
  page.says('Proposed').saysNot('Approved by a second person by')
  return 'refused (403), nothing booked'
}

export async function approverApproves(story: Story): Promise<string> {
  const { approver } = story.people
  const page = await approver.press('Approve')
  page.says('Approved by a second person', `by ${DEMO_PEOPLE.approver.name}`, 'Tips for the platform')
  story.told.tips = 0
  story.told.approved = payoutOn(page)
  return `${inEuros(payoutOn(page))} owed to the initiator`
}

/** The transfer goes at once: what was charged to cards and is not available yet, the float lends. */
export async function transferIsSent(story: Story): Promise<string> {
  const { told, mailbox } = story
  await rest(story)
  const payout = told.approved
  told.paidOut += payout
  told.approved = 0
  const letter = await mailbox.read(DEMO_PEOPLE.initiator.email, TITLE)
  letter.says('Het geld is onderweg', euros(cents(payout), 'nl'))
  await lookAtCashBook(story)
  return `${inEuros(payout)} transferred and booked, letter read`
}

/** What Stripe put in the bank is the payout, and the page of the payout leads to each entry. */
export async function bankHasIt(story: Story): Promise<string> {
  const { demo, passerBy, people, told } = story
  const { address } = people.approver.page
  await goForward(story, DAYS_TO_THE_BANK, 'd')
  const bank = await passerBy.open(`${demo.sandbox}/bank`)
  const line = bank.table(`Statement of ${DEMO_PEOPLE.initiator.name}`).at(0)
  expectSame(`${bank.address} (${INITIATOR_IBAN}, in cents)`, readEuros(line?.at(-1) ?? ''), told.paidOut)
  const approver = await signIn(story, 'approver')
  const page = await approver.open(address)
  page.says('At the bank', 'Put in the bank by Stripe')
  const entry = await approver.open(approver.page.linkBeside('Debited from our balance', 'Look at the entry'))
  entry.says('Transferred to the initiator', inEuros(told.paidOut))
  return `${inEuros(told.paidOut)} on ${INITIATOR_IBAN}, matched to its entry`
}

/** A page of a payout says in its heading how much it is of. */
export const payoutOn = (page: Page): number => readEuros(page.heading.split(' ', 1)[0] ?? '')
