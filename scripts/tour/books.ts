import { verifyLedger } from '#app/domain/reconciliation/reconciliation.server.ts'
import { expectSame, Surprise } from '../story/surprise.ts'
import { TITLE } from './launching.ts'
import { signIn } from './signing-in.ts'
import { inEuros, lookAtCashBook } from './story.ts'
import type { Story } from './story.ts'
import { stripeBalance } from './stripe.ts'
import { balanceIn, openTrialBalance, trialBalanceOf } from './trial-balance.ts'

/** Whether it adds up: for everyone, for the team, and beside Stripe. */

const COLUMNS = 'line,day,kind,entries,debit,credit,amount_cents,commitment,hash'
const BACK = ['refund-decided', 'dispute-lost']
const BOOK = ['campaign_funds_held', 'initiator_payable', 'initiator_receivable']

/** Anyone can recompute the cash book from its CSV. */
export async function anyoneRecomputes(story: Story): Promise<string> {
  const { demo, passerBy, campaign, told } = story
  const kept = await lookAtCashBook(story)
  const csv = await passerBy.open(`${demo.site}/campaigns/${campaign.slug}/ledger.csv`)
  const [head, ...rows] = csv.source.replace('\uFEFF', '').trim().split(/\r?\n/)
  expectSame(`${csv.address} (its first line)`, head ?? '', COLUMNS)
  const postings = rows.map(row => {
    const [, , kind = '', , debit = '', credit = '', amount = ''] = row.split(',')
    return { kind, debit, credit, amount: Number(amount) }
  })
  const sum = (fits: (posting: (typeof postings)[number]) => boolean) =>
    postings.filter(fits).reduce((total, { amount }) => total + amount, 0)
  const balanceOf = (...accounts: string[]) =>
    sum(({ credit }) => accounts.includes(credit)) - sum(({ debit }) => accounts.includes(debit))
  const found = {
    'in keeping': [balanceOf(...BOOK), kept],
    received: [
      sum(({ kind, credit }) => kind === 'payment-succeeded' && credit === 'campaign_funds_held'),
      told.received,
    ],
    'paid back': [sum(({ kind, debit }) => BACK.includes(kind) && BOOK.includes(debit)), told.paidBack],
    'paid out': [
      sum(({ kind }) => kind === 'transfer-sent') -
        sum(({ kind, credit }) => kind === 'suspense-cleared' && credit === 'initiator_receivable'),
      told.paidOut,
    ],
    tips: [balanceOf('tips_held'), told.tips],
  }
  for (const [what, [recomputed = 0, expected = 0]] of Object.entries(found))
    expectSame(`${csv.address} (${what}, in cents)`, recomputed, expected)
  return `${postings.length} postings, ${inEuros(told.received)} in, ${inEuros(kept)} in keeping`
}

export async function nothingIsOpen(story: Story): Promise<string> {
  const treasurer = await signIn(story, 'treasurer')
  treasurer.page.says('Everything adds up', 'Nothing is late')
  const page = await treasurer.open(`${story.demo.site}/admin/discrepancies`)
  page.says('Everything adds up', 'Nothing is open.')
  return 'the list is empty'
}

/** The same look as `npm run ledger:verify`. */
export async function invariantsHold({ world }: Story): Promise<string> {
  const { invariants } = await verifyLedger(world.db.read)
  for (const { id, says, holds, figure } of invariants)
    if (!holds) throw new Surprise(`the books of this tour (${id})`, says, figure)
  return `${invariants.length} invariants hold`
}

export async function trialBalanceIsZero(story: Story): Promise<string> {
  const page = await openTrialBalance(story)
  page.says('Debit and credit are equal.')
  const rows = trialBalanceOf(page)
  const debit = rows.reduce((sum, row) => sum + row.debit, 0)
  const credit = rows.reduce((sum, row) => sum + row.credit, 0)
  expectSame(`${page.address} (debit less credit, in cents)`, debit - credit, 0)
  for (const account of [
    ...[`Held for ${TITLE}`, `Tips held with ${TITLE}`, `Owed to the initiator of ${TITLE}`],
    ...[`Owed by the initiator of ${TITLE}`, `Disputed, of ${TITLE}`],
  ])
    expectSame(`${page.address} (${account}, in cents)`, balanceIn(rows, account), 0)
  return `${inEuros(debit)} in debit, ${inEuros(credit)} in credit, nothing left on the campaign`
}

/** Stripe's own balance, asked for over its API, beside the journal's accounts of what is at Stripe. */
export async function stripeAgrees(story: Story): Promise<string> {
  const rows = trialBalanceOf(await openTrialBalance(story))
  const atStripe = await stripeBalance(story)
  const journal = balanceIn(rows, 'Balance at Stripe') + balanceIn(rows, 'Paid, not yet credited by Stripe')
  story.trialBalance = rows
  story.difference = atStripe - journal
  expectSame('Stripe’s balance less the journal’s, in cents', story.difference, 0)
  return `${inEuros(atStripe)} at Stripe, ${inEuros(journal)} in the journal`
}
