import { euros } from '#app/i18n/format.ts'
import { cents } from '#app/domain/money.ts'
import { DEMO_PEOPLE } from '../demo/people.ts'
import { readEuros } from '../story/euros.ts'
import { expectSame } from '../story/surprise.ts'
import { TITLE } from './launching.ts'
import { payoutOn } from './paying-out.ts'
import { signIn } from './signing-in.ts'
import { inEuros, lookAtCashBook } from './story.ts'
import type { Story } from './story.ts'

/** What the initiator owes after a lost dispute: told, set off against the next payout, and the rest paid to our bank. */

/** A letter says so, and the initiator's desk. */
export async function initiatorHearsOfDebt(story: Story): Promise<string> {
  const { demo, mailbox, people, campaign } = story
  const { debt } = story.told
  const letter = await mailbox.read(DEMO_PEOPLE.initiator.email, `Er ging geld van ${TITLE} terug`)
  letter.says(`Samen is dat nu ${euros(cents(debt), 'nl')}`)
  const desk = await people.initiator.open(`${demo.site}/my/campaigns/${campaign.id}`)
  desk.says(`You owe ${inEuros(debt)}`)
  const { treasurer } = people
  const coverage = await treasurer.open(`${demo.site}/admin/coverage`)
  coverage.says(
    `${DEMO_PEOPLE.initiator.name} owes ${inEuros(debt)}`,
    'set off by itself against the next payout',
  )
  return `${inEuros(debt)} owed, on both desks; letter read`
}

/** What came in after the first payout is proposed as a second one, and all of it goes to the debt. */
export async function nextPayoutGoesToDebt(story: Story): Promise<string> {
  const { demo, people, campaign, told } = story
  const { treasurer } = people
  await treasurer.open(`${demo.site}/admin/campaigns/${campaign.id}`)
  const proposed = await treasurer.press('Propose')
  const row = (label: string) =>
    proposed
      .table('What the payout is made of')
      .find(([what]) => what === label)
      ?.at(-1) ?? ''
  const raised = readEuros(row('Raised, held now'))
  expectSame(
    `${proposed.address} (raised, in cents)`,
    raised,
    told.received - told.paidBack - told.paidOut + told.debt,
  )
  expectSame(
    `${proposed.address} (debt, in cents)`,
    readEuros(row('Debt of the initiator, set off')),
    -raised,
  )
  expectSame(`${proposed.address} (payout, in cents)`, payoutOn(proposed), 0)
  const approver = await signIn(story, 'approver')
  await approver.open(proposed.address)
  const approved = await approver.press('Approve')
  approved.says(`by ${DEMO_PEOPLE.approver.name}`)
  told.debt -= raised
  await lookAtCashBook(story)
  return `${inEuros(raised)} set off, nothing transferred; ${inEuros(told.debt)} is still owed`
}

/** The initiator pays the rest to the platform's bank. Nobody books it before it stands on a statement. */
export async function initiatorPaysRest(story: Story): Promise<string> {
  const { demo, passerBy, bank, told } = story
  const { debt } = told
  await passerBy.open(`${demo.sandbox}/bank`)
  const page = await passerBy.press('Pay in', { amount: String(debt), text: `Terug: ${TITLE}` })
  page.says(`Terug: ${TITLE}`)
  bank.balance += debt
  return `${inEuros(debt)} on its way to the platform’s bank`
}
