import { moment } from '#app/i18n/format.ts'
import { DEMO_PEOPLE } from '../demo/people.ts'
import { expectSame, Surprise } from '../story/surprise.ts'
import type { Visitor } from '../story/visitor.ts'
import { backerCalled, totalOf } from './backer.ts'
import { bankDecides, bankDisputes, disputeOf } from './backers-bank.ts'
import { TITLE } from './launching.ts'
import { signIn } from './signing-in.ts'
import { inEuros, lookAtCashBook, rest } from './story.ts'
import type { Story } from './story.ts'
import { balanceIn, openTrialBalance, trialBalanceOf } from './trial-balance.ts'

/** A backer's bank takes a payment back after the initiator was paid, and the treasurer answers. */

const DISPUTED = `Disputed, of ${TITLE}`
const COSTS = 'Costs of disputes'
const DEBT = `Owed by the initiator of ${TITLE}`

/** The money is gone at once, with a fee; the books keep it apart until it is decided. */
export const paymentIsDisputed =
  (who: string) =>
  async (story: Story): Promise<string> => {
    const before = await booksOf(story)
    const { amount, dueBy } = await bankDisputes(story, who)
    expectSame(`what the bank of ${who} takes back, in cents`, amount, totalOf(backerCalled(story, who).gift))
    await rest(story)
    const letter = await story.mailbox.read(DEMO_PEOPLE.treasurer.email, 'Een betaling is betwist')
    letter.says(`Antwoorden kan tot ${moment(dueBy.toISOString(), 'nl')}`)
    const after = await booksOf(story)
    expectSame(`${DISPUTED}, in cents`, after.disputed - before.disputed, amount)
    const fee = after.costs - before.costs
    expectSame('Stripe’s balance less before, in cents', after.atStripe - before.atStripe, -amount - fee)
    await lookAtCashBook(story)
    return `${inEuros(amount)} gone, and a fee of ${inEuros(fee)}; letter read`
  }

/** The desk names what is disputed, and until when it can be answered. */
export const treasurerSeesDisputes =
  (...names: string[]) =>
  async (story: Story): Promise<string> => {
    const treasurer = await signIn(story, 'treasurer')
    const page = await openDisputes(story, treasurer)
    const until = new Set<string>()
    for (const who of names) {
      const { amount, dueBy } = await disputeOf(story, who)
      const last = moment(dueBy.toISOString(), 'en')
      page.says(`${inEuros(amount)} for ${TITLE}`, `You can answer until ${last}.`)
      until.add(last)
    }
    return `${names.length} open, to be answered until ${[...until].join(' and ')}`
  }

/** The form holds what is known as a first draft; the treasurer adds what only people know. It goes once. */
export const treasurerAnswers =
  (who: string, whatPeopleKnow: string) =>
  async (story: Story): Promise<string> => {
    const { treasurer } = story.people
    const { amount } = await disputeOf(story, who)
    const list = await openDisputes(story, treasurer)
    const page = await treasurer.open(list.linkBeside(inEuros(amount), 'Look and answer'))
    const draft = page.all('textarea[name=evidence]').map(({ text }) => text)[0] ?? ''
    for (const known of [who, TITLE, 'the card was saved', 'the payment succeeded'])
      if (!draft.includes(known)) throw new Surprise(page.address, `“${known}” in the draft`, `“${draft}”`)
    await treasurer.press('Send this to the bank', { evidence: `${draft}\n${whatPeopleKnow}` })
    await rest(story)
    const sent = await treasurer.open(page.address)
    sent.says(`Sent by ${DEMO_PEOPLE.treasurer.name}`, whatPeopleKnow)
    sent.saysNot('Stripe does not know yet', 'Send this to the bank')
    const { status } = await disputeOf(story, who)
    expectSame(`how the dispute of ${who} stands at Stripe`, status, 'under_review')
    return 'evidence sent, the bank looks at it'
  }

/** The bank finds the platform right: the money is back, and its fee. */
export const bankFindsUsRight =
  (who: string) =>
  async (story: Story): Promise<string> => {
    await signIn(story, 'treasurer')
    const before = await booksOf(story)
    const amount = await isDecided(story, who, 'win', 'Won')
    const after = await booksOf(story)
    expectSame(`${DISPUTED}, in cents`, before.disputed - after.disputed, amount)
    const fee = before.costs - after.costs
    expectSame('Stripe’s balance less before, in cents', after.atStripe - before.atStripe, amount + fee)
    await lookAtCashBook(story)
    return `${inEuros(amount)} back, and the fee of ${inEuros(fee)}`
  }

/** The bank finds the backer right. What the initiator was paid of it, the initiator owes from now on. */
export const bankFindsBackerRight =
  (who: string) =>
  async (story: Story): Promise<string> => {
    await signIn(story, 'treasurer')
    const before = await booksOf(story)
    const amount = await isDecided(story, who, 'lose', 'Lost')
    const after = await booksOf(story)
    expectSame(`${DISPUTED}, in cents`, before.disputed - after.disputed, amount)
    expectSame(`${DEBT}, in cents`, after.debt - before.debt, amount)
    const backer = backerCalled(story, who)
    story.told.paidBack += backer.gift.cents
    story.told.debt += backer.gift.cents
    backer.counts = null
    await lookAtCashBook(story)
    const page = await backer.visitor.open(backer.managedAt)
    page.says('Your bank took your money back')
    return `${inEuros(amount)} stays with ${who}, and becomes a debt of the initiator`
  }

async function isDecided(story: Story, who: string, outcome: 'win' | 'lose', word: string): Promise<number> {
  const { treasurer } = story.people
  const { amount } = await disputeOf(story, who)
  await bankDecides(story, who, outcome)
  await rest(story)
  const page = await openDisputes(story, treasurer)
  const row = page.table('Decided, newest first').find(([what]) => what?.startsWith(inEuros(amount)))
  expectSame(`${page.address} (${inEuros(amount)})`, row?.[1] ?? 'not there', word)
  return amount
}

const openDisputes = ({ demo }: Story, treasurer: Visitor) => treasurer.open(`${demo.site}/admin/disputes`)

/** The accounts that a dispute moves, in cents. */
async function booksOf(story: Story) {
  const rows = trialBalanceOf(await openTrialBalance(story))
  return {
    disputed: balanceIn(rows, DISPUTED),
    costs: balanceIn(rows, COSTS),
    debt: balanceIn(rows, DEBT),
    atStripe: balanceIn(rows, 'Balance at Stripe'),
  }
}
