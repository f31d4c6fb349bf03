import { z } from 'zod'
import { PLATFORM_IBAN } from '../sandbox/bank/iban.ts'
import { readEuros } from '../story/euros.ts'
import type { Page } from '../story/page.ts'
import { expectSame, theOnly } from '../story/surprise.ts'
import type { Visitor } from '../story/visitor.ts'
import { TITLE } from './launching.ts'
import { ownPayoutOf } from './own-payout.ts'
import { signIn } from './signing-in.ts'
import { inEuros, lookAtCashBook } from './story.ts'
import type { Story } from './story.ts'
import { balanceIn, openTrialBalance, trialBalanceOf } from './trial-balance.ts'

/** The bank's statement of a day comes in, and the bank in the books becomes what the bank says. */

const listed = z.object({
  statements: z.array(
    z.object({ day: z.string(), url: z.string(), lines: z.number(), closingCents: z.number() }),
  ),
})

const LINES = 'The lines of the statement, in the order of the bank'
const TO_LOOK_INTO = 'To be looked into'

/** The first day: what the platform put in, which nobody can know but a person, and the top-up, which is known. */
export async function firstStatementIsBooked(story: Story): Promise<string> {
  const treasurer = await signIn(story, 'treasurer')
  const first = (await statementsAtBank(story))[0]
  const page = await uploads(story, treasurer, first?.day ?? '')
  const booked = bookedAs(page)
  expectSame(
    `${page.address} (the lines)`,
    booked.join('; '),
    `${TO_LOOK_INTO}; Balance at Stripe topped up (entry)`,
  )
  await places(treasurer, page, {
    choice: 'Own money of the organisation',
    reason: 'Startgeld, besluit van het bestuur.',
  })
  return `${booked.length} lines: the top-up is matched, the other is placed with a reason`
}

/** A bank gives the same file as often as it is asked for. */
export async function sameFileBooksNothing(story: Story): Promise<string> {
  const before = await bankInBooks(story)
  const { treasurer } = story.people
  const first = (await statementsAtBank(story))[0]
  const page = await uploads(story, treasurer, first?.day ?? '')
  page.says('This statement was booked before. Nothing has changed.')
  const rows = (await treasurer.open(`${story.demo.site}/admin/bank`)).table(
    'Booked statements, newest first',
  )
  expectSame('how many statements are booked', rows.length, 1)
  expectSame('the bank in the books, in cents', await bankInBooks(story), before)
  return 'known already: nothing booked'
}

/** The last day of the month, on which the platform's own payout arrived and the initiator paid back. */
export const statementIsBooked =
  (day: string) =>
  async (story: Story): Promise<string> => {
    const { bank, told } = story
    const treasurer = await signIn(story, 'treasurer')
    const payout = ownPayoutOf(story)
    const page = await uploads(story, treasurer, day)
    page.says(payout.descriptor)
    const row = page.table(LINES).find(([, amount = '']) => readEuros(amount) === payout.cents)
    expectSame(
      `${page.address} (the own payout)`,
      row?.at(-1) ?? 'not there',
      'Own money from Stripe (entry)',
    )
    const paid = told.debt
    await places(treasurer, page, {
      choice: 'An initiator pays back',
      campaignId: TITLE,
      reason: 'Staat in de omschrijving, en het bedrag is wat er open stond.',
    })
    told.debt = 0
    told.paidOut -= paid
    await lookAtCashBook(story)
    story.passerBy.page.says(
      '1 gift taken back by the giver’s bank',
      'Debt of the initiator set off against a payout',
      'Debt of the initiator paid back by bank',
    )
    const coverage = await treasurer.open(`${story.demo.site}/admin/coverage`)
    coverage.says('Nobody owes anything')
    const state = await treasurer.open(payout.address)
    state.says('On the statement')
    expectSame('the bank, in cents', await bankInBooks(story), bank.balance)
    return `${inEuros(payout.cents)} matched to its payout, ${inEuros(paid)} to the debt`
  }

/** The bank in the books is the closing balance of the bank, to the cent. */
export async function bankAgrees(story: Story): Promise<string> {
  const { people, demo, bank } = story
  const page = await people.treasurer.open(`${demo.site}/admin/bank`)
  page.says('Everything has its place')
  const closing = (await statementsAtBank(story)).at(-1)?.closingCents ?? 0
  const shown = page.table('Booked statements, newest first')[0]
  expectSame(`${page.address} (closing balance, in cents)`, readEuros(shown?.at(-1) ?? ''), closing)
  expectSame('the bank in the books, in cents', await bankInBooks(story), closing)
  expectSame('what was told of the bank, in cents', bank.balance, closing)
  return `${inEuros(closing)} at the bank, ${inEuros(closing)} in the journal`
}

/** Gets the file from the bank, as one does, and books it by the form. */
async function uploads(story: Story, treasurer: Visitor, day: string): Promise<Page> {
  const { demo } = story
  const found = (await statementsAtBank(story)).filter(statement => statement.day === day)
  const { url } = theOnly(`${demo.sandbox}/bank`, `statement of ${day}`, found)
  const file = await treasurer.download(`${demo.sandbox}${url}`)
  await treasurer.open(`${demo.site}/admin/bank`)
  return treasurer.press('Book this statement', {
    statement: { name: `camt053-${day}.xml`, type: 'application/xml', bytes: file },
  })
}

/** Says of the one line that waits what it was, and how that is known. */
async function places(treasurer: Visitor, statement: Page, decision: Record<string, string>): Promise<void> {
  await treasurer.open(statement.link(TO_LOOK_INTO))
  const page = await treasurer.press('Place this line', decision)
  page.says('Looked into', decision.reason ?? '').saysNot('Place this line')
}

const bookedAs = (page: Page): string[] => page.table(LINES).map(row => row.at(-1) ?? '')

async function statementsAtBank({ demo }: Story) {
  const answer = await fetch(`${demo.sandbox}/_sandbox/bank/statements`)
  return listed.parse(await answer.json()).statements
}

async function bankInBooks(story: Story): Promise<number> {
  return balanceIn(trialBalanceOf(await openTrialBalance(story)), `Bank account ${PLATFORM_IBAN}`)
}
